package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.RefreshJournal.Overdue;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.TokenVault.Entry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a worker left when it died. */
class RecoverAttemptsTest {
  private final Scene scene = new Scene();
  private final Claim claim = scene.claim();
  private final KeptBefore escrow = new KeptBefore();

  @Test
  void P01_what_was_never_sent_ends_as_abandoned_and_is_due_again() {
    scene.journal.overdue.add(new Overdue(claim, null));
    var ending = recovered();
    assertThat(ending.outcome()).isEqualTo("abandoned");
    assertThat(ending.cause()).isEqualTo("crashed");
    assertThat(ending.status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(ending.dueIn()).isNotNull();
    assertThat(scene.vault.at(scene.location).version()).isEqualTo(1);
  }

  @Test
  void P04_an_answer_that_lies_in_the_store_is_rolled_forward() {
    sent(Duration.ofMinutes(1));
    scene.vault.put(
        scene.location,
        2,
        new Entry(
            claim.attempt(), Scene.print("r1"), Scene.print("r2"), false, Scene.tokens("r2")));
    var ending = recovered();
    assertThat(ending.outcome()).isEqualTo("renewed");
    assertThat(ending.success()).isTrue();
    assertThat(ending.stored())
        .satisfies(
            stored -> {
              assertThat(stored).isNotNull();
              assertThat(stored.kvVersion()).isEqualTo(2);
              assertThat(stored.rotated()).isTrue();
              assertThat(stored.fingerprint()).isEqualTo(Scene.print("r2"));
            });
  }

  @Test
  void P04_an_answer_that_was_kept_before_its_attempt_could_be_ended_is_not_called_lost() {
    sent(Duration.ofMinutes(1));
    escrow.holds = true;
    var ending = recovered();
    assertThat(ending.outcome()).isEqualTo("escrowed");
    assertThat(ending.status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(ending.inDoubt()).isFalse();
    assertThat(scene.vault.at(scene.location).version()).as("no mark").isEqualTo(1);
  }

  @Test
  void what_was_rolled_forward_is_due_as_if_nobody_had_died() {
    answered(Scene.NOW.minus(Duration.ofMinutes(10)), Duration.ofHours(1));
    assertThat(recovered().dueIn()).isEqualTo(Duration.ofMinutes(45));
  }

  @Test
  void what_was_rolled_forward_too_late_is_due_at_once() {
    answered(Scene.NOW.minus(Duration.ofHours(2)), Duration.ofHours(1));
    assertThat(recovered().dueIn()).isEqualTo(Duration.ZERO);
  }

  @Test
  void P17_an_answer_from_a_node_whose_clock_is_ahead_is_not_due_later_for_it() {
    answered(Scene.NOW.plus(Duration.ofMinutes(10)), Duration.ofHours(1));
    assertThat(recovered().dueIn()).isEqualTo(Duration.ofMinutes(55));
  }

  @Test
  void P10_what_was_rolled_forward_with_the_token_that_was_spent_is_not_seen_as_rotated() {
    sent(Duration.ofMinutes(1));
    scene.vault.put(
        scene.location,
        2,
        new Entry(
            claim.attempt(), Scene.print("r1"), Scene.print("r1"), false, Scene.tokens("r1")));
    assertThat(recovered().cause()).isEqualTo("same_token");
  }

  @Test
  void P01_one_attempt_whose_end_cannot_be_committed_does_not_leave_the_others_open() {
    scene.journal.overdue.add(new Overdue(claim, null));
    scene.journal.overdue.add(new Overdue(scene.claim(), null));
    scene.journal.commitsThatFail = 1;
    assertThat(recover().run()).isEqualTo(1);
    assertThat(scene.journal.endings).hasSize(1);
  }

  @Test
  void P08_a_lost_answer_is_unknown_and_the_place_is_marked_against_the_late_sender() {
    sent(Duration.ofMinutes(1));
    var ending = recovered();
    assertThat(ending.outcome()).isEqualTo("unknown");
    assertThat(ending.status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(ending.inDoubt()).isTrue();
    assertThat(ending.dueIn()).isEqualTo(Duration.ZERO);
    var marked = scene.vault.at(scene.location);
    assertThat(marked.version()).isEqualTo(2);
    assertThat(marked.entry().takeover()).isTrue();
    assertThat(marked.entry().fingerprint()).isEqualTo(Scene.print("r1"));
  }

  @Test
  void P08_a_recoverer_that_dies_between_its_mark_and_its_end_is_followed_by_another() {
    sent(Duration.ofMinutes(1));
    scene.journal.ours = false;
    assertThat(recover().run()).as("its end is not there").isZero();
    assertThat(scene.vault.at(scene.location).entry().takeover()).isTrue();
    scene.journal.ours = true;
    var ending = recovered();
    assertThat(ending.outcome()).isEqualTo("unknown");
    assertThat(ending.inDoubt()).isTrue();
    var marked = scene.vault.at(scene.location).entry();
    assertThat(marked.takeover()).isTrue();
    assertThat(marked.fingerprint()).isEqualTo(Scene.print("r1"));
  }

  @Test
  void P08_where_a_replay_may_cost_more_a_person_decides() {
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    sent(Duration.ofMinutes(1));
    assertThat(recovered().status()).isEqualTo(GrantStatus.NEEDS_REVIEW);
  }

  @Test
  void P08_where_the_provider_can_tell_it_is_asked_before_a_person_is() {
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    scene.introspects = true;
    sent(Duration.ofMinutes(1));
    assertThat(recovered().status()).isEqualTo(GrantStatus.ACTIVE);
  }

  @Test
  void P08_within_the_grace_the_timer_asks_again() {
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    scene.grace = Duration.ofMinutes(2);
    sent(Duration.ofMinutes(1));
    assertThat(recovered().status()).isEqualTo(GrantStatus.ACTIVE);
  }

  @Test
  void P15_an_entry_that_is_gone_ends_the_grant() {
    sent(Duration.ofMinutes(1));
    scene.vault.destroy(scene.location);
    assertThat(recovered().statusCause()).isEqualTo("stored_token_missing");
  }

  @Test
  void P04_while_the_store_cannot_be_read_nothing_is_decided() {
    sent(Duration.ofMinutes(1));
    scene.vault.away = true;
    assertThat(recover().run()).isZero();
    assertThat(scene.journal.endings).isEmpty();
  }

  @Test
  void P03_a_recoverer_whose_lease_ended_too_counts_nothing() {
    sent(Duration.ofMinutes(1));
    scene.journal.ours = false;
    assertThat(recover().run()).isZero();
  }

  private void sent(Duration ago) {
    scene.journal.overdue.add(new Overdue(claim, Scene.NOW.minus(ago)));
  }

  /** The answer was stored by the node that died, by whose clock it was read at {@code read}. */
  private void answered(Instant read, Duration life) {
    sent(Duration.ofMinutes(1));
    var tokens =
        new TokenSet(
            new RefreshToken("r2"),
            new AccessToken("a2"),
            "Bearer",
            Scope.EMPTY,
            read.plus(life),
            null,
            read);
    scene.vault.put(
        scene.location,
        2,
        new Entry(claim.attempt(), Scene.print("r1"), Scene.print("r2"), false, tokens));
  }

  private Ending recovered() {
    assertThat(recover().run()).isEqualTo(1);
    return scene.journal.endings.getFirst();
  }

  private RecoverAttempts recover() {
    var portal = new PortalSettings("node-2", URI.create("http://localhost:8080"));
    var providers = new OneProvider(scene::provider);
    return new RecoverAttempts(
        new ClaimDue(scene.journal, portal, RefreshSettings.DEFAULT),
        scene.vault,
        new KnownProviders(providers, Scene.secrets(), () -> scene.nanos),
        escrow,
        new EndAttempt(scene.journal, providers, escrow, new NoLog(), portal),
        () -> 0);
  }

  /** A recoverer keeps no set aside. */
  private static final class KeptBefore implements Escrow {
    boolean holds;

    @Override
    public boolean holds(TenantId tenant, AttemptId attempt) {
      return holds;
    }

    @Override
    public void keep(TenantId tenant, Claim claim, EscrowSeal.Sealed sealed) {
      throw new AssertionError("nothing is escrowed here");
    }

    @Override
    public List<Kept> undrained(int limit) {
      return List.of();
    }

    @Override
    public boolean drained(Kept kept, Stored stored) {
      return false;
    }

    @Override
    public void putOff(Kept kept, Duration by) {}

    @Override
    public boolean superseded(Kept kept) {
      return false;
    }
  }

  /** The terminal event goes with the ending, not by itself. */
  private static final class NoLog implements AuditLog {
    @Override
    public void append(AuditEvent event) {
      throw new AssertionError("nothing is told besides the end");
    }

    @Override
    public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
      return List.of();
    }

    @Override
    public Optional<AuditEntry> find(TenantId tenant, long number) {
      return Optional.empty();
    }

    @Override
    public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {}
  }
}
