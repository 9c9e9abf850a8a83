package io.evergrant.portal.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.overview.Counts;
import io.evergrant.domain.overview.OutcomeKind;
import io.evergrant.domain.overview.Tally;
import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BarsTest {
  private static final Instant NEWEST = Instant.parse("2026-11-26T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());

  @Test
  void each_hour_has_its_bar_and_the_newest_is_last() {
    var bars = bars(3, tally(2, OutcomeKind.RENEWED, 8), tally(0, OutcomeKind.RENEWED, 4));
    assertThat(bars.bars()).extracting(bar -> bar.counts().renewed()).containsExactly(8L, 0L, 4L);
    assertThat(bars.some()).hasSize(2);
    assertThat(bars.peak()).isEqualTo(8);
    assertThat(bars.paths(10, 8, 100).renewed()).isEqualTo("M0 0h8v100h-8zM20 50h8v50h-8z");
  }

  @Test
  void what_failed_stands_on_what_is_open_on_what_was_renewed() {
    var bars =
        bars(
            1,
            tally(0, OutcomeKind.RENEWED, 60),
            tally(0, OutcomeKind.OPEN, 30),
            tally(0, OutcomeKind.FAILED, 6),
            tally(0, OutcomeKind.FAILED, 4));
    assertThat(bars.total()).isEqualTo(new Counts(60, 30, 10));
    assertThat(bars.paths(10, 8, 100))
        .isEqualTo(new Bars.Paths("M0 40h8v60h-8z", "M0 10h8v30h-8z", "M0 0h8v10h-8z"));
  }

  @Test
  void one_failure_among_thousands_is_seen() {
    var bars = bars(1, tally(0, OutcomeKind.RENEWED, 90_000), tally(0, OutcomeKind.FAILED, 1));
    assertThat(bars.paths(10, 8, 100).failed()).isEqualTo("M0 0h8v2h-8z");
  }

  @Test
  void without_attempts_there_is_no_bar() {
    var bars = bars(24);
    assertThat(bars.total()).isEqualTo(Counts.NONE);
    assertThat(bars.paths(10, 8, 100)).isEqualTo(new Bars.Paths("", "", ""));
    assertThat(bars.some()).isEmpty();
  }

  private static Bars bars(int count, Tally... tallies) {
    var starts =
        LongStream.range(0, count)
            .mapToObj(n -> NEWEST.minus(HOUR.multipliedBy(count - 1 - n)))
            .toList();
    return Bars.of(List.of(tallies), starts);
  }

  private static Tally tally(int hoursAgo, OutcomeKind kind, long attempts) {
    return new Tally(PROVIDER, NEWEST.minus(HOUR.multipliedBy(hoursAgo)), kind, attempts);
  }
}
