package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.wire.Interference.DelayAnswer;
import io.evergrant.testkit.wire.Interference.Pass;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL for a store at each step of a refresh; the portal lives on. Whatever the provider's
 * manner, no grant is lost: what was answered is in the memory of a node that runs.
 */
@ExtendWith(Progress.class)
class StoreKillsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int EACH = 4;

  /** An answer that is held here while a store dies is not given up. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private static final Duration SLOWER_THAN_THE_DRIVER = Duration.ofSeconds(6);

  /** Longer than a node tries to write an answer into Vault before it goes to escrow. */
  private static final Duration LONG_AWAY = Duration.ofSeconds(20);

  static Set<KillPoint> pointsOfOpenBao() {
    return Chaos.LONG
        ? EnumSet.of(
            KillPoint.KV_READ,
            KillPoint.DECRYPT,
            KillPoint.ASKED,
            KillPoint.ENCRYPT,
            KillPoint.KV_WRITE,
            KillPoint.KV_WRITTEN,
            KillPoint.END)
        : EnumSet.of(KillPoint.KV_WRITTEN);
  }

  static Set<KillPoint> pointsOfPostgresql() {
    return Chaos.LONG
        ? EnumSet.of(
            KillPoint.CLAIM,
            KillPoint.CLAIM_COMMIT,
            KillPoint.CLAIMED,
            KillPoint.MARK_SENT,
            KillPoint.MARK_SENT_COMMIT,
            KillPoint.MARKED_SENT,
            KillPoint.ASKED,
            KillPoint.KV_WRITTEN,
            KillPoint.END,
            KillPoint.END_COMMIT,
            KillPoint.ENDED)
        : EnumSet.of(KillPoint.ENDED);
  }

  @ParameterizedTest
  @MethodSource("pointsOfOpenBao")
  void P01_P04_openbao_killed_at(KillPoint point) {
    var flock = stopAt(point, cluster -> cluster.stores().bao().kill());
    flock.cluster().stores().bao().startAgain();
    nothingIsLost(flock);
  }

  @ParameterizedTest
  @MethodSource("pointsOfPostgresql")
  void P01_P04_postgresql_killed_at(KillPoint point) {
    var flock = stopAt(point, cluster -> cluster.stores().postgres().kill());
    flock.cluster().stores().postgres().startAgain();
    nothingIsLost(flock);
  }

  @Test
  void P04_what_vault_does_not_take_for_long_goes_to_escrow_and_back() {
    var flock = stopAt(KillPoint.ASKED, cluster -> cluster.stores().bao().kill());
    away(LONG_AWAY);
    flock.cluster().stores().bao().startAgain();
    nothingIsLost(flock);
    assertThat(escrows(flock)).as("all of them went through the escrow").isEqualTo(flock.size());
  }

  @Test
  @LongForm
  void P04_with_both_stores_gone_the_answer_stays_in_memory() {
    var flock =
        stopAt(
            KillPoint.ASKED,
            cluster -> {
              cluster.stores().bao().kill();
              cluster.stores().postgres().kill();
            });
    away(LONG_AWAY.plusSeconds(10));
    flock.cluster().stores().postgres().startAgain();
    flock.cluster().stores().bao().startAgain();
    nothingIsLost(flock);
  }

  @Test
  @LongForm
  void P04_openbao_sealed_while_answers_are_on_their_way_to_it() {
    var flock = stopAt(KillPoint.KV_WRITE, cluster -> cluster.stores().bao().seal());
    flock.cluster().stores().bao().crashAndRestart();
    nothingIsLost(flock);
  }

  @Test
  @LongForm
  void P04_a_vault_so_slow_that_its_answers_are_not_waited_for() {
    var node = Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), EACH, Manner.STRICT, Manner.GRACE, Manner.NEVER);
    node.vault()
        .on(
            KillPoint.writesTokens(),
            struck -> struck < flock.size() ? new DelayAnswer(SLOWER_THAN_THE_DRIVER) : new Pass());
    flock.makeDue();
    nothingIsLost(flock);
  }

  /** Kills while a whole flock stands at the step; an answer of the provider goes on afterwards. */
  private static Flock stopAt(KillPoint point, Consumer<Cluster> kill) {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock =
        Flock.grow(
            cluster,
            EACH,
            Manner.STRICT.within(DEADLINE),
            Manner.GRACE.within(DEADLINE),
            Manner.NEVER.within(DEADLINE));
    var step = point.reach(node, flock);
    kill.accept(cluster);
    if (point.wire() == KillPoint.Wire.PROVIDER) {
      step.deliver();
    } else {
      step.drop();
    }
    return flock;
  }

  private static void nothingIsLost(Flock flock) {
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
  }

  private static long escrows(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM token_escrow WHERE state = 'DRAINED' AND grant_id = ANY (?)",
        (Object) flock.ids());
  }

  private static void away(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
