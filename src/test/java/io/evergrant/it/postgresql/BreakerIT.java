package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import io.evergrant.usecase.port.RefreshJournal.Rooms;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While a provider fails one grant at a time tries, whichever node has it. */
class BreakerIT {
  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());

  @BeforeEach
  void thirty_grants_and_nothing_else_is_due() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL");
    for (var i = 0; i < 30; i++) {
      home.grant(provider, "s" + i);
    }
  }

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void P08_one_failure_is_no_outage() {
    fail(claim(1).getFirst());
    assertThat(claim(10)).hasSize(10);
  }

  @Test
  void P08_after_two_failures_nothing_is_claimed_until_the_wait_is_over_and_then_one() {
    open();
    assertThat(claim(30)).isEmpty();
    Server.shiftClock(Duration.ofSeconds(17));
    assertThat(claim(30)).hasSize(1);
    assertThat(claim(30)).isEmpty();
  }

  @Test
  void P08_what_was_claimed_before_is_not_sent_any_more() {
    var waiting = claim(1).getFirst();
    open();
    assertThat(journal.markSent(waiting, Household.LEASE)).isEqualTo(Mark.PROVIDER_RESTS);
    Server.shiftClock(Duration.ofSeconds(17));
    var probe = claim(30).getFirst();
    assertThat(journal.markSent(waiting, Household.LEASE)).isEqualTo(Mark.PROVIDER_RESTS);
    assertThat(journal.markSent(probe, Household.LEASE)).isEqualTo(Mark.SENT);
  }

  @Test
  void P08_a_try_that_fails_makes_the_wait_longer_and_one_that_was_late_does_not() {
    var late = claim(5);
    open();
    late.forEach(this::fail);
    Server.shiftClock(Duration.ofSeconds(17));
    fail(claim(30).getFirst());
    Server.shiftClock(Duration.ofSeconds(17));
    assertThat(claim(30)).isEmpty();
    Server.shiftClock(Duration.ofSeconds(50));
    assertThat(claim(30)).hasSize(1);
  }

  @Test
  void P08_a_success_closes_it_and_the_log_tells_both() {
    open();
    Server.shiftClock(Duration.ofSeconds(17));
    var probe = claim(30).getFirst();
    assertThat(
            journal.end(
                probe, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(probe, "renewed")))
        .isTrue();
    assertThat(claim(10)).hasSize(10);
    assertThat(events(AuditEventType.PROVIDER_RESTS)).isEqualTo(1);
    assertThat(events(AuditEventType.PROVIDER_ANSWERS)).isEqualTo(1);
  }

  @Test
  void P08_a_try_that_told_nothing_leaves_the_turn_to_the_next() {
    open();
    Server.shiftClock(Duration.ofSeconds(17));
    var probe = claim(30).getFirst();
    journal.end(probe, Refreshes.deferred("stores_closed"), Refreshes.event(probe, "deferred"));
    assertThat(claim(30)).hasSize(1);
  }

  @Test
  void P08_a_node_that_dies_with_the_turn_does_not_keep_it() {
    open();
    Server.shiftClock(Duration.ofSeconds(17));
    assertThat(claim(30)).hasSize(1);
    Server.shiftClock(Household.LEASE.multipliedBy(2).plusSeconds(1));
    assertThat(claim(30)).hasSize(1);
  }

  @Test
  void P08_retry_after_counts_for_all_of_the_providers_grants() {
    var said = new ProviderSaid(429, null, null, Duration.ofMillis(1), Duration.ofMinutes(5));
    var claim = claim(1).getFirst();
    end(claim, ProviderSign.AWAY, said);
    Server.shiftClock(Duration.ofMinutes(4));
    assertThat(claim(30)).isEmpty();
    Server.shiftClock(Duration.ofMinutes(2));
    assertThat(claim(30)).hasSize(1);
  }

  @Test
  void P08_one_grant_that_is_told_to_wait_a_day_does_not_stop_the_others_for_it() {
    var said = new ProviderSaid(429, null, null, Duration.ofMillis(1), Duration.ofDays(1));
    end(claim(1).getFirst(), ProviderSign.AWAY, said);
    Server.shiftClock(Duration.ofMinutes(17));
    assertThat(claim(30)).hasSize(1);
  }

  @Test
  void a_person_who_changed_the_provider_or_tries_again_is_not_kept_waiting() {
    var store = new ProviderStore(Server.db());
    open();
    assertThat(store.update(provider)).isTrue();
    fail(claim(30).getFirst());
    store.setStatus(home.tenant, provider.id(), ProviderStatus.PAUSED, "by a person");
    store.setStatus(home.tenant, provider.id(), ProviderStatus.ACTIVE, null);
    var probe = claim(30);
    assertThat(probe).hasSize(1);
    fail(probe.getFirst());
    var changes = new GrantChangeStore(Server.db());
    assertThat(changes.retryNow(home.tenant, probe.getFirst().grant(), home.person())).isTrue();
    assertThat(claim(30)).hasSize(1);
  }

  /** As an attempt's end has it, which may pause the provider afterwards. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void P07_a_person_who_waits_for_the_breaker_does_not_hold_the_provider_meanwhile(boolean saves)
      throws SQLException, InterruptedException, ExecutionException {
    var store = new ProviderStore(Server.db());
    open();
    try (var ending = Server.postgres().superuser("evergrant");
        var statement = ending.createStatement();
        var threads = Executors.newSingleThreadExecutor()) {
      ending.setAutoCommit(false);
      statement.execute("UPDATE provider_breaker SET failures = failures WHERE " + ofProvider());
      var person =
          threads.submit(
              () ->
                  saves
                      ? store.update(provider)
                      : store.setStatus(
                          home.tenant, provider.id(), ProviderStatus.PAUSED, "by a person"));
      Until.holds("the person waits", Duration.ofSeconds(20), BreakerIT::somebodyWaits);
      var lock =
          "SELECT FROM provider WHERE id = '" + provider.id().value() + "' FOR UPDATE NOWAIT";
      assertThatCode(() -> statement.execute(lock))
          .as("the provider is free")
          .doesNotThrowAnyException();
      ending.rollback();
      assertThat(person.get()).isTrue();
    }
  }

  private String ofProvider() {
    return "provider_id = '" + provider.id().value() + "'";
  }

  private static boolean somebodyWaits() {
    return !Server.asSuperuser(
            """
            SELECT pid FROM pg_stat_activity
            WHERE usename = 'evergrant_app' AND wait_event_type = 'Lock'
            """)
        .isEmpty();
  }

  @Test
  void P08_another_provider_goes_on() {
    open();
    var calendar = home.provider("Calendar");
    home.grant(calendar, "c");
    assertThat(claim(30)).extracting(Claim::provider).containsExactly(calendar.id());
  }

  @Test
  void a_node_without_room_at_a_provider_claims_nothing_of_it() {
    var calendar = home.provider("Calendar");
    home.grant(calendar, "c");
    var rooms = new Rooms(Map.of(provider.id(), 0), 5);
    assertThat(journal.claimDue("n1", 30, Household.LEASE, rooms))
        .extracting(Claim::provider)
        .containsExactly(calendar.id());
    var some = new Rooms(Map.of(provider.id(), 3), 5);
    assertThat(journal.claimDue("n1", 30, Household.LEASE, some)).hasSize(3);
  }

  private void open() {
    claim(2).forEach(this::fail);
  }

  private List<Claim> claim(int limit) {
    return journal.claimDue("n1", limit, Household.LEASE);
  }

  private void fail(Claim claim) {
    end(claim, ProviderSign.BROKEN, null);
  }

  private void end(Claim claim, ProviderSign sign, @Nullable ProviderSaid said) {
    var ending =
        new Ending(
            "unknown",
            "gateway",
            null,
            said,
            GrantStatus.ACTIVE,
            null,
            Duration.ofSeconds(1),
            null,
            false,
            true,
            sign);
    assertThat(journal.end(claim, ending, Refreshes.event(claim, "unknown"))).isTrue();
  }

  private int events(AuditEventType type) {
    var question = new AuditQuestion(null, provider.id(), type, null, null, null, null, 100);
    return new AuditStore(Server.db()).search(home.tenant, question).size();
  }
}
