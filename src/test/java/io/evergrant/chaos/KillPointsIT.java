package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL for a portal at each step of a refresh, from outside, with strict, grace and never
 * rotating providers, each of which is asked for a proof of what it gave; then another portal on
 * the same stores recovers what it left.
 */
@ExtendWith(Progress.class)
class KillPointsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EACH = 6;

  static Set<KillPoint> points() {
    return Chaos.LONG ? EnumSet.allOf(KillPoint.class) : EnumSet.of(KillPoint.ASKED);
  }

  @ParameterizedTest
  @MethodSource("points")
  void P01_P04_P08_P09_killed_at(KillPoint point) {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock =
        Flock.grow(
            cluster, EACH, Manner.STRICT.proved(), Manner.GRACE.proved(), Manner.NEVER.proved());
    var step = point.reach(node, flock);
    node.kill();
    point.end(step);
    cluster.advanceClock(Duration.ofMinutes(2));
    Chaos.node();
    flock.settle(PATIENCE);

    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost())
        .as("only where no replay is allowed, and only while the answer was in flight")
        .allMatch(sheep -> !sheep.manner().allowsReplay())
        .hasSize(point.losesTheAnswer() ? EACH : 0);
    assertThat(verdict.accepted()).isGreaterThanOrEqualTo(flock.size() - verdict.lost().size());
    var alive = verdict.alive().size();
    assertThat(shownAs(flock, point.leavesItUnproved() ? "stored" : "proved"))
        .as("what was rolled forward is shown as stored, what was refreshed as proved")
        .isEqualTo(alive);
    if (point.leavesItUnproved()) {
      flock.makeDue();
      flock.settle(PATIENCE);
      assertThat(shownAs(flock, "proved")).as("after the next refresh").isEqualTo(alive);
    }
  }

  private static long shownAs(Flock flock, String proof) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM oauth_grant WHERE last_proof = ? AND id = ANY (?)",
        proof,
        flock.ids());
  }
}
