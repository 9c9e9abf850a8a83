package io.evergrant.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.audit.ReadAudit;
import io.evergrant.usecase.bulk.Asked;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.grant.ActOnGrant;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.port.GrantActs.Ending;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TaskThreads;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the container's transactions begin and end. */
@ExtendWith(ArquillianExtension.class)
class TransactionsIT {
  @Inject private House house;
  @Inject private ActOnGrant acts;
  @Inject private ReadGrants grants;
  @Inject private ManageBulkActs bulk;
  @Inject private ReadAudit audit;
  @Inject private NetworkWatch watch;
  @Inject private Joining joining;
  @Inject private TaskThreads threads;
  @Inject private ReadProviders providers;
  @Resource private UserTransaction transaction;

  /** On any thread: an event is written with what it tells. */
  @Test
  void P01_what_a_request_a_task_or_a_timer_does_in_one_transaction_is_committed_together()
      throws Exception {
    assertThat(Set.copyOf(joining.each())).as("a request").hasSize(1);
    try (var tasks = threads.open()) {
      assertThat(Set.copyOf(tasks.submit(joining::each).get())).as("a task").hasSize(1);
    }
    Poll.until(() -> Ticking.SEEN, seen -> seen.size() >= 6);
    assertThat(Ticking.SEEN)
        .as("a timer, and a task that it handed in")
        .allSatisfy(seen -> assertThat(Set.copyOf(seen)).hasSize(1));
  }

  @Test
  void a_transaction_that_is_rolled_back_leaves_nothing() throws Exception {
    var admin = house.admin();
    transaction.begin();
    house.provider(admin.administers());
    assertThat(providers.list(admin)).hasSize(1);
    transaction.rollback();
    assertThat(providers.list(admin)).isEmpty();
  }

  @Test
  void a_commit_that_the_database_does_not_confirm_is_a_store_that_does_not_serve() {
    var admin = house.admin();
    var grant = house.grant(house.provider(admin.administers()), Duration.ofHours(1));
    Sql.whileNotCommitting(
        admin.administers(),
        () ->
            assertThatThrownBy(() -> acts.pause(Steward.of(admin), grant))
                .isInstanceOf(StoreUnavailable.class));
    assertThat(status(admin, grant)).isEqualTo(GrantStatus.ACTIVE);
    assertThat(lines(admin, grant, AuditEventType.GRANT_PAUSED)).isZero();
  }

  @Test
  void a_change_whose_line_in_the_log_is_refused_is_not_made() {
    var admin = house.admin();
    var grant = house.grant(house.provider(admin.administers()), Duration.ofHours(1));
    Sql.whileRefusing(
        "grant_paused",
        admin.administers(),
        () -> {
          assertThatThrownBy(() -> acts.pause(Steward.of(admin), grant))
              .hasStackTraceContaining("it_refuses");
          assertThat(status(admin, grant)).isEqualTo(GrantStatus.ACTIVE);
        });
    assertThat(lines(admin, grant, AuditEventType.GRANT_PAUSED)).isZero();
    assertThat(acts.pause(Steward.of(admin), grant)).isEqualTo(Ending.DONE);
    assertThat(status(admin, grant)).isEqualTo(GrantStatus.PAUSED);
    assertThat(lines(admin, grant, AuditEventType.GRANT_PAUSED)).isEqualTo(1);
  }

  @Test
  void what_an_act_on_many_grants_does_to_one_is_not_half_done_and_holds_up_no_other() {
    var admin = house.admin();
    var grant = house.grant(house.provider(admin.administers()), Duration.ofHours(1));
    Sql.whileRefusing(
        "grant_paused",
        admin.administers(),
        () -> {
          var asked = bulk.ask(Steward.of(admin), BulkKind.PAUSE, GrantFilter.ANY, null);
          var id = ((Asked.Done) asked).act().id();
          var ended =
              Poll.until(
                  () -> bulk.find(admin, id).orElseThrow(), found -> found.act().state().isOver());
          assertThat(ended.progress().results()).isEqualTo(Map.of(BulkResult.FAILED, 1L));
          assertThat(status(admin, grant)).isEqualTo(GrantStatus.ACTIVE);
        });
    assertThat(lines(admin, grant, AuditEventType.GRANT_PAUSED)).isZero();
  }

  @Test
  void no_transaction_is_open_while_the_network_is_used_and_the_timer_refreshes() {
    var admin = house.admin();
    var grant = house.grant(house.provider(admin.administers()), Duration.ZERO);
    var renewed = Poll.until(() -> find(admin, grant), TransactionsIT::isRefreshed);
    var attempt = renewed.attempts().getFirst();
    assertThat(attempt.trigger()).isEqualTo(Trigger.TIMER);
    assertThat(attempt.outcome()).isEqualTo("renewed");
    assertThat(renewed.grant().rotations()).isEqualTo(1);
    assertThat(DemoIssuer.requests(subject(renewed))).isEqualTo(1);
    assertThat(lines(admin, grant, AuditEventType.REFRESH_ENDED)).isEqualTo(1);
    assertThat(watch.of(admin.administers()))
        .extracting(NetworkWatch.Use::what)
        .contains("open", "refresh", "write");
    assertThat(watch.of(admin.administers())).noneMatch(NetworkWatch.Use::transactionOpen);
  }

  @Test
  void no_transaction_is_open_while_an_export_is_received() {
    var admin = house.admin();
    house.grant(house.provider(admin.administers()), Duration.ofHours(1));
    var everything = new AuditQuestion(null, null, null, null, null, null, null, 100);
    audit.export(
        admin, everything, "", entry -> watch.note("receive", admin.administers().toString()));
    assertThat(watch.of(admin.administers()))
        .filteredOn(use -> use.what().equals("receive"))
        .isNotEmpty()
        .noneMatch(NetworkWatch.Use::transactionOpen);
  }

  @Test
  void P01_a_refresh_whose_end_is_refused_is_not_half_committed_and_is_rolled_forward() {
    var admin = house.admin();
    var provider = house.provider(admin.administers());
    var made = new AtomicReference<GrantId>();
    Sql.whileRefusing(
        "refresh_ended", admin.administers(), () -> made.set(halfRefreshed(admin, provider)));
    var grant = made.get();
    // the lease of whoever died is over at once
    Sql.run(Sql.owner(), "UPDATE eg_clock SET shift = shift + interval '3 minutes'");
    var whole = Poll.until(() -> find(admin, grant), TransactionsIT::isRefreshed);
    assertThat(whole.attempts().getLast().outcome()).isEqualTo("renewed");
    assertThat(lines(admin, grant, AuditEventType.REFRESH_ENDED)).isEqualTo(1);
    assertThat(DemoIssuer.requests(subject(whole))).as("the provider was asked once").isEqualTo(1);
  }

  /** Asked and stored, but not ended: neither row nor line. */
  private GrantId halfRefreshed(Member admin, Provider provider) {
    var grant = house.grant(provider, Duration.ZERO);
    Poll.until(
        () -> watch.of(admin.administers()),
        uses -> uses.stream().anyMatch(use -> use.what().equals(WatchedJournal.REFUSED)));
    assertThat(DemoIssuer.requests(subject(find(admin, grant)))).isEqualTo(1);
    var half = find(admin, grant);
    assertThat(half.grant().kvVersion()).isEqualTo(1);
    assertThat(half.grant().rotations()).isZero();
    assertThat(half.attempts().getFirst().endedAt()).isNull();
    return grant;
  }

  private ReadGrants.InFull find(Member admin, GrantId grant) {
    return grants.find(admin, grant).orElseThrow();
  }

  /** The attempts are read before the grant, so both must tell of the end. */
  private static boolean isRefreshed(ReadGrants.InFull found) {
    return found.grant().kvVersion() == 2 && found.attempts().getLast().endedAt() != null;
  }

  private static String subject(ReadGrants.InFull found) {
    return Objects.requireNonNull(found.grant().subject());
  }

  private GrantStatus status(Member admin, GrantId grant) {
    return find(admin, grant).grant().status();
  }

  private long lines(Member admin, GrantId grant, AuditEventType type) {
    return audit
        .search(admin, new AuditQuestion(grant, null, type, null, null, null, null, 100))
        .size();
  }
}
