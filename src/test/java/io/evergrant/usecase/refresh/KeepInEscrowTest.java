package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.bootstrap.TokensKept;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Rewraps;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.refresh.KeepInEscrow.Where;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scene's Vault holds r1 at version 1. */
class KeepInEscrowTest {
  private final Scene scene = new Scene();
  private final FakeEscrow database = new FakeEscrow();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Integer> inMemory = new ArrayList<>();
  private final List<Map<String, Object>> told = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private boolean stopped;
  private final KeepInEscrow escrow =
      new KeepInEscrow(
          database,
          new EndAttempt(
              scene.journal,
              new OneProvider(scene::provider),
              database,
              new FakeLog(),
              new PortalSettings("node-1", URI.create("http://localhost:8080"))),
          new StoreAnswer(
              scene.vault, scene.gate, () -> scene.nanos, pause -> scene.nanos += pause.toNanos()),
          this::pass);
  private final Entry answer = FakeEscrow.answer("r2", "r1");

  @AfterEach
  void nothing_is_counted_that_memory_holds_no_more() {
    assertThat(escrow.inMemory()).isZero();
  }

  @Test
  void P04_what_vault_does_not_take_the_database_keeps() {
    scene.vault.away = true;
    assertThat(keep(1)).isEqualTo(new Where.InDatabase());
    assertThat(database.taken).hasSize(1);
    assertThat(pauses).as("at once").isEmpty();
    assertThat(scene.journal.endings)
        .singleElement()
        .satisfies(ending -> assertThat(ending.outcome()).isEqualTo("escrowed"));
  }

  @Test
  void P04_a_set_does_not_share_the_fate_of_an_ending_that_the_database_does_not_take() {
    scene.vault.away = true;
    scene.journal.commitsThatFail = 1_000;
    assertThat(keep(1)).isEqualTo(new Where.InDatabaseAlone());
    assertThat(pauses).as("at once").isEmpty();
    assertThat(scene.journal.endings).as("to be ended by itself").isEmpty();
  }

  @Test
  void P04_while_neither_store_serves_memory_holds_the_set_and_says_so() {
    scene.vault.away = true;
    database.away = 6;
    assertThat(keep(1)).isEqualTo(new Where.InDatabase());
    assertThat(inMemory).containsOnly(1);
    assertThat(pauses).as("spares both stores").hasSize(3).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void P04_operators_see_in_the_health_answer_what_memory_alone_holds() {
    scene.vault.away = true;
    database.away = 6;
    HealthAnswer.provide();
    var health = new TokensKept(HealthAnswer.only(escrow), HealthAnswer.only(new NoRewraps()));
    meanwhile = () -> told.add(HealthAnswer.data(health));
    keep(1);
    meanwhile = () -> {};
    told.add(HealthAnswer.data(health));
    assertThat(told).extracting(data -> data.get("in_memory_only")).containsExactly(1L, 1L, 1L, 0L);
    assertThat(told).extracting(data -> data.get("under_older_keys")).containsOnly("unknown");
  }

  @Test
  void P04_where_vault_is_back_before_the_database_the_set_lies_in_vault() {
    scene.vault.away = true;
    database.away = Integer.MAX_VALUE;
    meanwhile = () -> scene.vault.away = false;
    assertThat(keep(1)).isEqualTo(new Where.InVaultAfterAll(new StoreAnswer.Kept.InVault(2, 1)));
    assertThat(scene.vault.at(scene.location).entry()).isEqualTo(answer);
    assertThat(database.taken).isEmpty();
  }

  @Test
  void P03_a_set_whose_place_was_taken_over_is_not_tried_there_again() {
    database.away = 6;
    assertThat(keep(-1)).isEqualTo(new Where.InDatabase());
    assertThat(scene.vault.at(scene.location).entry().fingerprint()).isEqualTo(Scene.print("r1"));
  }

  @Test
  void P04_a_set_is_kept_even_by_a_worker_whose_claim_was_over() {
    scene.vault.away = true;
    scene.journal.ours = false;
    assertThat(keep(1)).isEqualTo(new Where.InDatabase());
    assertThat(database.taken).hasSize(1);
    assertThat(scene.journal.endings).as("the attempt was ended by another").isEmpty();
  }

  @Test
  void a_node_that_is_stopped_while_only_memory_holds_a_set_does_not_claim_to_have_kept_it() {
    scene.vault.away = true;
    database.away = Integer.MAX_VALUE;
    stopped = true;
    assertThat(keep(1)).isEqualTo(new Where.Nowhere());
    assertThat(Thread.interrupted()).as("whoever stopped it is still heard").isTrue();
  }

  private Where keep(int spentVersion) {
    var ended =
        new Ended(scene.claim(), new RefreshOutcome.Escrowed(), null, null, Duration.ofMinutes(1));
    return escrow.keep(ended, answer, spentVersion);
  }

  private void pass(Duration pause) throws InterruptedException {
    if (stopped) {
      throw new InterruptedException();
    }
    pauses.add(pause);
    inMemory.add(escrow.inMemory());
    scene.nanos += pause.toNanos();
    meanwhile.run();
  }

  /** The database is away. */
  private static final class NoRewraps implements Rewraps {
    @Override
    public List<Sealed> olderThan(TenantId tenant, int newestKeyVersion, int limit) {
      return List.of();
    }

    @Override
    public boolean moved(Sealed sealed, int kvVersion, int keyVersion) {
      return false;
    }

    @Override
    public List<TenantId> due(int limit, Duration lease, Duration first) {
      return List.of();
    }

    @Override
    public void looked(TenantId tenant, int newestKeyVersion, Duration again) {}

    @Override
    public long underOlderKeys() {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
    }
  }
}
