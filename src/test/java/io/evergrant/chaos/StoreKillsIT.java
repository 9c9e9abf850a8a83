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
import org.junit.jupiter.params.provider.EnumSource;
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
        ? KillPoint.withNeedOf(KillPoint.Wire.VAULT)
        : EnumSet.of(KillPoint.KV_WRITTEN);
  }

  static Set<KillPoint> pointsOfPostgresql() {
    return Chaos.LONG ? KillPoint.withNeedOf(KillPoint.Wire.DATABASE) : EnumSet.of(KillPoint.ENDED);
  }

  @ParameterizedTest
  @MethodSource("pointsOfOpenBao")
  void P01_P04_openbao_killed_at(KillPoint point) {
    var flock = stopAt(point, KillPoint.Wire.VAULT, cluster -> cluster.stores().bao().kill());
    flock.cluster().stores().bao().startAgain();
    nothingIsLost(flock);
  }

  @ParameterizedTest
  @MethodSource("pointsOfPostgresql")
  void P01_P04_postgresql_killed_at(KillPoint point) {
    var flock =
        stopAt(point, KillPoint.Wire.DATABASE, cluster -> cluster.stores().postgres().kill());
    flock.cluster().stores().postgres().startAgain();
    nothingIsLost(flock);
  }

  @Test
  void P04_what_vault_does_not_take_for_long_goes_to_escrow_and_back() {
    var flock =
        stopAt(KillPoint.ASKED, KillPoint.Wire.VAULT, cluster -> cluster.stores().bao().kill());
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
            KillPoint.Wire.VAULT,
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
    var flock =
        stopAt(KillPoint.KV_WRITE, KillPoint.Wire.VAULT, cluster -> cluster.stores().bao().seal());
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

  /**
   * What the provider has answered is on its way, and OpenBao takes none of it at first. The
   * conflict is none: nobody else wrote there.
   */
  @ParameterizedTest
  @EnumSource
  @LongForm
  void P04_openbao_refuses_the_answers_for_a_while(Refusing how) {
    var node = Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), EACH, Manner.STRICT, Manner.GRACE, Manner.NEVER);
    var refuses =
        node.vault()
            .on(
                KillPoint.writesTokens().and(EscrowMeanwhileIT.of(flock)),
                struck -> struck < 3 * flock.size() ? how.answer() : new Pass());
    flock.makeDue();
    nothingIsLost(flock);
    assertThat(refuses.struck()).as("tries to store").isGreaterThan(3 * flock.size());
    assertThat(escrows(flock)).as("tried again within the lease").isZero();
  }

  /** Kills while a whole flock stands at the step; what others than the dead were told goes on. */
  private static Flock stopAt(KillPoint point, KillPoint.Wire dead, Consumer<Cluster> kill) {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock =
        Flock.grow(
            cluster,
            EACH,
            Manner.STRICT.within(DEADLINE).proved(),
            Manner.GRACE.within(DEADLINE).proved(),
            Manner.NEVER.within(DEADLINE).proved());
    var step = point.reach(node, flock);
    kill.accept(cluster);
    point.endAsTheServerDied(step, dead);
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
