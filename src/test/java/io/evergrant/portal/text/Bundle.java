package io.evergrant.portal.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** One file of sentences, as it stands in the sources and without the one that stands in for it. */
final class Bundle {
  private final Properties sentences = new Properties();
  private final List<String> twice = new ArrayList<>();

  private Bundle(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      sentences.load(reader);
      var seen = new HashSet<String>();
      for (var line : Files.readAllLines(file)) {
        var end = line.indexOf('=');
        if (end > 0 && !line.startsWith("#") && !seen.add(line.substring(0, end).strip())) {
          twice.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bundle of(Language language) {
    var suffix = language == Language.ENGLISH ? "" : "_" + language.locale().getLanguage();
    return new Bundle(
        Path.of("src/main/resources/io/evergrant/portal/messages" + suffix + ".properties"));
  }

  Set<String> keys() {
    return new TreeSet<>(sentences.stringPropertyNames());
  }

  String of(String key) {
    return Objects.requireNonNull(sentences.getProperty(key), key);
  }

  /** Lines whose key stood there before; the reader of the file would keep silent about them. */
  List<String> twice() {
    return twice;
  }
}
