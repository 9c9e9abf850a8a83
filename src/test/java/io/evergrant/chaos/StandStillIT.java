package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    var pair = Pair.standingAt(KillPoint.ASKED, Manner.FORGIVING, Manner.HARSH, Manner.GRACE);
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
    // in this order: whoever wakes up with a claim still tries to mark it, and would be taken for
    // one of those that are to be held at their mark
    for (var point : new KillPoint[] {KillPoint.MARKED_SENT, KillPoint.CLAIMED}) {
      var pair = Pair.standingAt(point, Manner.STRICT, Manner.GRACE, Manner.NEVER);
      assertThat(presented(pair.flock)).as("%s: sent before it stood still", point).isEmpty();
      var since = System.nanoTime();
      pair.letGoOnTheWire();
      pair.recoverBySecond();
      Until.holds(
          "it has stood still for too long to send",
          PATIENCE,
          () -> System.nanoTime() - since > TOO_LONG_TO_SEND.toNanos());
      var before = presented(pair.flock).size();
      pair.first.goOn();
      pair.firstIsAwake();
      var verdict = Oracle.judge(pair.flock);
      assertThat(verdict.wrongs()).as("%s", point).isEmpty();
      assertThat(verdict.lost()).as("%s", point).isEmpty();
      assertThat(presented(pair.flock))
          .as("%s: requests until the first node woke up", point)
          .hasSize(before)
          .hasSizeGreaterThanOrEqualTo(pair.flock.size());
    }
  }

  /**
   * At every step after the answer came. What the node had asked of a store arrives before another
   * one recovers its grants, or only after that.
   */
  @ParameterizedTest
  @CsvSource({
    "ENCRYPT, true, true",
    "ENCRYPT, false, true",
    "KV_WRITE, true, false",
    "KV_WRITE, false, true",
    "KV_WRITTEN, true, false",
    "KV_WRITTEN, false, false",
    "END, true, false",
    "END, false, false",
    "END_COMMIT, true, false",
    "END_COMMIT, false, false"
  })
  @LongForm
  void P03_P04_a_node_that_stood_still_with_an_answer_in_its_hand(
      KillPoint point, boolean arrivesBefore, boolean escrowed) {
    var pair = Pair.standingAt(point, Manner.FORGIVING, Manner.HARSH, Manner.GRACE);
    if (arrivesBefore) {
      pair.letGoOnTheWire();
    }
    pair.recoverBySecond();
    if (!arrivesBefore) {
      pair.letGoOnTheWire();
    }
    pair.first.goOn();
    if (escrowed) {
      Until.holds(
          "the late answers were escrowed and looked at",
          PATIENCE,
          () ->
              escrows(pair.flock, "DRAINED") == 2 * EACH
                  && escrows(pair.flock, "SUPERSEDED") == EACH);
    }
    pair.firstIsAwake();
    pair.flock.settle(PATIENCE);
    assertThat(states(pair.flock)).containsExactlyEntriesOf(Map.of("ACTIVE", 3 * EACH));
    assertThat(escrows(pair.flock, "DRAINED")).isEqualTo(escrowed ? 2 * EACH : 0);
    assertThat(Oracle.judge(pair.flock).wrongs()).isEmpty();
  }

  /**
   * The recoverer has marked one grant's entry and not yet ended its attempt. The sender wakes up,
   * must set that answer aside and may store the others; no token is presented a second time.
   */
  @Test
  @LongForm
  void P04_a_sender_that_wakes_up_between_the_recoverers_mark_and_its_end() {
    var pair = Pair.standingAt(KillPoint.ASKED, Manner.FORGIVING, Manner.HARSH, Manner.GRACE);
    pair.letGoOnTheWire();
    var mark = KillPoint.KV_WRITTEN.hold(pair.second, Chaos.cluster().wire(), 1);
    Chaos.cluster().advanceClock(BEYOND_THE_LEASE);
    pair.second.goOn();
    mark.awaitHolding(1, PATIENCE);
    pair.second.standStill();

    pair.first.goOn();
    Until.holds(
        "the answer whose entry was marked was set aside",
        PATIENCE,
        () -> escrows(pair.flock, "KEPT") + escrows(pair.flock, "DRAINED") == 1);
    pair.firstIsAwake();
    mark.deliver();
    pair.flock.settle(PATIENCE);
    assertThat(states(pair.flock)).containsExactlyEntriesOf(Map.of("ACTIVE", 3 * EACH));
    assertThat(Oracle.judge(pair.flock).wrongs()).isEmpty();
    assertThat(presented(pair.flock)).as("no token was presented twice").doesNotHaveDuplicates();
  }

  /** Two nodes; the first has taken up a whole flock and is held at a step. */
  private record Pair(
      PortalNode first, PortalNode second, Flock flock, KillPoint point, Rule step) {

    private static final int TRIES = 5;

    /**
     * The first node stands still, with its flock at a step. On a busy machine it may come too
     * late: a node that waits for Vault no longer has sent another request, which passed. Then the
     * same is tried with other grants.
     */
    static Pair standingAt(KillPoint point, Manner... manners) {
      for (var i = 0; i < TRIES; i++) {
        var pair = upTo(point, manners);
        pair.first.standStill();
        if (pair.isAtTheStep()) {
          return pair;
        }
        pair.letGoOnTheWire();
        pair.first.goOn();
        pair.second.goOn();
        pair.flock.settle(PATIENCE);
      }
      throw new IllegalStateException("no node could be stopped in time at " + point);
    }

    private boolean isAtTheStep() {
      return point.wire() != KillPoint.Wire.VAULT || step.struck() == point.held(flock.size());
    }

    private static Pair upTo(KillPoint point, Manner... manners) {
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

    /** Returns when the first node, alone, has refreshed others. */
    void firstIsAwake() {
      second.standStill();
      var others = Flock.grow(flock.cluster(), EACH, Manner.STRICT);
      others.makeDue();
      others.settle(PATIENCE);
      second.goOn();
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

  /** Each refresh token that the provider was shown, as often as it was. */
  private static List<String> presented(Flock flock) {
    var modes = flock.modes();
    return flock.cluster().provider().ledger().stream()
        .filter(entry -> modes.contains(entry.mode()) && entry.kind().equals("refresh_token"))
        .map(LedgerEntry::fingerprint)
        .toList();
  }

  private static long escrows(Flock flock, String state) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM token_escrow WHERE state = ? AND grant_id = ANY (?)",
        state,
        (Object) flock.ids());
  }
}
