package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.refresh.RefreshOne.Result;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishTest {
  private final Scene scene = new Scene();
  private final FakeEscrow database = new FakeEscrow();
  private final List<Duration> pauses = new ArrayList<>();
  private boolean stopped;
  private final EndAttempt end =
      new EndAttempt(
          scene.journal,
          new OneProvider(scene::provider),
          database,
          new FakeLog(),
          new PortalSettings("node-1", URI.create("http://localhost:8080")));
  private final Finish finish =
      new Finish(
          end,
          new KeepInEscrow(
              database,
              end,
              new StoreAnswer(scene.vault, scene.gate, () -> scene.nanos, this::pass),
              this::pass),
          scene.gate,
          this::pass);

  @Test
  void P02_an_end_that_was_committed_is_as_good_as_a_canary() {
    scene.databaseCanaryFails = true;
    finish.finish(lostRace());
    assertThat(scene.journal.endings).hasSize(1);
    assertThat(scene.gate.isOpen()).isTrue();
  }

  @Test
  void P02_an_end_that_came_too_late_wrote_nothing_and_opens_nothing() {
    scene.databaseCanaryFails = true;
    scene.journal.ours = false;
    finish.finish(lostRace());
    assertThat(scene.gate.isOpen()).isFalse();
    assertThat(pauses).as("and is not tried again").isEmpty();
  }

  @Test
  void P02_an_end_that_cannot_be_committed_closes_the_gate_and_is_left_to_the_recoverer() {
    assertThat(scene.gate.isOpen()).isTrue();
    scene.databaseCanaryFails = true;
    scene.journal.commitsThatFail = Integer.MAX_VALUE;
    finish.finish(lostRace());
    assertThat(scene.gate.isOpen()).isFalse();
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .as("less than a lease, so that it is the recoverer's turn afterwards")
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void a_node_that_is_stopped_does_not_go_on_trying() {
    scene.journal.commitsThatFail = 2;
    stopped = true;
    finish.finish(lostRace());
    assertThat(Thread.interrupted()).as("whoever stopped it is still heard").isTrue();
    assertThat(scene.journal.endings).isEmpty();
    assertThat(scene.journal.commitsThatFail).isEqualTo(1);
  }

  @Test
  void P04_a_set_that_vault_took_after_all_ends_its_attempt_as_renewed() {
    database.away = 2;
    var ending = kept(FakeEscrow.answer("r2", "r1"));
    assertThat(ending.outcome()).isEqualTo("renewed");
    assertThat(ending.cause()).isEqualTo("rotated");
    assertThat(ending.proof()).isEqualTo("stored");
    assertThat(ending.dueIn()).isEqualTo(Duration.ofMinutes(1));
    assertThat(ending.stored())
        .satisfies(
            stored -> {
              assertThat(stored).isNotNull();
              assertThat(stored.kvVersion()).isEqualTo(2);
              assertThat(stored.fingerprint()).isEqualTo(Scene.print("r2"));
              assertThat(stored.rotated()).isTrue();
              assertThat(stored.expiresAt()).isEqualTo(Scene.NOW.plusSeconds(60));
            });
    assertThat(database.taken).isEmpty();
  }

  @Test
  void P10_a_set_with_the_token_that_was_spent_is_not_seen_as_rotated_on_this_way_either() {
    database.away = 2;
    assertThat(kept(FakeEscrow.answer("r1", "r1")).cause()).isEqualTo("same_token");
  }

  @Test
  void P01_a_set_that_the_escrow_took_has_ended_its_attempt_once() {
    assertThat(kept(FakeEscrow.answer("r2", "r1")).outcome()).isEqualTo("escrowed");
    assertThat(database.taken).hasSize(1);
  }

  @Test
  void P03_a_claim_that_was_taken_over_before_it_was_sent_ends_nothing() {
    finish.finish(new Result.NotOurs());
    assertThat(scene.journal.endings).isEmpty();
  }

  /** How the attempt ended whose answer Vault had not taken. */
  private Ending kept(Entry answer) {
    var escrowed =
        new Ended(scene.claim(), new RefreshOutcome.Escrowed(), null, null, Duration.ofMinutes(1));
    finish.finish(new Result.ToEscrow(escrowed, answer, 1));
    assertThat(scene.journal.endings).hasSize(1);
    return scene.journal.endings.getFirst();
  }

  private Result lostRace() {
    return new Result.Over(
        new Ended(scene.claim(), new RefreshOutcome.LostRace(), null, null, Duration.ofMinutes(1)));
  }

  private void pass(Duration pause) throws InterruptedException {
    if (stopped) {
      throw new InterruptedException();
    }
    pauses.add(pause);
  }
}
