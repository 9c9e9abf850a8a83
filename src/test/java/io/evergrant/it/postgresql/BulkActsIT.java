package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.BulkActStore;
import io.evergrant.adapter.postgresql.BulkTurnStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.adapter.postgresql.SavedViewStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.adapter.postgresql.TenantPolicyStore;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.bulk.BulkState;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.usecase.bulk.Asked;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.port.ApiKeys;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acts on many grants as nodes work them off in PostgreSQL. */
class BulkActsIT {
  private final Household home = new Household();
  private final Provider mail = home.provider("Mail");
  private final Steward ada = new Steward(home.tenant, home.person(), null);
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final BulkActStore store = new BulkActStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final ManageBulkActs manage =
      new ManageBulkActs(store, new TenantPolicyStore(Server.db()), audit);
  private final BulkNode node = new BulkNode("n1");

  @AfterEach
  void clock() {
    Server.resetClock();
    // whatever a test left is no other test's
    Server.asSuperuser(
        "UPDATE bulk_act SET state = 'DONE', ended_at = eg_now() WHERE ended_at IS NULL");
    Server.asSuperuser(
        "UPDATE oauth_grant SET status = 'PAUSED', emptied_at = eg_now() WHERE tenant_id = '%s'"
            .formatted(home.tenant));
  }

  @Test
  void each_grant_is_paused_once_and_the_log_tells_of_the_act_and_of_each() {
    var all = some(mail, 3);
    var other = home.grant(home.provider("Files"), "else", Duration.ofHours(1));
    changes.pause(home.tenant, all.getFirst());
    var act = ask(BulkKind.PAUSE, GrantFilter.ANY.at(mail.id()));
    assertThat(act.grants()).as("one is paused already").isEqualTo(2);
    node.run();
    assertThat(statuses(all)).containsOnly(GrantStatus.PAUSED);
    assertThat(status(other)).isEqualTo(GrantStatus.ACTIVE);
    assertThat(found(act).state()).isEqualTo(BulkState.DONE);
    assertThat(progress(act).results()).isEqualTo(Map.of(BulkResult.DONE, 2L));
    assertThat(events(AuditEventType.GRANT_PAUSED))
        .hasSize(2)
        .allMatch(event -> home.adminEmail.equals(event.actor()));
    assertThat(events(AuditEventType.BULK_ACT_STARTED)).hasSize(1);
    assertThat(events(AuditEventType.BULK_ACT_ENDED).getFirst().details())
        .containsEntry("grants", "2")
        .containsEntry("done", "2")
        .containsEntry("state", "done");
    assertThat(node.run()).as("it is over").isZero();
  }

  @Test
  void where_a_node_died_another_goes_on_and_the_late_one_changes_nothing() {
    var all = some(mail, 7);
    var act = ask(BulkKind.PAUSE, GrantFilter.ANY);
    var dying = new BulkNode.Dying(3);
    assertThatThrownBy(() -> new BulkNode("n1", dying).run()).isInstanceOf(BulkNode.Killed.class);
    assertThat(progress(act).of(BulkResult.DONE)).isEqualTo(3);
    var second = new BulkNode("n2");
    assertThat(second.run()).as("leased").isZero();
    Server.shiftClock(Duration.ofSeconds(61));
    assertThat(dying.tryLate()).as("its lease is over").isFalse();
    assertThat(second.run()).isEqualTo(4);
    assertThat(dying.tryLate()).as("another has it").isFalse();
    assertThat(statuses(all)).containsOnly(GrantStatus.PAUSED);
    assertThat(progress(act).results()).isEqualTo(Map.of(BulkResult.DONE, 7L));
    assertThat(events(AuditEventType.GRANT_PAUSED)).hasSize(7);
    assertThat(events(AuditEventType.BULK_ACT_ENDED)).hasSize(1);
  }

  @Test
  void two_nodes_at_once_do_nothing_twice() throws Exception {
    some(mail, 40);
    for (var i = 0; i < 3; i++) {
      var act = ask(i == 1 ? BulkKind.RESUME : BulkKind.PAUSE, GrantFilter.ANY);
      Callable<Integer> one = () -> new BulkNode("n1").run();
      Callable<Integer> two = () -> new BulkNode("n2").run();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads
            .invokeAll(List.of(one, two))
            .forEach(ran -> assertThat(ran.resultNow()).isNotNegative());
      }
      node.run();
      assertThat(progress(act).results()).isEqualTo(Map.of(BulkResult.DONE, 40L));
      assertThat(found(act).state()).isEqualTo(BulkState.DONE);
    }
    assertThat(events(AuditEventType.GRANT_PAUSED)).hasSize(80);
    assertThat(events(AuditEventType.BULK_ACT_ENDED)).hasSize(3);
  }

  @Test
  void a_late_node_does_nothing_to_a_grant() {
    var all = some(mail, 2);
    ask(BulkKind.PAUSE, GrantFilter.ANY);
    var turns = new BulkTurnStore(Server.db());
    var late = turns.claim("n1", Duration.ofSeconds(60)).orElseThrow();
    Server.shiftClock(Duration.ofSeconds(61));
    assertThat(turns.hold(late, Duration.ofSeconds(60))).isFalse();
    var newer = turns.claim("n2", Duration.ofSeconds(60)).orElseThrow();
    assertThat(turns.hold(late, Duration.ofSeconds(60))).as("under its old fence").isFalse();
    assertThat(turns.endAct(late)).isFalse();
    turns.release(late, Duration.ZERO);
    assertThat(turns.hold(newer, Duration.ofSeconds(60))).isTrue();
    assertThat(statuses(all)).containsOnly(GrantStatus.ACTIVE);
  }

  @Test
  void all_are_ended_here_before_any_provider_is_asked_and_each_tells_what_it_said() {
    var files = home.provider("Files");
    var desk = home.provider("Desk");
    var away = home.provider("Away");
    node.answers.putAll(
        Map.of(
            files.id(), Revoked.NOT_OFFERED,
            desk.id(), Revoked.REFUSED,
            away.id(), Revoked.NOT_REACHED));
    some(mail, 2);
    some(files, 1);
    some(desk, 1);
    var distant = some(away, 2);
    var act = ask(BulkKind.REVOKE, GrantFilter.ANY);
    node.run();
    assertThat(grants.list(home.tenant, everything()))
        .allMatch(grant -> grant.status() == GrantStatus.REVOKED);
    assertThat(progress(act).results())
        .isEqualTo(
            Map.of(
                BulkResult.REVOKED_THERE, 2L,
                BulkResult.HERE_ONLY, 1L,
                BulkResult.REFUSED_THERE, 1L));
    assertThat(progress(act).underWay()).isEqualTo(2);
    assertThat(node.asked).as("of two at a provider that is away, one was tried").hasValue(5);
    assertThat(found(act).state()).isEqualTo(BulkState.RUNNING);
    node.answers.put(away.id(), Revoked.DONE);
    Server.shiftClock(Duration.ofSeconds(65));
    node.run();
    assertThat(progress(act).of(BulkResult.REVOKED_THERE)).isEqualTo(4);
    assertThat(found(act).state()).isEqualTo(BulkState.DONE);
    assertThat(lines(act)).extracting(BulkLine::grant).containsAll(distant);
    assertThat(events(AuditEventType.GRANT_REVOKED)).hasSize(6);
  }

  @Test
  void a_refresh_is_asked_for_as_many_as_a_provider_bears_and_not_while_it_rests() {
    var all = some(mail, 55);
    var act = ask(BulkKind.REFRESH, GrantFilter.ANY);
    Server.asSuperuser(
        "INSERT INTO provider_breaker (tenant_id, provider_id, failures, step, retry_at)"
            + " VALUES ('%s', '%s', 5, 1, eg_now() + interval '1 hour')"
                .formatted(home.tenant, mail.id()));
    node.run();
    assertThat(progress(act).waiting()).as("it rests").isEqualTo(55);
    Server.asSuperuser(
        "UPDATE provider_breaker SET step = 0, retry_at = NULL WHERE provider_id = '%s'"
            .formatted(mail.id()));
    Server.shiftClock(Duration.ofSeconds(1));
    node.run();
    assertThat(progress(act).underWay()).isEqualTo(50);
    assertThat(progress(act).waiting()).isEqualTo(5);
    var first = lines(act).getFirst().grant();
    var second = lines(act).get(1).grant();
    renew(first);
    lose(second);
    Server.shiftClock(Duration.ofSeconds(1));
    node.run();
    assertThat(progress(act).results())
        .isEqualTo(Map.of(BulkResult.DONE, 1L, BulkResult.NOT_REFRESHED, 1L));
    assertThat(lines(act).get(1).detail()).isEqualTo("consent_lost");
    Server.shiftClock(Duration.ofMinutes(16));
    node.run();
    assertThat(progress(act).of(BulkResult.STILL_DUE)).as("nobody waits for ever").isEqualTo(50);
    assertThat(all).hasSize(55);
  }

  @Test
  void P06_a_grant_that_lost_its_consent_meanwhile_is_left_alone() {
    var grant = some(mail, 1).getFirst();
    var act = ask(BulkKind.REFRESH, GrantFilter.ANY);
    lose(grant);
    node.run();
    assertThat(status(grant)).isEqualTo(GrantStatus.NEEDS_CONSENT);
    var line = lines(act).getFirst();
    assertThat(line.result()).isEqualTo(BulkResult.LEFT_ALONE);
    assertThat(line.detail()).isEqualTo("needs_consent");
  }

  @Test
  void what_is_cancelled_is_left_alone_and_what_had_begun_goes_on() {
    var all = some(mail, 5);
    var act = ask(BulkKind.PAUSE, GrantFilter.ANY);
    assertThatThrownBy(() -> new BulkNode("n1", new BulkNode.Dying(2)).run())
        .isInstanceOf(BulkNode.Killed.class);
    assertThat(manage.cancel(ada, act.id())).isTrue();
    assertThat(manage.cancel(ada, act.id())).as("once").isFalse();
    Server.shiftClock(Duration.ofSeconds(61));
    node.run();
    assertThat(statuses(all).stream().filter(GrantStatus.PAUSED::equals)).hasSize(2);
    assertThat(found(act).state()).isEqualTo(BulkState.CANCELLED);
    assertThat(progress(act).results())
        .isEqualTo(Map.of(BulkResult.DONE, 2L, BulkResult.CANCELLED, 3L));
    assertThat(events(AuditEventType.BULK_ACT_ENDED).getFirst().details())
        .containsEntry("state", "cancelled")
        .containsEntry("cancelled", "3");
  }

  @Test
  void what_was_looked_at_is_what_is_hit_or_nothing() {
    var all = some(mail, 3);
    var filter = GrantFilter.ANY.at(mail.id());
    var radius = manage.preview(ada, BulkKind.REVOKE, filter);
    assertThat(radius.hit()).isEqualTo(3);
    assertThat(radius.first()).hasSize(3);
    assertThat(radius.providers().getFirst().revocable()).isFalse();
    changes.revoke(home.tenant, all.getFirst());
    home.grant(mail, "newcomer", Duration.ofHours(1));
    assertThat(manage.preview(ada, BulkKind.REVOKE, filter).hit()).as("as many").isEqualTo(3);
    assertThat(manage.ask(ada, BulkKind.REVOKE, filter, radius.mark()))
        .isInstanceOf(Asked.Changed.class);
    assertThat(store.list(home.tenant, null, null, 10)).isEmpty();
    var now = manage.preview(ada, BulkKind.REVOKE, filter);
    assertThat(now.leftAlone()).isEqualTo(1);
    assertThat(manage.ask(ada, BulkKind.REVOKE, filter, now.mark())).isInstanceOf(Asked.Done.class);
  }

  @Test
  void a_scope_a_stretch_of_time_or_named_grants_are_found() {
    var all = some(mail, 4);
    Server.asSuperuser(
        "UPDATE oauth_grant SET scope_granted = 'mail calendar.read', consented_at ="
            + " '2026-01-31T08:00:00Z' WHERE id = '%s'".formatted(all.getFirst()));
    assertThat(hit("scope=calendar.read")).isEqualTo(1);
    assertThat(hit("scope=calendar")).isZero();
    assertThat(hit("from=2026-01-31T00%3A00%3A00Z&before=2026-02-01T00%3A00%3A00Z")).isEqualTo(1);
    assertThat(hit("before=2026-01-31T08%3A00%3A00Z")).isZero();
    assertThat(hit("grant=" + all.get(1) + "&grant=" + all.get(2))).isEqualTo(2);
  }

  private long hit(String question) {
    var filter = GrantFilterReader.parse(question);
    return manage.preview(ada, BulkKind.PAUSE, filter).hit();
  }

  @Test
  void the_database_and_the_code_agree_on_who_is_hit() {
    var one = some(mail, 1).getFirst();
    for (var status : GrantStatus.values()) {
      var unproved = status == GrantStatus.UNPROVED;
      Server.asSuperuser(
          "UPDATE oauth_grant SET unproved = %s, status = '%s', revoked_at = %s WHERE id = '%s'"
              .formatted(
                  unproved,
                  unproved ? GrantStatus.ACTIVE : status,
                  status == GrantStatus.REVOKED ? "eg_now()" : "NULL",
                  one));
      for (var kind : BulkKind.values()) {
        assertThat(manage.preview(ada, kind, GrantFilter.ANY).hit())
            .as(kind + " " + status)
            .isEqualTo(kind.hits(status) ? 1 : 0);
      }
    }
  }

  @Test
  void whoever_has_seen_a_keys_secret_is_no_second_admin_of_what_it_asks_for() {
    Server.asSuperuser(
        "UPDATE tenant SET second_for_revoke = true WHERE id = '%s'".formatted(home.tenant));
    var second = admin("second");
    var third = admin("third");
    var keys = new ApiKeyStore(Server.db());
    var key = new Actor.ApiKey(key(keys, "worker"), "worker");
    keys.knownTo(home.tenant, key.id(), home.person());
    var made = new Actor.ApiKey(key(keys, "made by the other"), "made by the other");
    keys.knownTo(home.tenant, made.id(), key);
    some(mail, 2);
    var act = ask(key);
    assertThat(act.isOf(home.admin)).isTrue();
    assertThat(act.isOf(second)).isFalse();
    // whoever gives the key another secret has seen that one
    keys.knownTo(home.tenant, key.id(), new Actor.Person(second, "second@acme.example"));
    for (var one : List.of(act, ask(made))) {
      assertThat(store.decide(home.tenant, one.id(), home.admin, true)).isFalse();
    }
    assertThat(found(act).isOf(second)).isTrue();
    assertThat(store.decide(home.tenant, act.id(), second, true)).isFalse();
    assertThat(store.decide(home.tenant, act.id(), third, true)).isTrue();
  }

  private BulkAct ask(Actor.ApiKey key) {
    return ask(new Steward(home.tenant, key, null), BulkKind.REVOKE, GrantFilter.ANY);
  }

  private ApiKeyId key(ApiKeyStore keys, String name) {
    var id = new ApiKeyId(UUID.randomUUID());
    var fresh =
        new ApiKeys.Fresh(id, home.tenant, name, Set.of(ApiScope.MANAGE), null, List.of(), null);
    assertThat(keys.insert(fresh, new ApiKeys.Hashed("hash-" + id, "abcd"))).isTrue();
    return id;
  }

  private MemberId admin(String name) {
    var id = new MemberId(UUID.randomUUID());
    Sql.run(
        Server::connect,
        "SELECT eg_create_member('%s', '%s', '%s@%s.example', '%s', 'ADMIN', 'hash-of-%s')"
            .formatted(id, home.tenant, name, home.tenant, name, id));
    return id;
  }

  @Test
  void a_second_admin_lets_it_begin_and_nobody_an_own_one() {
    Server.asSuperuser(
        "UPDATE tenant SET second_for_revoke = true WHERE id = '%s'".formatted(home.tenant));
    var second = admin("second");
    var all = some(mail, 2);
    var act = ask(BulkKind.REVOKE, GrantFilter.ANY);
    node.run();
    assertThat(statuses(all)).containsOnly(GrantStatus.ACTIVE);
    assertThat(store.decide(home.tenant, act.id(), home.admin, true)).isFalse();
    assertThatThrownBy(
            () ->
                Server.asRuntimeRole(
                    home.tenant,
                    "UPDATE bulk_act SET decided_by = asked_by, decided_at = eg_now()"))
        .hasMessageContaining("bulk_act_second_person");
    var late = ask(BulkKind.REVOKE, GrantFilter.ANY);
    var refused = ask(BulkKind.REVOKE, GrantFilter.ANY);
    assertThat(store.decide(home.tenant, refused.id(), second, false)).isTrue();
    assertThat(progress(refused).results()).isEqualTo(Map.of(BulkResult.CANCELLED, 2L));
    assertThat(store.decide(home.tenant, act.id(), second, true)).isTrue();
    node.run();
    assertThat(statuses(all)).containsOnly(GrantStatus.REVOKED);
    assertThat(found(act).decider()).isEqualTo("second@" + home.tenant + ".example");
    Server.shiftClock(Duration.ofHours(25));
    assertThat(store.decide(home.tenant, late.id(), second, true)).as("a day is over").isFalse();
    assertThat(found(late).state()).isEqualTo(BulkState.ENDED);
    assertThat(store.underWay(home.tenant)).isZero();
    Server.shiftClock(Duration.ofDays(91));
    assertThat(new SweepStore(Server.db()).bulkActs(Duration.ofDays(90))).isPositive();
    assertThat(store.find(home.tenant, act.id())).isEmpty();
  }

  @Test
  void a_view_is_kept_under_its_name() {
    var views = new SavedViewStore(Server.db());
    assertThat(views.save(home.tenant, "Broken", "status=needs_consent", "ada", 2)).isTrue();
    assertThat(views.save(home.tenant, "Broken", "status=needs_review", "bo", 2)).isTrue();
    assertThat(views.save(home.tenant, "all of them", "", "bo", 2)).isTrue();
    assertThat(views.save(home.tenant, "One more", "q=x", "bo", 2)).as("too many").isFalse();
    var kept = views.list(home.tenant);
    assertThat(kept).extracting(view -> view.name()).containsExactly("all of them", "Broken");
    assertThat(kept.getLast().question()).isEqualTo("status=needs_review");
    assertThat(views.remove(home.tenant, kept.getFirst().id())).isPresent();
    assertThat(views.list(home.tenant)).hasSize(1);
  }

  private List<GrantId> some(Provider provider, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> home.grant(provider, "a" + n, Duration.ofHours(1)))
        .toList();
  }

  private BulkAct ask(BulkKind kind, GrantFilter filter) {
    return ask(ada, kind, filter);
  }

  private BulkAct ask(Steward by, BulkKind kind, GrantFilter filter) {
    var mark = kind.isForGood() ? manage.preview(by, kind, filter).mark() : null;
    return ((Asked.Done) manage.ask(by, kind, filter, mark)).act();
  }

  private void renew(GrantId grant) {
    var claim = Refreshes.claim(home, grant);
    new RefreshJournalStore(Server.db())
        .end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
  }

  private void lose(GrantId grant) {
    var claim = Refreshes.claim(home, grant);
    new RefreshJournalStore(Server.db())
        .end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost"));
  }

  private BulkAct found(BulkAct act) {
    return store.find(home.tenant, act.id()).orElseThrow();
  }

  private BulkProgress progress(BulkAct act) {
    return store.progress(home.tenant, act.id());
  }

  private List<BulkLine> lines(BulkAct act) {
    return store.lines(home.tenant, act.id(), 0, 100);
  }

  private List<GrantStatus> statuses(List<GrantId> all) {
    return all.stream().map(this::status).toList();
  }

  private GrantStatus status(GrantId grant) {
    return grants.find(home.tenant, grant).orElseThrow().status();
  }

  private List<AuditEntry> events(AuditEventType type) {
    return audit.search(
        home.tenant, new AuditQuestion(null, null, type, null, null, null, null, 200));
  }

  private static GrantQuestion everything() {
    return new GrantQuestion(null, null, null, null, 100);
  }
}
