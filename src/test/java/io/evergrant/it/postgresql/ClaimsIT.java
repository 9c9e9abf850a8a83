package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import io.evergrant.usecase.port.RefreshJournal.Overdue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One refresh of a grant at a time, over all nodes. */
class ClaimsIT {
  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());

  /** The timer's claim crosses tenants: what other tests left due is not ours to find. */
  @BeforeEach
  void nothing_else_is_due() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL");
  }

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void P03_two_claims_at_once_give_one() throws Exception {
    var due = new ArrayList<GrantId>();
    for (var i = 0; i < 20; i++) {
      due.add(home.grant(provider, "s" + i));
    }
    var workers = new ArrayList<Callable<List<Claim>>>();
    for (var i = 0; i < 4; i++) {
      var node = "n" + i;
      workers.add(() -> journal.claimDue(node, 20, Household.LEASE));
      workers.add(() -> due.stream().flatMap(grant -> claim(grant, node).stream()).toList());
    }
    var claimed = atOnce(workers).stream().map(Claim::grant).toList();
    assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(due);
  }

  @Test
  void P03_a_late_worker_changes_no_row() {
    var grant = home.grant(provider, "a");
    var late = Refreshes.claim(home, grant);
    assertThat(journal.markSent(late, Household.LEASE)).isEqualTo(Mark.SENT);
    Server.shiftClock(Household.LEASE.multipliedBy(2));
    var taken = overdue(grant).getFirst();
    assertThat(taken.sentAt()).isNotNull();
    assertThat(taken.claim().attempt()).isEqualTo(late.attempt());
    assertThat(taken.claim().fence().value()).isEqualTo(late.fence().value() + 1);
    var before = grants.find(home.tenant, grant);
    assertThat(
            journal.end(
                late, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(late, "renewed")))
        .isFalse();
    assertThat(grants.find(home.tenant, grant)).isEqualTo(before);
    assertThat(
            journal.end(
                taken.claim(), Refreshes.lost(), Refreshes.event(taken.claim(), "consent_lost")))
        .isTrue();
  }

  @Test
  void P03_nothing_is_sent_after_the_lease_or_under_another_fence() {
    var grant = home.grant(provider, "a");
    var claim = Refreshes.claim(home, grant);
    Server.shiftClock(Household.LEASE.multipliedBy(2));
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.NOT_OURS);
    var taken = overdue(grant).getFirst();
    assertThat(taken.sentAt()).isNull();
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.NOT_OURS);
    assertThat(journal.markSent(taken.claim(), Household.LEASE)).isEqualTo(Mark.SENT);
  }

  @Test
  void P03_an_open_attempt_whose_lease_ended_is_taken_over_and_never_claimed_anew() {
    var grant = home.grant(provider, "a");
    Refreshes.claim(home, grant);
    Server.shiftClock(Household.LEASE.multipliedBy(2));
    assertThat(claim(grant, "n2")).isEmpty();
    assertThat(journal.claimDue("n2", 100, Household.LEASE)).isEmpty();
    assertThat(overdue(grant)).hasSize(1);
  }

  @Test
  void P03_an_attempt_is_sent_once() {
    var claim = Refreshes.claim(home, home.grant(provider, "a"));
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.SENT);
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.NOT_OURS);
  }

  @Test
  void P03_sending_renews_the_lease() {
    var grant = home.grant(provider, "a");
    var claim = Refreshes.claim(home, grant);
    Server.shiftClock(Household.LEASE.dividedBy(2));
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.SENT);
    Server.shiftClock(Household.LEASE.multipliedBy(3).dividedBy(4));
    assertThat(overdue(grant)).isEmpty();
    Server.shiftClock(Household.LEASE);
    assertThat(overdue(grant)).hasSize(1);
  }

  @Test
  void P03_two_nodes_take_an_overdue_attempt_over_once() throws Exception {
    var grants20 = new ArrayList<GrantId>();
    for (var i = 0; i < 20; i++) {
      var grant = home.grant(provider, "s" + i);
      grants20.add(grant);
      Refreshes.claim(home, grant);
    }
    Server.shiftClock(Household.LEASE.multipliedBy(2));
    var workers = new ArrayList<Callable<List<Claim>>>();
    for (var i = 0; i < 4; i++) {
      var node = "n" + i;
      workers.add(
          () ->
              journal.takeOverdue(node, 100_000, Household.LEASE).stream()
                  .map(Overdue::claim)
                  .filter(claim -> claim.tenant().equals(home.tenant))
                  .toList());
    }
    assertThat(atOnce(workers))
        .extracting(Claim::grant)
        .containsExactlyInAnyOrderElementsOf(grants20);
  }

  @Test
  void P03_the_intent_is_durable_before_the_claim_is_answered() {
    var grant = home.grant(provider, "a");
    var claim = journal.claimDue("node-7", 10, Household.LEASE).getFirst();
    var line = grants.attempts(home.tenant, grant, 1).getFirst();
    assertThat(line.id()).isEqualTo(claim.attempt());
    assertThat(line.trigger()).isEqualTo(Trigger.TIMER);
    assertThat(line.node()).isEqualTo("node-7");
    assertThat(line.sentAt()).isNull();
    assertThat(
            Server.asSuperuser(
                "SELECT kv_version, fingerprint, salt, fence, open FROM refresh_attempt WHERE id = '%s'"
                    .formatted(claim.attempt())))
        .containsExactly(List.of("1", "f0", "00ff", "2", "t"));
  }

  @Test
  void P03_what_is_open_paused_or_not_active_is_not_claimed() {
    var open = home.grant(provider, "open");
    Refreshes.claim(home, open);
    var paused = home.grant(provider, "paused");
    changes.pause(home.tenant, paused);
    var dead = home.grant(provider, "dead");
    var claim = Refreshes.claim(home, dead);
    journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost"));
    var later = home.grant(provider, "later", Duration.ofHours(1));
    var resting = home.provider("Resting");
    var ofResting = home.grant(resting, "r");
    new ProviderStore(Server.db())
        .setStatus(home.tenant, resting.id(), ProviderStatus.PAUSED, "by a person");

    assertThat(journal.claimDue("n1", 100, Household.LEASE)).isEmpty();
    for (var grant : List.of(open, paused, dead, ofResting)) {
      assertThat(claim(grant, "n1")).isEmpty();
    }
    assertThat(claim(later, "n1")).isPresent();
  }

  @Test
  void P04_nothing_is_claimed_while_its_escrow_is_open() {
    var grant = home.grant(provider, "a");
    var claim = Refreshes.claim(home, grant);
    var escrow = new EscrowStore(Server.db());
    escrow.keep(home.tenant, claim, new EscrowSeal.Sealed("key", "text"));
    journal.end(claim, Refreshes.deferred("dns"), Refreshes.event(claim, "escrowed"));
    Server.shiftClock(Duration.ofMinutes(1));
    assertThat(journal.claimDue("n1", 100, Household.LEASE)).isEmpty();
    assertThat(claim(grant, "n1")).isEmpty();
    var kept =
        escrow.undrained(1_000).stream()
            .filter(k -> k.location().grant().equals(grant))
            .findFirst()
            .orElseThrow();
    assertThat(escrow.superseded(kept)).isTrue();
    assertThat(journal.claimDue("n1", 100, Household.LEASE)).hasSize(1);
  }

  @Test
  void due_is_by_the_databases_clock() {
    home.grant(provider, "a", Duration.ofHours(1));
    assertThat(journal.claimDue("n1", 100, Household.LEASE)).isEmpty();
    Server.shiftClock(Duration.ofMinutes(61));
    assertThat(journal.claimDue("n1", 100, Household.LEASE)).hasSize(1);
  }

  @Test
  void no_backlog_starves_another_provider_or_tenant() {
    var calendar = home.provider("Calendar");
    var neighbour = new Household();
    var theirs = neighbour.provider("Mail");
    for (var i = 0; i < 30; i++) {
      home.grant(provider, "s" + i);
    }
    var late = List.of(home.grant(calendar, "c"), neighbour.grant(theirs, "n"));
    assertThat(journal.claimDue("n1", 4, Household.LEASE))
        .hasSize(4)
        .extracting(Claim::grant)
        .containsAll(late);
  }

  @Test
  void a_batch_is_no_larger_than_asked_and_the_rest_follows() {
    for (var i = 0; i < 5; i++) {
      home.grant(provider, "s" + i);
    }
    assertThat(journal.claimDue("n1", 3, Household.LEASE)).hasSize(3);
    assertThat(journal.claimDue("n1", 3, Household.LEASE)).hasSize(2);
    assertThat(journal.claimDue("n1", 3, Household.LEASE)).isEmpty();
  }

  @Test
  void what_needs_a_person_is_claimed_again_when_a_person_asks() {
    var grant = home.grant(provider, "a");
    var claim = Refreshes.claim(home, grant);
    journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost"));
    assertThat(changes.retryNow(home.tenant, grant, home.person())).isTrue();
    assertThat(grants.find(home.tenant, grant).orElseThrow().status())
        .isEqualTo(GrantStatus.ACTIVE);
    assertThat(journal.claimDue("n1", 10, Household.LEASE)).hasSize(1);
  }

  private Optional<Claim> claim(GrantId grant, String node) {
    return journal.claim(
        home.tenant,
        grant,
        Refreshes.seen(home, grant),
        Trigger.PERSON,
        home.person(),
        node,
        Household.LEASE);
  }

  private List<Overdue> overdue(GrantId grant) {
    return journal.takeOverdue("n2", 100_000, Household.LEASE).stream()
        .filter(overdue -> overdue.claim().grant().equals(grant))
        .toList();
  }

  /** Every worker waits for the last to be ready. */
  private static List<Claim> atOnce(List<Callable<List<Claim>>> workers) throws Exception {
    var ready = new CountDownLatch(workers.size());
    try (var threads = Executors.newFixedThreadPool(workers.size())) {
      var started =
          workers.stream()
              .map(
                  worker ->
                      threads.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return worker.call();
                          }))
              .toList();
      var claims = new ArrayList<Claim>();
      for (var worker : started) {
        claims.addAll(worker.get());
      }
      return claims;
    }
  }
}
