package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.wire.Interference.DelayAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Several portals on one pair of stores, none of which knows of another; the clock of one is ten
 * minutes ahead, in the long form that of another ten minutes behind.
 */
@ExtendWith(Progress.class)
class ManyNodesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int GRANTS = Chaos.LONG ? 1_000 : 300;
  private static final int NODES = Chaos.LONG ? 4 : 2;

  /** A node looks once a second: with this, one alone cannot be done before another has looked. */
  private static final Duration SLOW = Duration.ofMillis(600);

  @Test
  void P03_P17_grants_that_are_due_at_once_are_refreshed_once_each() {
    var portals = Chaos.nodes(NODES);
    var flock = new Flock(Chaos.cluster());
    flock.add(Manner.STRICT, GRANTS, GRANTS);
    var tokens = "POST /" + flock.modes().getFirst() + "/token";
    Chaos.cluster()
        .wire()
        .on(sent -> sent.text().startsWith(tokens), number -> new DelayAnswer(SLOW));
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).as("one request of each grant").isEqualTo(GRANTS);
    assertThat(nodes(flock)).as("nodes that had a share in it").isEqualTo(NODES);
    assertThat(wrongTimes(flock)).as("grants whose end a wrong clock wrote").isZero();
    assertThat(portals.stream().map(node -> life(node, flock)).distinct())
        .as("what each node says of the life of the same token")
        .hasSize(1);
    assertThat(log(portals.getFirst())).doesNotContain("this clock is wrong");
    assertThat(log(portals.get(1))).contains(WrongClock.says(FastClock.BY));
    if (NODES > 2) {
      assertThat(log(portals.get(2))).contains(WrongClock.says(SlowClock.BY));
    }
  }

  /** In sixths of an hour, the half of one sooner: what the test takes is less than that. */
  private static long life(PortalNode node, Flock flock) {
    var backEnd = new BackEnd(node.base(), flock.cluster().seed().acme().apiKey());
    var grant = flock.all().getFirst().id();
    var answer = backEnd.get("/api/v1/grants/" + grant + "/access-token");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Math.ceilDiv(Long.parseLong(answer.text("expires_in")), 600);
  }

  private static String log(PortalNode node) {
    try {
      return Files.readString(node.portal().process().log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
