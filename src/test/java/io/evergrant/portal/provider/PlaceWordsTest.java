package io.evergrant.portal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.catalogue.YamlCatalogue;
import io.evergrant.portal.text.Sentences;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a new provider is asked for first is said by the bundles, in English as by its file. */
class PlaceWordsTest {
  private static final String PLACE = "catalogue.place.";

  private final Sentences english = new Sentences(Locale.ENGLISH);

  @Test
  void the_bundle_says_of_each_placeholder_what_the_file_says_and_of_no_other() {
    var files = new TreeMap<String, String>();
    for (var entry : new YamlCatalogue().entries()) {
      for (var place : entry.placeholders()) {
        var key = PLACE + entry.id() + "." + place.name();
        files.put(key + ".label", typeset(place.label()));
        files.put(key + ".what", typeset(place.description()));
      }
    }
    var bundle = new TreeMap<String, String>();
    ResourceBundle.getBundle("io.evergrant.portal.messages", Locale.ROOT).keySet().stream()
        .filter(key -> key.startsWith(PLACE) && !key.equals(PLACE + "same"))
        .forEach(key -> bundle.put(key, english.of(key)));
    assertThat(bundle).isEqualTo(files).hasSizeGreaterThanOrEqualTo(56);
  }

  private static String typeset(String text) {
    return text.replace("'", "’");
  }
}
