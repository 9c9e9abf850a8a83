package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference;
import io.evergrant.testkit.wire.Interference.Cut;
import io.evergrant.testkit.wire.Interference.DelayAnswer;
import io.evergrant.testkit.wire.Interference.DelayRequest;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import io.evergrant.testkit.wire.Interference.Pass;
import io.evergrant.testkit.wire.Interference.ResetAfter;
import io.evergrant.testkit.wire.Interference.ResetBefore;
import io.evergrant.testkit.wire.Interference.Trickle;
import io.evergrant.testkit.wire.Interference.Twice;
import io.evergrant.testkit.wire.Rule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the wire to a provider and the provider itself do to one answer of each grant. Where a
 * replay is allowed nothing is lost; elsewhere nothing but what was answered and did not arrive,
 * and that says so.
 */
@ExtendWith(Progress.class)
class TokenEndpointIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final int EACH = 4;

  /** More than a node has places for all providers together. */
  private static final int CROWD = 150;

  /** Bytes of an answer, head included: its tail is passed whole. */
  private static final int LONGEST = 1200;

  @Test
  void P05_P08_an_answer_cut_at_any_byte() {
    Chaos.node();
    var step = Chaos.LONG ? 1 : 20;
    var flock = new Flock(Chaos.cluster());
    flock.add(Manner.GRACE, LONGEST / step, 1);
    var cut = spoil(flock, struck -> new Cut(struck * step));
    flock.makeDue();
    flock.settle(PATIENCE);
    assertThat(cut.struck()).isGreaterThanOrEqualTo(flock.size());
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted())
        .as("the short cuts were lost and replayed, the long ones were none")
        .isBetween(flock.size() + 10, 2 * flock.size() - 1);
  }

  @Test
  @LongForm
  void P08_an_answer_cut_at_any_byte_where_no_replay_is_allowed() {
    Chaos.node();
    var flock = new Flock(Chaos.cluster());
    flock.add(Manner.STRICT, LONGEST, 1);
    spoil(flock, Cut::new);
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).hasSizeBetween(10, flock.size() - 1);
  }

  /** A fault of the wire, and how many grants it costs where no replay is allowed. */
  record OnTheWire(Interference what, int least, int most) {}

  static Stream<OnTheWire> wire() {
    var all =
        List.of(
            new OnTheWire(new ResetAfter(), EACH, EACH),
            new OnTheWire(new ResetBefore(), 0, 0),
            new OnTheWire(new Trickle(Duration.ofMillis(20)), EACH, EACH),
            new OnTheWire(new DelayAnswer(DEADLINE.plusSeconds(1)), EACH, EACH),
            // comes after it was given up, and where there is a grace before its replay
            new OnTheWire(new DelayRequest(DEADLINE.plusMillis(500)), 0, EACH));
    return all.stream().limit(Chaos.LONG ? all.size() : 1);
  }

  @ParameterizedTest
  @MethodSource("wire")
  void P08_wire(OnTheWire fault) {
    Chaos.node();
    var flock = mixed();
    spoil(flock, struck -> fault.what());
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost())
        .allMatch(sheep -> !sheep.manner().allowsReplay())
        .hasSizeBetween(fault.least(), fault.most());
  }

  @Test
  @LongForm
  void P08_delays_around_the_deadline() {
    Chaos.node();
    var flock = new Flock(Chaos.cluster());
    flock.add(Manner.GRACE.within(DEADLINE), 40, 1).add(Manner.STRICT.within(DEADLINE), 40, 1);
    spoil(flock, struck -> new DelayAnswer(DEADLINE.minusMillis(400).plusMillis(10L * struck)));
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).allMatch(sheep -> !sheep.manner().allowsReplay());
    assertThat(timeouts(flock)).as("too late, while others were in time").isBetween(10L, 70L);
    assertThat(flock.size() - timeouts(flock)).as("in time").isBetween(10L, 70L);
  }

  /** When it answered it was given many places; some are kept for the others all the same. */
  @Test
  void a_provider_that_hangs_does_not_hold_up_another() {
    Chaos.node();
    var hanging = new Flock(Chaos.cluster());
    hanging.add(Manner.NEVER.within(Duration.ofMinutes(1)), CROWD, CROWD);
    hanging.makeDue();
    hanging.settle(PATIENCE);
    var hung = spoil(hanging, struck -> new HoldRequest());
    hanging.makeDue();
    hung.awaitHolding(EACH, PATIENCE);
    var others = Flock.grow(Chaos.cluster(), EACH, Manner.STRICT, Manner.NEVER);
    others.makeDue();
    Until.holds(
        "the others are refreshed",
        Duration.ofSeconds(30),
        () -> others.renewed() == others.size());
    assertThat(hanging.open()).as("hanging still").isGreaterThanOrEqualTo(EACH);
    hung.deliver();
    hanging.settle(PATIENCE);
    others.settle(PATIENCE);
    assertThat(Oracle.judge(hanging).wrongs()).isEmpty();
    assertThat(Oracle.judge(others).wrongs()).isEmpty();
    assertThat(Oracle.judge(others).lost()).isEmpty();
  }

  private static long timeouts(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM refresh_attempt WHERE outcome = 'unknown' AND grant_id = ANY (?)",
        (Object) flock.ids());
  }

  /**
   * The node gets the answer to the second, which the provider takes for a reuse: to it the grant
   * is over, and the portal says so and asks no third time.
   */
  @Test
  @LongForm
  void P01_P06_a_request_that_is_delivered_twice_where_no_replay_is_allowed() {
    Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), EACH, Manner.STRICT, Manner.FORGIVING);
    spoil(flock, struck -> new Twice());
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judgeDoubled(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).hasSize(flock.size());
    assertThat(verdict.accepted()).as("the first of each two").isEqualTo(flock.size());
    var asked = flock.modes().stream().mapToInt(TokenEndpointIT::asked).sum();
    assertThat(asked).as("requests in all").isEqualTo(2 * flock.size());
  }

  private static int asked(String mode) {
    return Chaos.cluster().provider().ledger(mode).size();
  }

  @Test
  void P01_a_request_that_is_delivered_twice() {
    Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), EACH, Manner.GRACE, Manner.NEVER);
    spoil(flock, struck -> new Twice());
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judgeDoubled(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).isEqualTo(2 * flock.size());
  }

  static Stream<Map<String, Object>> provider() {
    var all =
        List.<Map<String, Object>>of(
            Map.of("kind", "html", "status", 200),
            Map.of("kind", "huge", "bytes", 10_000_000),
            Map.of("kind", "malformed"),
            Map.of("kind", "redirect", "to", "http://127.0.0.1:1/"),
            Map.of("kind", "status", "status", 502, "acts", true),
            Map.of("kind", "html", "status", 503, "acts", true));
    return all.stream().limit(Chaos.LONG ? all.size() : 2);
  }

  @ParameterizedTest
  @MethodSource("provider")
  void P08_provider(Map<String, Object> fault) {
    Chaos.node();
    var flock = mixed();
    for (var mode : flock.modes()) {
      var rule = new HashMap<>(fault);
      rule.put("mode", mode);
      rule.put("times", EACH);
      Chaos.cluster().provider().fault(rule);
    }
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).allMatch(sheep -> !sheep.manner().allowsReplay());
    assertThat(verdict.alive()).hasSizeGreaterThanOrEqualTo(2 * EACH);
  }

  private static Flock mixed() {
    return Flock.grow(
        Chaos.cluster(),
        EACH,
        Manner.STRICT.within(DEADLINE),
        Manner.GRACE.within(DEADLINE),
        Manner.NEVER.within(DEADLINE));
  }

  /** As many requests as there are grants, the first of each; replays pass. */
  private static Rule spoil(Flock flock, IntFunction<Interference> how) {
    return Chaos.cluster()
        .wire()
        .on(
            sent ->
                flock.modes().stream().anyMatch(m -> sent.text().startsWith("POST /" + m + "/")),
            struck -> struck < flock.size() ? how.apply(struck) : new Pass());
  }
}
