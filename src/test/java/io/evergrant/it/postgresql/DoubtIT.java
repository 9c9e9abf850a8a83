package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.RefreshJournal.Ending;
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
  void P08_a_person_who_decides_to_try_is_not_asked_again() {
    doubt(GrantStatus.NEEDS_REVIEW);
    assertThat(grants.retryNow(home.tenant, grant)).isTrue();
    assertThat(since()).isEmpty();
    assertThat(Refreshes.claim(home, grant).inDoubt()).isTrue();
  }

  @Test
  void P08_trying_an_active_grant_at_once_decides_nothing() {
    doubt(GrantStatus.ACTIVE);
    assertThat(grants.retryNow(home.tenant, grant)).isTrue();
    assertThat(since()).isPresent();
  }

  @Test
  void P08_a_new_consent_ends_a_doubt() {
    doubt(GrantStatus.ACTIVE);
    grants.consented(home.consent(provider, grant, "a", "beef", Duration.ZERO));
    assertThat(since()).isEmpty();
  }

  @Test
  void P14_a_foreign_doubt_is_not_told() {
    doubt(GrantStatus.ACTIVE);
    assertThat(journal.doubtSince(new Household().tenant, grant)).isEmpty();
  }

  private Optional<Instant> since() {
    return journal.doubtSince(home.tenant, grant);
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
