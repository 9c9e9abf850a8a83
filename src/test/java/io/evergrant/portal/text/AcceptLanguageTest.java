package io.evergrant.portal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 section 12.5.4, and what browsers really send. */
class AcceptLanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh-CN,zh;q=0.9,en;q=0.8                       | SIMPLIFIED_CHINESE",
        "zh                                            | SIMPLIFIED_CHINESE",
        "zh-Hans-SG                                    | SIMPLIFIED_CHINESE",
        "ZH-cn                                         | SIMPLIFIED_CHINESE",
        "de-CH, de;q=0.9, en;q=0.5                     | GERMAN",
        "en-GB,en;q=0.9                                | ENGLISH",
        "fr;q=0.9, de;q=0.7, zh;q=0.8                  | SIMPLIFIED_CHINESE",
        "en;q=0.5, de;q=0.5                            | ENGLISH",
        "de;q=0.5, en;q=0.5                            | GERMAN",
        "zh-TW,en;q=0.8                                | ENGLISH",
        "zh-Hant-HK, de;q=0.1                          | GERMAN",
        "zh-TW,zh;q=0.9,en-US;q=0.8                    | SIMPLIFIED_CHINESE",
        "zh;q=0, de;q=0.3                              | GERMAN",
        "zh-CN, zh;q=0, de;q=0.1                       | GERMAN",
        "*                                             | ENGLISH",
        "en;q=0, *;q=0.5                               | SIMPLIFIED_CHINESE",
        "fr, *;q=0.1                                   | ENGLISH",
        "de;q=7, zh;q=0.2                              | SIMPLIFIED_CHINESE",
        "de;q=, zh;q=0.2                               | SIMPLIFIED_CHINESE",
        "<script>, ,;;,de                              | GERMAN",
        "de;q=0.001                                    | GERMAN",
      })
  void the_heaviest_wish_that_is_spoken_here_counts(String field, Language expected) {
    assertThat(AcceptLanguage.best(field)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"fr, it;q=0.3", "''", "zh-TW", "en;q=0", "-", "x-private", "zhuang", "deu-DE"})
  void where_none_is_spoken_there_is_none(String field) {
    assertThat(AcceptLanguage.best(field)).isEmpty();
  }

  @Test
  void a_field_of_any_length_is_read_in_no_time() {
    assertThat(AcceptLanguage.best("a-".repeat(4_000) + ",de" + ",x;q=0.1".repeat(1_000)))
        .contains(Language.GERMAN);
  }
}
