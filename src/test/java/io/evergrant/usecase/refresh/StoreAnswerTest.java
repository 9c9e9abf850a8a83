package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.Claim;
import io.evergrant.usecase.port.TokenVault.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scene's Vault holds r1 at version 1; the answer brought r2. */
class StoreAnswerTest {
  private final Scene scene = new Scene();
  private final List<Duration> pauses = new ArrayList<>();
  private boolean stopped;
  private final StoreAnswer store =
      new StoreAnswer(scene.vault, scene.gate, () -> scene.nanos, this::pass);
  private final Claim claim = scene.claim();
  private final Entry answer =
      new Entry(claim.attempt(), Scene.print("r1"), Scene.print("r2"), false, Scene.tokens("r2"));

  /** A ticker counts from anywhere. */
  @BeforeEach
  void longAfterTheStart() {
    scene.nanos = Duration.ofDays(40).toNanos();
  }

  /** The only try is not said to have failed when its answer was lost: it would be escrowed too. */
  @Test
  void P04_a_single_try_whose_answer_was_lost_is_recognised_as_stored() {
    scene.vault.faults.add(FakeVault.Fault.ANSWER_LOST);
    assertThat(store.store(claim, 1, answer, Duration.ZERO))
        .isEqualTo(new StoreAnswer.Kept.InVault(2, 1));
    assertThat(pauses).isEmpty();
  }

  @Test
  void P04_a_write_that_landed_after_all_is_not_taken_for_somebody_elses() {
    scene.vault.put(scene.location, 2, answer);
    assertThat(store.store(claim, 1, answer, Duration.ZERO))
        .isEqualTo(new StoreAnswer.Kept.InVault(2, 1));
  }

  @Test
  void P03_what_another_consent_stored_meanwhile_stands() {
    var theirs = FakeEscrow.answer("r9", "r8");
    scene.vault.put(scene.location, 2, theirs);
    assertThat(store.store(claim, 1, answer, Duration.ofMinutes(1)))
        .isEqualTo(new StoreAnswer.Kept.TakenOver());
    assertThat(scene.vault.at(scene.location).entry()).isEqualTo(theirs);
  }

  @Test
  void P04_a_store_that_stays_away_is_asked_ever_more_rarely_until_the_patience_is_over() {
    scene.vault.away = true;
    assertThat(store.store(claim, 1, answer, Duration.ofMillis(9150)))
        .isEqualTo(new StoreAnswer.Kept.NotYet());
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 2000L, 2000L);
  }

  @Test
  void P04_a_node_that_is_stopped_stops_trying_and_leaves_the_set_to_the_escrow() {
    scene.vault.away = true;
    stopped = true;
    assertThat(store.store(claim, 1, answer, Duration.ofMinutes(1)))
        .isEqualTo(new StoreAnswer.Kept.NotYet());
    assertThat(Thread.interrupted()).as("whoever stopped it is still heard").isTrue();
  }

  @Test
  void P02_an_answer_that_vault_took_is_as_good_as_a_canary() {
    scene.vaultCanaryFails = true;
    store.store(claim, 1, answer, Duration.ZERO);
    assertThat(scene.gate.isOpen()).isTrue();
  }

  @Test
  void P02_an_answer_that_vault_did_not_take_closes_the_gate() {
    vaultWasSeenToWriteAndWouldNotNow();
    scene.vault.faults.add(FakeVault.Fault.REFUSED);
    scene.vault.faults.add(FakeVault.Fault.REFUSED);
    store.store(claim, 1, answer, Duration.ZERO);
    assertThat(scene.gate.isOpen()).isFalse();
  }

  @Test
  void P02_a_lost_check_and_set_that_cannot_be_looked_into_closes_the_gate() {
    vaultWasSeenToWriteAndWouldNotNow();
    scene.vault.put(scene.location, 2, FakeEscrow.answer("r9", "r8"));
    scene.vault.unreadable = true;
    assertThat(store.store(claim, 1, answer, Duration.ZERO))
        .isEqualTo(new StoreAnswer.Kept.NotYet());
    assertThat(scene.gate.isOpen()).isFalse();
  }

  private void vaultWasSeenToWriteAndWouldNotNow() {
    assertThat(scene.gate.isOpen()).isTrue();
    scene.vaultCanaryFails = true;
  }

  private void pass(Duration pause) throws InterruptedException {
    if (stopped) {
      throw new InterruptedException();
    }
    pauses.add(pause);
    scene.nanos += pause.toNanos();
  }
}
