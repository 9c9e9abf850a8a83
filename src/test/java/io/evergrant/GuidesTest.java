package io.evergrant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a guide shows is what its test runs: the files beside it. */
class GuidesTest {
  private static final Path FOLDER = Path.of("docs/guides");
  private static final Pattern SHOWN =
      Pattern.compile("`([^`\\n]+)`:\\n\\n```[a-z]+\\n(.*?\\n)```\\n", Pattern.DOTALL);

  static Stream<Path> guides() throws IOException {
    return files(FOLDER).stream().filter(file -> file.toString().endsWith(".md"));
  }

  @ParameterizedTest
  @MethodSource("guides")
  void a_guide_shows_its_files_as_they_are(Path guide) throws IOException {
    var shown = SHOWN.matcher(Files.readString(guide));
    while (shown.find()) {
      var file = FOLDER.resolve(shown.group(1));
      assertThat(shown.group(2)).as("%s in %s", file, guide).isEqualTo(Files.readString(file));
    }
  }

  @Test
  void every_file_is_shown_in_a_guide_and_every_guide_in_the_list() throws IOException {
    var shown = new ArrayList<Path>();
    for (var guide : guides().toList()) {
      var matcher = SHOWN.matcher(Files.readString(guide));
      while (matcher.find()) {
        shown.add(FOLDER.resolve(matcher.group(1)));
      }
    }
    assertThat(files(FOLDER))
        .filteredOn(file -> !file.toString().endsWith(".md"))
        .as("files that no guide shows as «`name`:» before a block")
        .containsExactlyInAnyOrderElementsOf(shown);
    var list = Files.readString(FOLDER.resolve("README.md"));
    assertThat(guides().map(guide -> guide.getFileName().toString()))
        .filteredOn(name -> !name.equals("README.md"))
        .allSatisfy(name -> assertThat(list).contains("(" + name + ")"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("__pycache__"))
          .toList();
    }
  }
}
