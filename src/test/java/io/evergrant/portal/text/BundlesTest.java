package io.evergrant.portal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every language says what English says. What is lacking in a language that is complete fails the
 * build; one that is only begun may lack sentences, and has none that nothing asks for.
 */
class BundlesTest {
  private static final Bundle ENGLISH = Bundle.of(Language.ENGLISH);

  /** Marks of formats and names of programs, protocols and their fields: the same everywhere. */
  private static final Set<String> NAMES =
      Set.of(
          """
          API Authlib Authorization Basic CSV Crypto DNS DPoP Esc Evergrant GET HTTP ID IP ISO Java JavaScript JSON JWKS KV
          Lines MB Merkle MiB OAuth OCSF PKCE POST Ping Post Python REST RFC SHA SIEM Standard TLS Transit URI URL UTC UTF
          Vault Web Webhook Webhooks eg google http https iss kB pickle ping provider state subject token transit
          """
              .strip()
              .split("\\s+", -1));

  /** What stands in addresses of providers of the catalogue, and names of theirs. */
  private static final Set<String> PLACES =
      Set.of(
          """
          Branding Domain Dynamics Enterprise Entra Exact GitHub GitLab NetSuite Network Okta Online Ory Realm Security
          Snowflake UUID Zendesk Zoho admin asia au auth be ca cn com de default es eu fr in jp nl sa sg
          """
              .strip()
              .split("\\s+", -1));

  /** Code, addresses and examples, which nobody translates. */
  private static final Pattern CODE =
      Pattern.compile(
          "https?://\\S+|/api/\\S*|\\S+@\\S+|#rrggbb|#[0-9a-f]{6}"
              + "|[A-Za-z0-9.*-]+[_=:/][A-Za-z0-9_=:/.*-]*|[a-z]+(?:-[a-z]+)+|[a-z]+\\.[a-z]+"
              + "|\\d+[a-z]{1,2}\\b|\\b[a-z]\\b|Z\\b|[A-Za-z]+\\d+[a-z]*");

  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d+(?:,[a-z]+(?:,[0#.]+)?)?}");
  private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");

  static Stream<Language> translations() {
    return Arrays.stream(Language.values()).filter(one -> one != Language.ENGLISH);
  }

  @Test
  void english_and_simplified_chinese_are_complete_and_another_is_begun() {
    assertThat(Arrays.stream(Language.values()).filter(Language::isComplete))
        .containsExactly(Language.ENGLISH, Language.SIMPLIFIED_CHINESE);
    assertThat(Bundle.of(Language.GERMAN).keys()).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void no_sentence_stands_there_twice(Language language) {
    assertThat(Bundle.of(language).twice()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("translations")
  void a_complete_language_lacks_no_sentence(Language language) {
    var lacking = new TreeSet<>(ENGLISH.keys());
    lacking.removeAll(Bundle.of(language).keys());
    if (language.isComplete()) {
      assertThat(lacking).as("lacking in " + language).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("translations")
  void no_language_has_a_sentence_that_english_has_not(Language language) {
    var more = new TreeSet<>(Bundle.of(language).keys());
    more.removeAll(ENGLISH.keys());
    assertThat(more).as("only in " + language).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("translations")
  void every_sentence_is_filled_in_with_the_same(Language language) {
    var bundle = Bundle.of(language);
    for (var key : bundle.keys()) {
      var here = Arguments.of(bundle.of(key));
      var there = Arguments.of(ENGLISH.of(key));
      assertThat(here.numbers()).as(key).isEqualTo(there.numbers());
      assertThat(here.none()).as(key + ", for none").isEqualTo(there.none());
      there
          .written()
          .forEach(
              (number, ways) ->
                  assertThat(here.written().get(number)).as(key + ", " + number).isEqualTo(ways));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_sentence_can_be_filled_in(Language language) {
    var bundle = Bundle.of(language);
    var text = new Sentences(language.locale());
    for (var key : bundle.keys()) {
      if (!Arguments.of(bundle.of(key)).numbers().isEmpty()) {
        assertThat(bundle.of(key)).as(key).doesNotContain("'");
        for (var number : List.of(0L, 1L, 2L, 5_000L)) {
          assertThat(text.with(key, number, number, number, number, number))
              .as(key)
              .isNotBlank()
              .doesNotContain("{", "}");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_portal_speaks_each_from_its_own_bundle(Language language) {
    var text = new Sentences(language.locale());
    assertThat(text.of("login.act")).isEqualTo(Bundle.of(language).of("login.act"));
    assertThat(text.language()).isEqualTo(language.tag().value());
  }

  @Test
  void chinese_has_no_english_word_beside_names() {
    var bundle = Bundle.of(Language.SIMPLIFIED_CHINESE);
    for (var key : bundle.keys()) {
      if (!key.startsWith("time.")) {
        var words = CODE.matcher(ARGUMENT.matcher(bundle.of(key)).replaceAll(" ")).replaceAll(" ");
        assertThat(LATIN_WORD.matcher(choiceless(words)).results().map(found -> found.group()))
            .as(key + " = " + bundle.of(key))
            .allMatch(
                word ->
                    NAMES.contains(word)
                        || (key.startsWith("catalogue.place.") && PLACES.contains(word)));
      }
    }
  }

  @Test
  void chinese_is_punctuated_as_chinese() {
    var bundle = Bundle.of(Language.SIMPLIFIED_CHINESE);
    for (var key : bundle.keys()) {
      assertThat(choiceless(ARGUMENT.matcher(bundle.of(key)).replaceAll("")))
          .as(key)
          .doesNotContainPattern("\\p{IsHan} ?[,;:?!.]|[,;:?!] ?\\p{IsHan}|\\p{IsHan}[()]");
      if (ENGLISH.of(key).endsWith(".")) {
        assertThat(bundle.of(key)).as(key).endsWith("。");
      }
    }
  }

  @Test
  void german_repeats_no_english_sentence() {
    var bundle = Bundle.of(Language.GERMAN);
    assertThat(bundle.keys())
        .filteredOn(key -> bundle.of(key).equals(ENGLISH.of(key)))
        .allMatch(
            key -> !ARGUMENT.matcher(bundle.of(key)).replaceAll("").strip().contains(" "),
            "is one word, or none");
  }

  private static String choiceless(String sentence) {
    return sentence.replaceAll("\\{\\d+,choice,|\\d+[#<]", "");
  }
}
