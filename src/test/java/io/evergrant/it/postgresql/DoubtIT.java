package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.RefreshJournal.Overdue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Since when a grant's refresh token may be spent. */
class DoubtIT {
  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "a");
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void P08_a_doubt_counts_from_the_first_request_without_an_answer() {
    var sent = doubt(GrantStatus.ACTIVE);
    assertThat(since()).contains(sent);
    Server.shiftClock(Duration.ofMinutes(5));
    doubt(GrantStatus.ACTIVE);
    assertThat(since()).contains(sent);
  }

  @Test
  void P08_a_doubt_ends_with_a_success_and_not_with_a_wait() {
    doubt(GrantStatus.ACTIVE);
    var waited = Refreshes.claim(home, grant);
    journal.end(waited, Refreshes.deferred("dns"), Refreshes.event(waited, "deferred"));
    assertThat(since()).isPresent();
    var claim = Refreshes.claim(home, grant);
    assertThat(claim.inDoubt()).isTrue();
    journal.end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
    assertThat(since()).isEmpty();
  }

  @Test
  void P01_a_replay_names_the_attempt_whose_answer_was_lost() {
    doubt(GrantStatus.ACTIVE);
    var lost = grants.attempts(home.tenant, grant, 1).getFirst().id();
    var claim = Refreshes.claim(home, grant);
    var doubt = journal.doubt(home.tenant, grant).orElseThrow();
    assertThat(doubt.attempt()).isEqualTo(lost);
    journal.markSent(claim.replaying(doubt.attempt()), Household.LEASE);
    assertThat(grants.attempts(home.tenant, grant, 1).getFirst().replayOf()).isEqualTo(lost);
    Server.shiftClock(Household.LEASE.multipliedBy(2));
    var taken =
        journal.takeOverdue("n2", 100, Household.LEASE).stream()
            .map(Overdue::claim)
            .filter(one -> one.grant().equals(grant))
            .findFirst()
            .orElseThrow();
    assertThat(taken.replayOf()).as("whoever takes it over knows it too").isEqualTo(lost);
  }

  @Test
  void P06_a_refusal_that_could_not_be_weighed_is_remembered_until_the_next_end() {
    var claim = Refreshes.claim(home, grant);
    assertThat(journal.unweighed(home.tenant, grant)).isEmpty();
    var put = Refreshes.deferred("refusal_unchecked");
    assertThat(journal.end(claim, put, Refreshes.event(claim, "deferred"))).isTrue();
    assertThat(journal.unweighed(home.tenant, grant).orElseThrow().fingerprint())
        .isEqualTo(claim.fingerprint());
    assertThat(journal.unweighed(new Household().tenant, grant)).isEmpty();
    var next = Refreshes.claim(home, grant);
    assertThat(journal.unweighed(home.tenant, grant)).as("while it is weighed").isPresent();
    journal.end(next, Refreshes.deferred("dns"), Refreshes.event(next, "deferred"));
    assertThat(journal.unweighed(home.tenant, grant)).isEmpty();
  }

  @Test
  void P06_a_refusal_is_weighed_with_the_consents_age_and_what_the_escrow_holds() {
    Refreshes.claim(home, grant);
    var before = journal.circumstances(home.tenant, grant);
    assertThat(before.successorKept()).isFalse();
    assertThat(before.consentedAt()).isNotNull();
    Server.asSuperuser(
        """
        INSERT INTO token_escrow (tenant_id, grant_id, provider_id, attempt_id, salt, kv_version, wrapped_key, ciphertext)
        SELECT g.tenant_id, g.id, g.provider_id, a.id, g.salt, g.kv_version, 'k', 'c'
        FROM oauth_grant g JOIN refresh_attempt a ON a.grant_id = g.id
        WHERE g.id = '%s'
        """
            .formatted(grant));
    assertThat(journal.circumstances(home.tenant, grant).successorKept()).isTrue();
  }

  @Test
  void P08_a_person_who_decides_to_try_is_not_asked_again() {
    doubt(GrantStatus.NEEDS_REVIEW);
    assertThat(changes.retryNow(home.tenant, grant, home.person())).isTrue();
    assertThat(since()).isEmpty();
    assertThat(Refreshes.claim(home, grant).inDoubt()).isTrue();
  }

  @Test
  void P08_trying_an_active_grant_at_once_decides_nothing() {
    doubt(GrantStatus.ACTIVE);
    assertThat(changes.retryNow(home.tenant, grant, home.person())).isTrue();
    assertThat(since()).isPresent();
  }

  @Test
  void P08_a_new_consent_ends_a_doubt() {
    doubt(GrantStatus.ACTIVE);
    changes.consented(home.consent(provider, grant, "a", "beef", Duration.ZERO));
    assertThat(since()).isEmpty();
  }

  @Test
  void P14_a_foreign_doubt_is_not_told() {
    doubt(GrantStatus.ACTIVE);
    assertThat(journal.doubt(new Household().tenant, grant)).isEmpty();
  }

  private Optional<Instant> since() {
    return journal.doubt(home.tenant, grant).flatMap(doubt -> Optional.ofNullable(doubt.since()));
  }

  /** One more request without an answer; when it was sent. */
  private Instant doubt(GrantStatus status) {
    var claim = Refreshes.claim(home, grant);
    journal.markSent(claim, Household.LEASE);
    assertThat(journal.end(claim, unknown(status), Refreshes.event(claim, "unknown"))).isTrue();
    return grants.attempts(home.tenant, grant, 10).stream()
        .filter(line -> line.id().equals(claim.attempt()))
        .map(line -> line.sentAt())
        .findFirst()
        .orElseThrow();
  }

  private static Ending unknown(GrantStatus status) {
    return new Ending(
        "unknown",
        "timeout",
        null,
        null,
        status,
        status == GrantStatus.NEEDS_REVIEW ? "outcome_unknown" : null,
        Duration.ofSeconds(1),
        null,
        false,
        true,
        ProviderSign.NOTHING);
  }
}
