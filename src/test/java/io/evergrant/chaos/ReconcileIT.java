package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference;
import io.evergrant.testkit.wire.Interference.Answer;
import io.evergrant.testkit.wire.Interference.Cut;
import io.evergrant.testkit.wire.Interference.DelayAnswer;
import io.evergrant.testkit.wire.Interference.Pass;
import io.evergrant.testkit.wire.Interference.ResetAfter;
import io.evergrant.testkit.wire.Interference.ResetBefore;
import io.evergrant.testkit.wire.Rule;
import io.evergrant.testkit.wire.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many refreshes on two nodes while the wire cuts, resets, delays and forges one answer in ten, and
 * a node is killed now and then; afterwards the provider's ledger and our log differ in nothing.
 * How many: {@code -Dchaos.reconcile}.
 */
@ExtendWith(Progress.class)
class ReconcileIT {
  private static final int REFRESHES =
      Chaos.LONG ? Integer.getInteger("evergrant.chaos.reconcile", 300) : 150;

  /** Each is refreshed some times, and many at once: a round ends when the slowest came to rest. */
  private static final int GRANTS = Math.clamp(REFRESHES / 2, 75, 6_000);

  private static final int ROUNDS_TO_A_KILL = 4;
  private static final int ONE_IN = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void P01_ledger_and_log_differ_in_nothing() {
    Chaos.nodes(2);
    var flock = new Flock(Chaos.cluster());
    var each = GRANTS / 3;
    flock.add(Manner.STRICT, each, 3).add(Manner.GRACE, each, 3).add(Manner.NEVER, each, 3);
    var struck = 0;
    for (var round = 1; stored(flock) < REFRESHES; round++) {
      struck += round(flock, round);
      if (round % 2 == 0) {
        System.out.printf("reconcile: %d of %d%n", stored(flock), REFRESHES);
      }
    }
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).as("differences").isEmpty();
    assertThat(verdict.lost())
        .as("only by a kill, and only where no replay is allowed")
        .allMatch(sheep -> sheep.manner().equals(Manner.STRICT));
    var missed = verdict.accepted() - stored(flock);
    var doubts = doubts(flock);
    assertThat(missed).as("answers that did not arrive").isBetween(1L, doubts);
    assertThat(struck).as("requests that were met").isGreaterThanOrEqualTo(REFRESHES * 9 / 10);
    assertThat(doubts).as("attempts in doubt").isGreaterThan(REFRESHES / 100L);
    System.out.printf(
        "reconcile: the provider accepted %d requests, %d answers were lost, 0 differences%n",
        verdict.accepted(), missed);
  }

  private static int round(Flock flock, int round) {
    // the rules of the round before are gone with it
    var nodes = Chaos.nodes(2);
    var random = new Random(round);
    var rules = new ArrayList<>(rules(flock, random));
    flock.makeDue();
    if (round % ROUNDS_TO_A_KILL == 0) {
      Until.within(Duration.ofMillis(300), () -> false);
      nodes.getLast().kill();
      // the one in its place begins without rules
      Chaos.nodes(2);
      rules.addAll(rules(flock, random));
    }
    flock.settle(PATIENCE);
    return rules.stream().mapToInt(Rule::struck).sum();
  }

  private static List<Rule> rules(Flock flock, Random random) {
    var seed = random.nextLong();
    var spoiled =
        Chaos.cluster()
            .wire()
            .on(sent -> isOf(flock, sent), number -> spoil(new Random(seed + number)));
    var careful =
        Chaos.cluster()
            .wire()
            .on(sent -> sent.text().startsWith("POST /strict-"), number -> late(number, random));
    return List.of(spoiled, careful);
  }

  /** Where a replay is allowed. */
  private static boolean isOf(Flock flock, Sent sent) {
    return flock.modes().stream()
        .filter(mode -> !mode.startsWith("strict-"))
        .anyMatch(mode -> sent.text().startsWith("POST /" + mode + "/token"));
  }

  private static Interference spoil(Random random) {
    if (random.nextInt(ONE_IN) > 0) {
      return new Pass();
    }
    return switch (random.nextInt(5)) {
      case 0 -> new Cut(random.nextInt(900));
      case 1 -> new ResetAfter();
      case 2 -> new ResetBefore();
      case 3 -> new DelayAnswer(Duration.ofMillis(random.nextInt(800)));
      default -> new Answer(502, "{\"error\":\"upstream\"}");
    };
  }

  /** In time, and whole. */
  private static Interference late(int number, Random random) {
    return number % ONE_IN == 0
        ? new DelayAnswer(Duration.ofMillis(random.nextInt(800)))
        : new Pass();
  }

  /** Attempts that got no whole answer. */
  private static long doubts(Flock flock) {
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(*) FROM refresh_attempt
        WHERE outcome IN ('unknown', 'abandoned', 'consent_lost') AND grant_id = ANY (?)
        """,
        (Object) flock.ids());
  }

  /** What the log says of stored answers, by its terminal events alone. */
  private static long stored(Flock flock) {
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(*) FROM audit_event
        WHERE type = 'refresh_ended' AND terminal AND outcome = 'renewed' AND grant_id = ANY (?)
        """,
        (Object) flock.ids());
  }
}
