package io.evergrant.adapter.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.catalogue.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file that is wrong is refused with the place where it is wrong. */
class EntryReaderTest {
  private static final EntryId GOOGLE = new EntryId("google");

  @Test
  void a_fact_without_a_source_is_refused() {
    refused("    source: logto\n", "", "source is missing");
  }

  @Test
  void a_source_that_the_file_does_not_name_is_refused() {
    refused("    source: logto\n", "    source: nobody\n", "none of this file's");
  }

  @Test
  void a_fact_that_is_left_out_is_refused() {
    refused("  earliest_refresh: unknown\n", "", "earliest_refresh is missing");
  }

  @Test
  void an_address_without_tls_is_refused() {
    refused("value: 'https://oauth2", "value: 'http://oauth2", "no https address");
  }

  @Test
  void another_id_than_the_name_of_the_file_is_refused() {
    refused("id: google\n", "id: gogle\n", "not the file's name");
  }

  private static void refused(String good, String bad, String why) {
    var whole = text();
    assertThat(whole).contains(good);
    assertThatThrownBy(() -> EntryReader.read(GOOGLE, parsed(whole.replaceFirst(good, bad))))
        .hasMessageContaining(why);
  }

  private static @Nullable Object parsed(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static String text() {
    try {
      return Files.readString(Path.of("src/main/resources/catalogue/google.yaml"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
