package io.evergrant.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BCP 47, as far as browsers name languages by it. */
class LanguageTagTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "de-CH", "zh-Hans-CN", "sl-rozaj-biske-1994"})
  void a_language_is_written_as_it_was_named(String tag) {
    assertThat(new LanguageTag(tag)).hasToString(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e", "*", "de_CH", "de-", "en;q=0.8", "en-a-b-c-d", "../en"})
  void nothing_else_names_one(String tag) {
    assertThatThrownBy(() -> new LanguageTag(tag)).isInstanceOf(IllegalArgumentException.class);
  }
}
