package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A node that stands still (SIGSTOP) until its lease is over and then goes on: another node has
 * recovered its grants meanwhile.
 */
class StandStillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LONG_DEADLINE = Duration.ofMinutes(1);
  private static final Duration BEYOND_THE_LEASE = Duration.ofMinutes(3);
  private static final int EACH = 4;

  /** A sender that stood still for longer than half of the store's lease sends nothing. */
  private static final Duration TOO_LONG_TO_SEND = Duration.ofSeconds(17);

  @Test
  void P03_P04_what_a_late_node_brings_is_kept_where_it_is_newer_and_set_aside_where_not() {
    var pair = Pair.upTo(KillPoint.ASKED, Manner.FORGIVING, Manner.HARSH, Manner.GRACE);
    pair.first.standStill();
    pair.letGoOnTheWire();
    pair.recoverBySecond();
    assertThat(states(pair.flock))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("ACTIVE", EACH, "NEEDS_CONSENT", EACH, "NEEDS_REVIEW", EACH));

    pair.first.goOn();
    Until.holds(
        "the late answers were escrowed and looked at",
        PATIENCE,
        () ->
            escrows(pair.flock, "DRAINED") == 2 * EACH
                && escrows(pair.flock, "SUPERSEDED") == EACH);
    pair.flock.settle(PATIENCE);
    assertThat(states(pair.flock)).containsExactlyEntriesOf(Map.of("ACTIVE", 3 * EACH));
    assertThat(Oracle.judge(pair.flock).wrongs()).isEmpty();
  }

  @Test
  @LongForm
  void P03_a_node_that_stood_still_before_it_sent_sends_nothing() {
    for (var point : new KillPoint[] {KillPoint.CLAIMED, KillPoint.MARKED_SENT}) {
      var pair = Pair.upTo(point, Manner.STRICT, Manner.GRACE, Manner.NEVER);
      pair.first.standStill();
      var since = System.nanoTime();
      pair.letGoOnTheWire();
      pair.recoverBySecond();
      Until.holds(
          "it has stood still for too long to send",
          PATIENCE,
          () -> System.nanoTime() - since > TOO_LONG_TO_SEND.toNanos());
      pair.first.goOn();
      var awake = Flock.grow(Chaos.cluster(), EACH, Manner.STRICT);
      pair.second.standStill();
      awake.makeDue();
      awake.settle(PATIENCE);
      pair.second.goOn();
      var verdict = Oracle.judge(pair.flock);
      assertThat(verdict.wrongs()).as("%s", point).isEmpty();
      assertThat(verdict.lost()).as("%s", point).isEmpty();
      assertThat(verdict.accepted())
          .as("%s: one request of each grant, by the second node", point)
          .isEqualTo(pair.flock.size());
    }
  }

  /** Two nodes; the first has taken up a whole flock and is held at a step. */
  private record Pair(
      PortalNode first, PortalNode second, Flock flock, KillPoint point, Rule step) {

    static Pair upTo(KillPoint point, Manner... manners) {
      var nodes = Chaos.nodes(2);
      var first = nodes.get(0);
      var second = nodes.get(1);
      var flock = new Flock(Chaos.cluster());
      for (var manner : manners) {
        flock.add(manner.within(LONG_DEADLINE), EACH, 1);
      }
      second.standStill();
      var step = point.reach(first, flock);
      return new Pair(first, second, flock, point, step);
    }

    /** The first node has it in its buffers and does not look. */
    void letGoOnTheWire() {
      step.deliver();
    }

    void recoverBySecond() {
      Chaos.cluster().advanceClock(BEYOND_THE_LEASE);
      second.goOn();
      flock.settle(PATIENCE);
    }
  }

  private static Map<String, Integer> states(Flock flock) {
    var states = new TreeMap<String, Integer>();
    Rows.of(
            flock.cluster(),
            "SELECT status FROM oauth_grant WHERE id = ANY (?)",
            (Object) flock.ids())
        .forEach(row -> states.merge(row.getFirst(), 1, Integer::sum));
    return states;
  }

  private static long escrows(Flock flock, String state) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM token_escrow WHERE state = ? AND grant_id = ANY (?)",
        state,
        (Object) flock.ids());
  }
}
