package io.evergrant.portal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.observed.Seen;
import io.evergrant.domain.observed.Trait;
import io.evergrant.portal.text.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservedWordsTest {
  private final ObservedWords words = new ObservedWords(new Sentences(Locale.ENGLISH));

  @ParameterizedTest
  @CsvSource({
    "1, 0, the same token at the one refresh",
    "2, 0, the same token at both refreshes",
    "2, 2, another token at both refreshes",
    "7, 0, the same token at all 7 refreshes",
    "7, 7, another token at all 7 refreshes",
    "1, 1, another token at the one refresh",
    "7, 3, another token at 3 of 7 refreshes"
  })
  void rotation_is_counted(long refreshes, long rotations, String sentence) {
    assertThat(words.seen(Trait.ROTATION, seen(refreshes, rotations, 0, 60))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "60, about 60 s",
    "3599, about 60 minutes",
    "86399, about 24 hours",
    "7775998, about 90 days"
  })
  void a_life_is_told_about(long seconds, String sentence) {
    assertThat(words.seen(Trait.ACCESS_LIFE, seen(1, 1, 0, seconds))).isEqualTo(sentence);
  }

  @Test
  void grants_with_fewer_scopes_are_counted() {
    assertThat(words.seen(Trait.SCOPES, seen(1, 1, 2, 60)))
        .isEqualTo("2 grants have fewer: without mail");
    assertThat(words.seen(Trait.SCOPES, seen(1, 1, 1, 60)))
        .isEqualTo("one grant has fewer: without mail");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, at the one grant, 唯一的授权有告知",
    "2, 0, at both grants, 两个授权都有告知",
    "7, 0, at all 7 grants, 全部 7 个授权都有告知",
    "0, 1, not at the one grant, 唯一的授权没有告知",
    "0, 2, at neither grant, 两个授权都没有告知",
    "0, 7, at none of 7 grants, 7 个授权都没有告知",
    "1, 1, at one of 2 grants, 2 个授权中有 1 个告知",
    "3, 4, at 3 of 7 grants, 7 个授权中有 3 个告知"
  })
  void grants_at_which_an_end_is_told_are_counted_as_people_count(
      int ends, int noEnds, String sentence, String chinese) {
    var seen =
        new Seen(ends + noEnds, Instant.EPOCH, 1, 1, ends, noEnds, null, null, null, 0, List.of());
    assertThat(words.seen(Trait.EXPIRES_IN, seen)).isEqualTo(sentence);
    var inChinese = new ObservedWords(new Sentences(Locale.forLanguageTag("zh")));
    assertThat(inChinese.seen(Trait.EXPIRES_IN, seen)).isEqualTo(chinese);
  }

  private static Seen seen(long refreshes, long rotations, int narrowed, long seconds) {
    return new Seen(
        3,
        Instant.EPOCH,
        refreshes,
        rotations,
        1,
        2,
        Duration.ofSeconds(seconds),
        null,
        null,
        narrowed,
        List.of("mail"));
  }
}
