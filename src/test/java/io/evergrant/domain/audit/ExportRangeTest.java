package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of the log can be asked for. */
class ExportRangeTest {
  private static final String DAY = "2026-11-25T00:00:00Z";
  private static final String NEXT = "2026-11-26T00:00:00Z";

  @Test
  void all_of_it_can_be_asked_for() {
    assertThat(ExportRange.ALL.isSound()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "5, , , ",
    "0, 9, , ",
    "0, 2, , ",
    "5, 9, , ",
    "5, 7, , ",
    "0, , " + DAY + ", ",
    "0, , , " + DAY,
    "0, , " + DAY + ", " + NEXT
  })
  void sequences_or_times_say_which_part(
      long after, @Nullable Long before, @Nullable Instant from, @Nullable Instant until) {
    assertThat(new ExportRange(after, before, from, until).isSound()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "5, , " + DAY + ", ",
    "5, , , " + DAY,
    "0, 9, " + DAY + ", ",
    "0, 9, , " + DAY,
    "5, 9, " + DAY + ", " + NEXT
  })
  void both_at_once_say_two_things(
      long after, @Nullable Long before, @Nullable Instant from, @Nullable Instant until) {
    assertThat(new ExportRange(after, before, from, until).isSound()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, , ",
    "5, 5, , ",
    "9, 5, , ",
    "5, 6, , ",
    "0, 1, , ",
    "0, , " + DAY + ", " + DAY,
    "0, , " + NEXT + ", " + DAY
  })
  void a_part_with_nothing_between_its_ends_could_hold_nothing(
      long after, @Nullable Long before, @Nullable Instant from, @Nullable Instant until) {
    assertThat(new ExportRange(after, before, from, until).isSound()).isFalse();
  }
}
