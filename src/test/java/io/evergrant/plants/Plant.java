package io.evergrant.plants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fault to plant: a unified diff, after a head of lines {@code Promise:}, {@code Fault:} and
 * {@code Test:} (one or more, {@code Class#method}: each of these methods must see it).
 */
record Plant(Path patch, String fault, List<Named> tests, List<Path> changed) {
  private static final String ADDED = "+++ b/";

  /** All in a folder, by name. */
  static List<Plant> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".patch"))
          .sorted()
          .map(Plant::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return patch.getFileName().toString().replace(".patch", "");
  }

  private static Plant read(Path patch) {
    try {
      var lines = Files.readAllLines(patch);
      var changed =
          lines.stream()
              .filter(line -> line.startsWith(ADDED))
              .map(line -> Path.of(line.substring(ADDED.length()).strip()))
              .toList();
      var tests = head(lines, "Test:").stream().map(Named::of).toList();
      var fault = String.join(" ", head(lines, "Fault:"));
      if (changed.isEmpty() || tests.isEmpty() || fault.isEmpty()) {
        throw new IllegalStateException(patch + " needs lines Fault:, Test: and a diff");
      }
      return new Plant(patch, fault, tests, changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> head(List<String> lines, String label) {
    return lines.stream()
        .takeWhile(line -> !line.startsWith("--- "))
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()).strip())
        .toList();
  }
}
