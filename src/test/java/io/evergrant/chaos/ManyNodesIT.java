package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Several portals on one pair of stores, none of which knows of another; the clock of one is wrong.
 */
@ExtendWith(Progress.class)
class ManyNodesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int GRANTS = Chaos.LONG ? 1_000 : 300;
  private static final int NODES = Chaos.LONG ? 3 : 2;

  @Test
  void P03_P17_grants_that_are_due_at_once_are_refreshed_once_each() {
    Chaos.nodes(NODES);
    var flock = new Flock(Chaos.cluster());
    flock.add(Manner.STRICT, GRANTS, GRANTS);
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).as("one request of each grant").isEqualTo(GRANTS);
    assertThat(nodes(flock)).as("nodes that had a share in it").isEqualTo(NODES);
    assertThat(wrongTimes(flock)).as("grants whose end a wrong clock wrote").isZero();
  }

  /** The provider gives a day, and what a node writes is the database's time. */
  private static long wrongTimes(Flock flock) {
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(*) FROM oauth_grant
        WHERE id = ANY (?)
          AND expires_at NOT BETWEEN last_success_at + interval '1 day' - interval '2 minutes'
                                 AND last_success_at + interval '1 day' + interval '2 minutes'
        """,
        (Object) flock.ids());
  }

  private static long nodes(Flock flock) {
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(DISTINCT node) FROM refresh_attempt
        WHERE outcome = 'renewed' AND grant_id = ANY (?)
        """,
        (Object) flock.ids());
  }
}
