package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.BulkActStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ImportStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.adapter.postgresql.StrayLocationStore;
import io.evergrant.adapter.postgresql.TenantPolicyStore;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Part;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.grant.ActOnGrant;
import io.evergrant.usecase.port.GrantActs.Ending;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An attempt is logged as whose it is: the timer's, or the one's who asked for it. */
class AskedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration DAY = Duration.ofDays(1);

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "s1", Duration.ofDays(300));
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());
  private final ActOnGrant acts = new ActOnGrant(grants, changes, audit);
  private final Steward ada = new Steward(home.tenant, home.person(), null);
  private final Actor.ApiKey key = new Actor.ApiKey(new ApiKeyId(UUID.randomUUID()), "worker");
  private final Steward worker = new Steward(home.tenant, key, null);
  private final Node node = new Node();

  @BeforeEach
  void nothing_else_is_due() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL WHERE id <> '%s'".formatted(grant));
  }

  @AfterEach
  void stop() {
    node.close();
    Server.resetClock();
    // whatever a test left is no other test's
    Server.asSuperuser(
        "UPDATE bulk_act SET state = 'DONE', ended_at = eg_now() WHERE ended_at IS NULL");
  }

  @Test
  void a_refresh_that_a_person_asked_for_is_theirs_and_the_next_one_the_timers() {
    ask(ada);
    tick();
    assertThat(newest().trigger()).isEqualTo(Trigger.PERSON);
    assertThat(newest().actor()).isEqualTo(home.adminEmail);
    assertThat(ended(1).getFirst().actor()).isEqualTo(home.adminEmail);
    assertThat(ended(1).getFirst().details())
        .containsEntry("trigger", "person")
        .containsEntry("node", "node-1");
    fallsDue();
    tick();
    assertThat(newest().trigger()).isEqualTo(Trigger.TIMER);
    assertThat(newest().actor()).isNull();
    assertThat(ended(2).getFirst().actor()).isEqualTo("timer");
    assertThat(ended(2).getFirst().details()).containsEntry("trigger", "timer");
  }

  @Test
  void a_refresh_that_a_key_asked_for_bears_its_name_and_its_id() {
    ask(worker);
    tick();
    assertThat(newest().trigger()).isEqualTo(Trigger.API);
    assertThat(newest().actor()).isEqualTo("worker");
    assertThat(ended(1).getFirst().actor()).isEqualTo("api_key:worker");
    assertThat(ended(1).getFirst().details())
        .containsEntry("trigger", "api")
        .containsEntry("api_key", key.id().toString());
  }

  @Test
  void the_refreshes_of_an_act_on_many_are_its_askers_and_the_log_finds_them() {
    var other = home.grant(provider, "s2", Duration.ofDays(300));
    new ManageBulkActs(new BulkActStore(Server.db()), new TenantPolicyStore(Server.db()), audit)
        .ask(ada, BulkKind.REFRESH, GrantFilter.ANY, null);
    new BulkNode("node-1").run();
    tick();
    var found =
        audit.search(
            home.tenant,
            new AuditQuestion(null, provider.id(), null, null, null, null, null, 100)
                .with(
                    List.of(
                        new Part.OfType(AuditEventType.REFRESH_ENDED, false),
                        new Part.StartedBy("person", false),
                        new Part.ByName(home.adminEmail, false))));
    assertThat(found).extracting(AuditEntry::grant).containsExactlyInAnyOrder(grant, other);
  }

  @Test
  void who_asks_while_an_attempt_is_under_way_gets_the_next_one_at_once() {
    fallsDue();
    var underWay = claimed();
    ask(ada);
    end(underWay, "renewed");
    assertThat(newest().trigger()).as("it began before").isEqualTo(Trigger.TIMER);
    var next = claimed();
    assertThat(next.trigger()).isEqualTo(Trigger.PERSON);
    assertThat(next.by()).isEqualTo(home.person());
    end(next, "renewed");
    assertThat(journal.claimDue("n1", 10, Household.LEASE)).as("once").isEmpty();
  }

  @Test
  void P06_who_asked_while_the_consent_was_lost_is_not_taken_at_their_word() {
    fallsDue();
    var underWay = claimed();
    ask(ada);
    journal.end(underWay, Refreshes.lost(), Refreshes.event(underWay, "consent_lost"));
    assertThat(journal.claimDue("n1", 10, Household.LEASE)).isEmpty();
    home.grant(provider, "s2", Duration.ZERO);
    consentAgain();
    assertThat(journal.claimDue("n1", 10, Household.LEASE))
        .hasSize(2)
        .allMatch(claim -> claim.trigger() == Trigger.TIMER);
  }

  @Test
  void of_two_who_wait_for_the_same_attempt_it_is_the_firsts() {
    ask(ada);
    ask(worker);
    assertThat(claimed().by()).isEqualTo(home.person());
  }

  @Test
  void an_attempt_that_a_call_begins_meanwhile_is_the_calls_and_answers_the_wish_too() {
    ask(ada);
    var seen = grants.standing(home.tenant, grant).orElseThrow();
    assertThat(node.now.await(seen, key, PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(newest().trigger()).isEqualTo(Trigger.API);
    assertThat(ended(1).getFirst().actor()).isEqualTo("api_key:worker");
    assertThat(journal.claimDue("n1", 10, Household.LEASE)).isEmpty();
    fallsDue();
    assertThat(claimed().trigger()).isEqualTo(Trigger.TIMER);
  }

  @Test
  void a_pause_and_a_new_consent_end_the_wish() {
    ask(ada);
    assertThat(changes.pause(home.tenant, grant)).isTrue();
    assertThat(changes.resume(home.tenant, grant)).isTrue();
    var resumed = claimed();
    assertThat(resumed.trigger()).isEqualTo(Trigger.TIMER);
    end(resumed, "renewed");
    ask(ada);
    consentAgain();
    assertThat(claimed().trigger()).isEqualTo(Trigger.TIMER);
  }

  @Test
  void P01_an_attempt_that_a_new_consent_ends_is_told_with_whose_it_was_and_what_it_spent() {
    ask(ada);
    var earlier = new AttemptId(UUID.randomUUID());
    var superseded = claimed().replaying(earlier);
    assertThat(journal.markSent(superseded, Household.LEASE)).isEqualTo(Mark.SENT);
    consentAgain();
    var told = ended(1).getFirst();
    assertThat(told.attempt()).isEqualTo(superseded.attempt());
    assertThat(told.outcome()).isEqualTo("lost_race");
    assertThat(told.actor()).isEqualTo(home.adminEmail);
    assertThat(told.details())
        .containsOnly(
            Map.entry("cause", ""),
            Map.entry("superseded_by", "consent"),
            Map.entry("trigger", "person"),
            Map.entry("node", "n1"),
            Map.entry("fingerprint_old", superseded.fingerprint().value()),
            Map.entry("kv_version_old", Integer.toString(superseded.kvVersion())),
            Map.entry("replay_of", earlier.toString()));
  }

  @Test
  void P01_an_import_that_ends_an_attempt_leaves_it_the_keys_or_the_timers() {
    ask(worker);
    claimed();
    importAgain();
    var keys = ended(1).getFirst();
    assertThat(keys.actor()).isEqualTo("api_key:worker");
    assertThat(keys.details())
        .containsEntry("superseded_by", "import")
        .containsEntry("trigger", "api")
        .containsEntry("api_key", key.id().toString())
        .doesNotContainKey("replay_of");
    fallsDue();
    claimed();
    importAgain();
    var timers = ended(2).getFirst();
    assertThat(timers.actor()).isEqualTo("timer");
    assertThat(timers.details()).containsEntry("trigger", "timer").doesNotContainKey("api_key");
  }

  @Test
  void P01_who_asked_is_known_when_another_node_ends_what_a_crash_left() {
    ask(worker);
    var left = claimed();
    Server.shiftClock(Household.LEASE.multipliedBy(2));
    var taken =
        journal.takeOverdue("n2", 1_000, Household.LEASE).stream()
            .filter(overdue -> overdue.claim().grant().equals(grant))
            .findFirst()
            .orElseThrow();
    assertThat(taken.claim().attempt()).isEqualTo(left.attempt());
    assertThat(taken.claim().trigger()).isEqualTo(Trigger.API);
    assertThat(taken.claim().by()).isEqualTo(key);
    end(taken.claim(), "abandoned");
    fallsDue();
    assertThat(claimed().trigger()).as("what comes after it").isEqualTo(Trigger.TIMER);
  }

  @Test
  void who_asks_in_vain_is_told_in_the_log_and_changes_nothing() {
    assertThat(changes.pause(home.tenant, grant)).isTrue();
    assertThat(acts.refreshNow(ada, grant)).isEqualTo(Ending.NOT_IN_THAT_STATE);
    var told =
        audit.search(home.tenant, Refreshes.about(grant)).stream()
            .filter(event -> event.type() == AuditEventType.GRANT_RETRIED)
            .toList();
    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo(home.adminEmail);
              assertThat(event.details()).containsOnly(Map.entry("reason", "not_active"));
            });
    assertThat(changes.resume(home.tenant, grant)).isTrue();
    fallsDue();
    assertThat(claimed().trigger()).as("no wish was left").isEqualTo(Trigger.TIMER);
  }

  private void ask(Steward by) {
    assertThat(acts.refreshNow(by, grant)).isEqualTo(Ending.DONE);
  }

  private void fallsDue() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = eg_now() WHERE id = '%s'".formatted(grant));
  }

  private void consentAgain() {
    assertThat(changes.consented(home.consent(provider, grant, "s1", "11ff", Duration.ZERO)))
        .isPresent();
  }

  private void importAgain() {
    var consent = home.consent(provider, grant, "s1", UUID.randomUUID().toString(), DAY);
    var strays = new StrayLocationStore(Server.db());
    strays.add(consent.location());
    var imported =
        new AuditEvent(
            home.tenant,
            AuditEventType.TOKENS_IMPORTED,
            key,
            grant,
            provider.id(),
            new AttemptId(UUID.randomUUID()),
            true,
            "imported",
            Map.of());
    assertThat(new ImportStore(Server.db(), strays).keep(consent, null, imported, "n1"))
        .isPresent();
  }

  private Claim claimed() {
    var claims = journal.claimDue("n1", 10, Household.LEASE);
    assertThat(claims).extracting(Claim::grant).containsExactly(grant);
    return claims.getFirst();
  }

  private void end(Claim claim, String outcome) {
    assertThat(
            journal.end(
                claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, outcome)))
        .isTrue();
  }

  /** As the timer does. */
  private void tick() {
    assertThat(node.due.run()).isPositive();
    Until.holds(
        "all ended",
        PATIENCE,
        () ->
            Server.asSuperuser(
                    "SELECT FROM refresh_attempt WHERE open AND tenant_id = '%s'"
                        .formatted(home.tenant))
                .isEmpty());
  }

  private AttemptLine newest() {
    return grants.attempts(home.tenant, grant, 1).getFirst();
  }

  /** Newest first. */
  private List<AuditEntry> ended(int expected) {
    var ends =
        audit.search(home.tenant, Refreshes.about(grant)).stream()
            .filter(event -> event.type() == AuditEventType.REFRESH_ENDED)
            .toList();
    assertThat(ends).hasSize(expected);
    return ends;
  }
}
