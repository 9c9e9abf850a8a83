package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two providers that answer 5xx for an hour, on a database's clock that we move: one does nothing,
 * the other acts before it fails and allows a replay.
 */
@LongForm
@ExtendWith(Progress.class)
class HourOfOutageIT {
  private static final int GRANTS = 5_000;
  private static final int OF_THE_OTHER = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMinutes(1);

  /** Some ticks of each node: whatever it may ask in this minute it has asked. */
  private static final Duration TICKS = Duration.ofMillis(1_500);

  @Test
  void P08_an_hour_of_5xx_costs_few_doubts_and_no_grant() {
    Chaos.nodes(2);
    var provider = Chaos.cluster().provider();
    // a spent token is refused and kills its grant: whoever replays blindly would lose it
    var flock = new Flock(Chaos.cluster()).add(Manner.STRICT, GRANTS, GRANTS);
    fails(flock, false);
    var acting = new Flock(Chaos.cluster()).add(Manner.GRACE, OF_THE_OTHER, OF_THE_OTHER);
    fails(acting, true);
    flock.makeDue();
    acting.makeDue();
    Until.holds("the outage is seen", PATIENCE, () -> unknowns(flock) > 0 && unknowns(acting) > 0);
    for (var passed = Duration.ZERO; passed.compareTo(HOUR) < 0; passed = passed.plus(STEP)) {
      Until.within(TICKS, () -> false);
      Chaos.cluster().advanceClock(STEP);
    }
    assertThat(unknowns(flock)).as("doubts that the hour left").isBetween(2L, 9L);
    var lost = unknowns(acting);
    assertThat(lost).as("answers that the other gave and nobody got").isBetween(2L, 9L);

    provider.clearFaults();
    isWellAgain(flock, GRANTS);
    isWellAgain(acting, OF_THE_OTHER + (int) lost);
  }

  private static void fails(Flock flock, boolean acts) {
    var mode = flock.modes().getFirst();
    Chaos.cluster()
        .provider()
        .fault(Map.of("kind", "status", "status", 500, "mode", mode, "acts", acts));
  }

  private static void isWellAgain(Flock flock, int accepted) {
    flock.settle(PATIENCE);
    assertThat(Rows.count(flock.cluster(), ACTIVE, (Object) flock.ids())).isEqualTo(flock.size());
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).as("accepted requests").isEqualTo(accepted);
  }

  private static final String ACTIVE =
      """
      SELECT count(*) FROM oauth_grant
      WHERE id = ANY (?) AND status = 'ACTIVE' AND refreshes = 1
      """;

  private static long unknowns(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM refresh_attempt WHERE outcome = 'unknown' AND grant_id = ANY (?)",
        (Object) flock.ids());
  }
}
