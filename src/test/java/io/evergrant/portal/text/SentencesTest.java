package io.evergrant.portal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.Rotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages say nothing that is not in the bundle, and the bundle says what pages ask it for. */
class SentencesTest {
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Path CODE = Path.of("src/main/java/io/evergrant/portal");
  private static final Sentences ENGLISH = new Sentences(Locale.ENGLISH);

  private static final Pattern ASKED_BY_PAGE =
      Pattern.compile("text\\.of\\('([a-zA-Z0-9_.]+)'(?!\\.concat)");
  private static final Pattern BEGUN_BY_PAGE =
      Pattern.compile("text\\.of\\('([a-zA-Z0-9_.]+)'\\.concat");
  private static final Pattern ASKED_BY_CODE =
      Pattern.compile("text\\s*\\.(?:of|with)\\(\\s*\"([a-zA-Z0-9_.]+)\"\\s*[,)]");
  private static final Pattern TAG = Pattern.compile("<[^>]*>", Pattern.DOTALL);
  private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");
  private static final Pattern WORDED_ATTRIBUTE =
      Pattern.compile("(?:aria-label|title|placeholder|alt|word|label|hint)=\"([^\"]*)\"");
  private static final Pattern LETTERS = Pattern.compile("\\p{L}{2,}");

  @Test
  void every_sentence_that_is_asked_for_is_there() {
    var asked = new TreeSet<String>();
    files(PAGES, ".xhtml").forEach(page -> asked.addAll(all(ASKED_BY_PAGE, page)));
    files(CODE, ".java").forEach(file -> asked.addAll(all(ASKED_BY_CODE, file)));
    assertThat(asked).hasSizeGreaterThan(150);
    assertThat(asked).allMatch(ENGLISH::has, "is in the bundle");
  }

  @Test
  void every_beginning_of_a_key_leads_somewhere() throws IOException {
    var keys = keys();
    files(PAGES, ".xhtml")
        .forEach(
            page ->
                assertThat(all(BEGUN_BY_PAGE, page))
                    .allMatch(start -> keys.stream().anyMatch(key -> key.startsWith(start))));
  }

  @Test
  void pages_hold_no_words_of_their_own() {
    var literal = new ArrayList<String>();
    for (var page : files(PAGES, ".xhtml")) {
      var source = EXPRESSION.matcher(read(page)).replaceAll("");
      for (var part : TAG.splitAsStream(source).toList()) {
        if (LETTERS.matcher(part).find()) {
          literal.add(page + ": " + part.strip());
        }
      }
      for (var worded : all(WORDED_ATTRIBUTE, source)) {
        if (LETTERS.matcher(worded).find()) {
          literal.add(page + ": " + worded);
        }
      }
    }
    // The addresses that are shown as they are.
    assertThat(literal)
        .containsExactlyInAnyOrder(
            PAGES.resolve("pages/operator/operator.xhtml") + ": /health/ready",
            PAGES.resolve("pages/importing/import.xhtml") + ": POST /api/v1/grants/import");
  }

  @Test
  void no_sentence_loses_an_apostrophe_to_the_message_format() throws IOException {
    assertThat(keys())
        .filteredOn(key -> !key.equals("time.pattern"))
        .allSatisfy(key -> assertThat(ENGLISH.of(key)).doesNotContain("'"));
  }

  @Test
  void arguments_are_put_in() {
    assertThat(ENGLISH.of("overview.head", 0L)).isEqualTo("All grants look after themselves");
    assertThat(ENGLISH.of("overview.head", 1L)).isEqualTo("One grant needs a person");
    assertThat(ENGLISH.of("overview.head", 1_017L)).isEqualTo("1,017 grants need a person");
  }

  /** One or two refreshes show what they showed, and no habit. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, no refresh yet",
    "1, 0, not at the one refresh so far",
    "1, 1, at the one refresh so far",
    "2, 0, at neither of the two refreshes so far",
    "2, 1, at one of the two refreshes so far",
    "2, 2, at both refreshes so far",
    "3, 0, never in 3 refreshes: a long-lived refresh token",
    "3, 2, at 2 of 3 refreshes",
    "3, 3, at each of 3 refreshes"
  })
  void few_refreshes_are_no_habit(long refreshes, long rotations, String sentence) {
    var key = "rotation." + Rotation.of(refreshes, rotations).name().toLowerCase(Locale.ROOT);
    assertThat(ENGLISH.of(key, rotations, refreshes)).isEqualTo(sentence);
  }

  private static Set<String> keys() throws IOException {
    var properties = new java.util.Properties();
    try (var reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/io/evergrant/portal/messages.properties"))) {
      properties.load(reader);
    }
    return properties.stringPropertyNames();
  }

  private static List<String> all(Pattern pattern, Path file) {
    return all(pattern, read(file));
  }

  private static List<String> all(Pattern pattern, String source) {
    return pattern.matcher(source).results().map(found -> found.group(1)).toList();
  }

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
