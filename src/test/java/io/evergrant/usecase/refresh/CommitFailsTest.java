package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.TokenVault.Entry;
import jakarta.transaction.TransactionalException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A commit that fails is no StoreUnavailable: the container throws it, not a store. */
class CommitFailsTest {
  private final Scene scene = new Scene();
  private final PortalSettings portal =
      new PortalSettings("node-1", URI.create("http://localhost:8080"));
  private final List<TenantId> kept = new ArrayList<>();
  private final EndAttempt end =
      new EndAttempt(
          scene.journal, new OneProvider(scene::provider), new Kept(), onlyAppends(), portal);
  private final StoreAnswer store =
      new StoreAnswer(scene.vault, scene.gate, () -> scene.nanos, this::pass);
  private final KeepInEscrow escrow = new KeepInEscrow(new Sealing(), end, store, this::pass);
  private final Finish finish = new Finish(end, escrow, scene.gate, this::pass);

  @Test
  void a_claim_that_fails_at_its_commit_gives_its_places_back() {
    var settings = RefreshSettings.DEFAULT;
    var due =
        new RefreshDue(
            new ClaimDue(scene.journal, portal, settings),
            scene.vault,
            scene.one(),
            finish,
            scene.gate,
            new Sealing(),
            settings,
            new Lanes(settings, () -> scene.nanos),
            Executors::newVirtualThreadPerTaskExecutor,
            () -> scene.nanos);
    scene.journal.commitsThatFail = 1;
    assertThatThrownBy(due::run).isInstanceOf(TransactionalException.class);
    assertThat(due.inFlight()).isZero();
  }

  @Test
  void an_outcome_is_written_again_when_its_commit_failed() {
    scene.answers.add(Scene.issued("r2"));
    var result = scene.run();
    scene.journal.commitsThatFail = 2;
    finish.finish(result);
    assertThat(scene.journal.endings)
        .singleElement()
        .satisfies(ending -> assertThat(ending.outcome()).isEqualTo("renewed"));
  }

  @Test
  void P04_a_set_that_no_store_takes_outlives_a_commit_that_fails() {
    scene.answers.add(Scene.issued("r2"));
    scene.journal.onSent = () -> scene.vault.away = true;
    var result = scene.run();
    assertThat(result).isInstanceOf(RefreshOne.Result.ToEscrow.class);
    scene.journal.commitsThatFail = 1;
    finish.finish(result);
    assertThat(kept).isNotEmpty();
    assertThat(scene.journal.endings)
        .singleElement()
        .satisfies(ending -> assertThat(ending.outcome()).isEqualTo("escrowed"));
  }

  private void pass(Duration pause) {
    scene.nanos += pause.toNanos();
  }

  private final class Kept implements Escrow {
    @Override
    public void keep(TenantId tenant, Claim claim, EscrowSeal.Sealed sealed) {
      kept.add(tenant);
    }

    @Override
    public boolean holds(TenantId tenant, AttemptId attempt) {
      throw new AssertionError("nobody recovers here");
    }

    @Override
    public List<Escrow.Kept> undrained(int limit) {
      return List.of();
    }

    @Override
    public boolean drained(Escrow.Kept kept, Stored stored) {
      return false;
    }

    @Override
    public void putOff(Escrow.Kept kept, Duration by) {}

    @Override
    public boolean superseded(Escrow.Kept kept) {
      return false;
    }
  }

  private static final class Sealing implements EscrowSeal {
    @Override
    public void prepare(TenantId tenant) {}

    @Override
    public Sealed seal(TokenLocation location, Entry entry) {
      return new Sealed("key", "sealed");
    }

    @Override
    public Entry open(TokenLocation location, Sealed sealed) {
      throw new AssertionError("nothing is drained here");
    }
  }

  private static AuditLog onlyAppends() {
    return (AuditLog)
        Proxy.newProxyInstance(
            AuditLog.class.getClassLoader(),
            new Class<?>[] {AuditLog.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof AuditEvent) {
                return null;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
