package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each attempt has one end. */
class AttemptsIT {
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
  void P01_second_end_of_an_attempt_changes_nothing() {
    var claim = Refreshes.claim(home, grant);
    assertThat(end(claim)).isTrue();
    var before = row();
    assertThat(journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost")))
        .isFalse();
    assertThat(row()).isEqualTo(before);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void P01_an_end_without_its_open_attempt_takes_everything_back() {
    var claim = Refreshes.claim(home, grant);
    Server.asSuperuser(
        "UPDATE refresh_attempt SET open = false, ended_at = eg_now(), outcome = 'planted'"
            + " WHERE id = '%s'".formatted(claim.attempt()));
    var before = row();
    assertThatThrownBy(() -> end(claim)).isInstanceOf(IllegalStateException.class);
    assertThat(row()).isEqualTo(before);
    assertThat(events()).isZero();
  }

  @Test
  void P01_an_end_whose_event_is_refused_takes_everything_back() {
    var claim = Refreshes.claim(home, grant);
    tellTerminal(claim);
    var before = row();
    assertThatThrownBy(() -> end(claim)).hasMessageContaining("audit_terminal");
    assertThat(row()).isEqualTo(before);
    assertThat(grants.attempts(home.tenant, grant, 1).getFirst().endedAt()).isNull();
  }

  @Test
  void P01_the_database_refuses_a_second_terminal_event() {
    var claim = Refreshes.claim(home, grant);
    end(claim);
    assertThatThrownBy(() -> tellTerminal(claim)).hasMessageContaining("audit_terminal");
  }

  @Test
  void P01_an_event_that_does_not_end_the_attempt_is_refused() {
    var claim = Refreshes.claim(home, grant);
    var other = Refreshes.claim(home, home.grant(provider, "b"));
    assertThatThrownBy(
            () -> journal.end(claim, Refreshes.lost(), Refreshes.event(other, "consent_lost")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void P01_a_closed_attempt_cannot_be_written_again() {
    var claim = Refreshes.claim(home, grant);
    end(claim);
    assertThatThrownBy(
            () ->
                Server.asRuntimeRole(
                    home.tenant,
                    "UPDATE refresh_attempt SET outcome = 'other' WHERE id = '%s'"
                        .formatted(claim.attempt())))
        .hasMessageContaining("only grows");
  }

  @Test
  void P01_a_new_consent_ends_the_open_attempt_of_the_older_one() {
    var claim = Refreshes.claim(home, grant);
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.SENT);
    changes.consented(home.consent(provider, grant, "a", "0202", Duration.ofHours(1)));
    var line = grants.attempts(home.tenant, grant, 1).getFirst();
    assertThat(line.outcome()).isEqualTo("lost_race");
    assertThat(events()).isEqualTo(1);
    assertThat(end(claim)).isFalse();
    assertThat(row().status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(row().kvVersion()).isEqualTo(1);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void P01_an_exchange_that_a_crash_left_open_ends_once() {
    var attempt = journal.beginExchange(home.tenant, provider.id(), grant, home.person(), "n1");
    assertThat(journal.abandonExchanges(Duration.ofMinutes(10))).doesNotContain(attempt.value());
    Server.shiftClock(Duration.ofMinutes(11));
    assertThat(journal.abandonExchanges(Duration.ofMinutes(10))).contains(attempt.value());
    assertThat(journal.abandonExchanges(Duration.ofMinutes(10))).doesNotContain(attempt.value());
    var entry = new AuditStore(Server.db()).search(home.tenant, Refreshes.about(grant)).getFirst();
    assertThat(entry.attempt()).isEqualTo(attempt);
    assertThat(entry.outcome()).isEqualTo("abandoned");
  }

  @Test
  void failures_are_counted_in_a_row_and_a_success_forgets_them() {
    for (var i = 1; i <= 2; i++) {
      var claim = Refreshes.claim(home, grant);
      journal.end(claim, Refreshes.deferred("dns"), Refreshes.event(claim, "deferred"));
      assertThat(row().failures()).isEqualTo(i);
    }
    var claim = Refreshes.claim(home, grant);
    assertThat(claim.failures()).isEqualTo(2);
    end(claim);
    assertThat(row().failures()).isZero();
    assertThat(row().refreshes()).isEqualTo(1);
  }

  @Test
  void P05_an_end_that_stored_nothing_keeps_what_is_stored() {
    end(Refreshes.claim(home, grant));
    var before = row();
    var claim = Refreshes.claim(home, grant);
    journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost"));
    var after = row();
    assertThat(after.status()).isEqualTo(GrantStatus.NEEDS_CONSENT);
    assertThat(after.statusCause()).isEqualTo("revoked");
    assertThat(after.dueAt()).isNull();
    assertThat(after.kvVersion()).isEqualTo(before.kvVersion());
    assertThat(after.scopeGranted()).isEqualTo(before.scopeGranted());
    assertThat(after.refreshes()).isEqualTo(before.refreshes());
  }

  @Test
  void a_grant_that_was_paused_in_flight_stays_paused_and_comes_back_due() {
    var claim = Refreshes.claim(home, grant);
    changes.pause(home.tenant, grant);
    journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost"));
    assertThat(row().status()).isEqualTo(GrantStatus.PAUSED);
    assertThat(row().statusCause()).isNull();
    assertThat(row().lastOutcome()).isEqualTo("consent_lost");
    changes.resume(home.tenant, grant);
    assertThat(row().dueAt()).isNotNull();
  }

  @Test
  void P07_a_doubt_about_the_client_is_seen_from_the_other_grants() {
    var other = home.grant(provider, "b");
    assertThat(doubts(other)).isFalse();
    var claim = Refreshes.claim(home, grant);
    journal.end(claim, Refreshes.deferred("client_doubted"), Refreshes.event(claim, "deferred"));
    assertThat(doubts(other)).isTrue();
    assertThat(doubts(grant)).isFalse();
    Server.shiftClock(Duration.ofHours(2));
    assertThat(doubts(other)).isFalse();
  }

  private boolean doubts(GrantId seenFrom) {
    return journal.otherGrantDoubts(home.tenant, provider.id(), seenFrom, Duration.ofHours(1));
  }

  private boolean end(Claim claim) {
    return journal.end(
        claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
  }

  private void tellTerminal(Claim claim) {
    Server.asRuntimeRole(
        home.tenant,
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, attempt_id, terminal, outcome, details)
        VALUES (eg_tenant(), 'refresh_ended', 'portal', '%s', true, 'unknown', '{}')
        """
            .formatted(claim.attempt()));
  }

  private Grant row() {
    return grants.find(home.tenant, grant).orElseThrow();
  }

  private int events() {
    return new AuditStore(Server.db()).search(home.tenant, Refreshes.about(grant)).size();
  }
}
