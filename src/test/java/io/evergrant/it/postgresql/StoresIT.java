package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.DatabaseCanary;
import io.evergrant.adapter.postgresql.DatabaseProbe;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.usecase.port.RefreshJournal.Exchange;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoresIT {
  private final Household home = new Household();
  private final ProviderStore providers = new ProviderStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());

  @Test
  void a_provider_comes_back_as_it_went() {
    var provider = home.provider("Mail");
    assertThat(providers.find(home.tenant, provider.id())).contains(provider);
    assertThat(providers.list(home.tenant)).containsExactly(provider);
  }

  @Test
  void a_name_is_given_once_whatever_its_case() {
    home.provider("Mail");
    var other = home.provider("Calendar");
    assertThat(providers.insert(home.unsaved("mAIL"))).isFalse();
    assertThat(providers.update(renamed(other, "MAIL"))).isFalse();
    assertThat(new ProviderStore(Server.db()).insert(new Household().unsaved("Mail"))).isTrue();
  }

  @Test
  void an_update_of_an_older_version_changes_nothing() {
    var provider = home.provider("Mail");
    assertThat(providers.update(renamed(provider, "Post"))).isTrue();
    assertThat(providers.update(renamed(provider, "Letters"))).isFalse();
    var now = providers.find(home.tenant, provider.id()).orElseThrow();
    assertThat(now.name()).isEqualTo("Post");
    assertThat(now.version()).isEqualTo(provider.version() + 1);
  }

  @Test
  void pausing_a_provider_says_whether_it_changed_anything() {
    var provider = home.provider("Mail");
    assertThat(
            providers.setStatus(home.tenant, provider.id(), ProviderStatus.PAUSED, "by a person"))
        .isTrue();
    assertThat(providers.setStatus(home.tenant, provider.id(), ProviderStatus.PAUSED, "once more"))
        .isFalse();
    assertThat(providers.find(home.tenant, provider.id()).orElseThrow().statusReason())
        .isEqualTo("by a person");
  }

  @Test
  void a_consent_makes_a_grant_and_a_second_one_moves_it() {
    var provider = home.provider("Mail");
    var id = new GrantId(UUID.randomUUID());
    var first = home.consent(provider, id, "sub", "01", Duration.ofHours(1));
    assertThat(changes.consented(first)).isEmpty();
    var second = home.consent(provider, id, "sub", "02", Duration.ofHours(1));
    assertThat(changes.consented(second)).contains(first.location());
    var grant = grants.findBySubject(home.tenant, provider.id(), "sub").orElseThrow();
    assertThat(grant.id()).isEqualTo(id);
    assertThat(grant.status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(grant.providerName()).isEqualTo("Mail");
    assertThat(grant.scopeAsked()).isEqualTo(first.scopeAsked());
    assertThat(grant.scopeGranted()).isEqualTo(first.scopeGranted());
    assertThat(grants.find(home.tenant, id)).contains(grant);
  }

  @Test
  void grants_are_paged_by_account_whatever_its_case() {
    var provider = home.provider("Mail");
    for (var subject : new String[] {"b", "A", "ä", "C", "a"}) {
      home.grant(provider, subject);
    }
    var names = new ArrayList<String>();
    GrantQuestion.After after = null;
    do {
      var page = grants.list(home.tenant, new GrantQuestion(null, null, null, after, 2));
      page.forEach(grant -> names.add(grant.account()));
      after =
          page.isEmpty()
              ? null
              : new GrantQuestion.After(page.getLast().account(), page.getLast().id());
    } while (after != null);
    assertThat(names).hasSize(5).doesNotHaveDuplicates();
    assertThat(names.subList(0, 2))
        .containsExactlyInAnyOrder("A@accounts.example", "a@accounts.example");
    assertThat(names.subList(2, 5))
        .containsExactly("b@accounts.example", "C@accounts.example", "ä@accounts.example");
  }

  @Test
  void grants_are_found_by_a_part_of_their_names_taken_literally() {
    var provider = home.provider("Mail");
    var odd = home.grant(provider, "50%_Off");
    home.grant(provider, "5000 Off");
    assertThat(found(new GrantQuestion("50%_oFF", null, null, null, 10))).containsExactly(odd);
    assertThat(found(new GrantQuestion("off", GrantStatus.ACTIVE, provider.id(), null, 10)))
        .hasSize(2);
    assertThat(found(new GrantQuestion(null, GrantStatus.PAUSED, null, null, 10))).isEmpty();
  }

  @Test
  void grants_are_counted_by_provider() {
    var mail = home.provider("Mail");
    var calendar = home.provider("Calendar");
    home.grant(mail, "a");
    changes.pause(home.tenant, home.grant(mail, "b"));
    home.grant(calendar, "c");
    assertThat(grants.countByProvider(home.tenant))
        .isEqualTo(Map.of(mail.id(), 2L, calendar.id(), 1L));
  }

  @Test
  void pausing_resuming_and_retrying_answer_whether_they_applied() {
    var grant = home.grant(home.provider("Mail"), "a", Duration.ofHours(1));
    assertThat(changes.resume(home.tenant, grant)).isFalse();
    assertThat(changes.pause(home.tenant, grant)).isTrue();
    assertThat(changes.pause(home.tenant, grant)).isFalse();
    assertThat(changes.retryNow(home.tenant, grant, home.person())).isFalse();
    assertThat(changes.resume(home.tenant, grant)).isTrue();
    assertThat(changes.retryNow(home.tenant, grant, home.person())).isTrue();
    assertThat(grants.find(home.tenant, grant).orElseThrow().dueAt())
        .isBefore(Instant.now().plusSeconds(60));
  }

  @Test
  void a_refresh_is_seen_in_the_grant_its_timeline_and_the_log() {
    var provider = home.provider("Mail");
    var grant = home.grant(provider, "a");
    var claim = Refreshes.claim(home, grant);
    assertThat(journal.markSent(claim, Household.LEASE)).isEqualTo(Mark.SENT);
    var end = Instant.parse("2030-01-01T00:00:00Z");
    var stored = new Stored(2, 3, new Fingerprint("f1"), true, "openid", end, null);
    assertThat(journal.end(claim, Refreshes.renewed(stored), Refreshes.event(claim, "renewed")))
        .isTrue();

    var row = grants.find(home.tenant, grant).orElseThrow();
    assertThat(row.kvVersion()).isEqualTo(2);
    assertThat(row.keyVersion()).isEqualTo(3);
    assertThat(row.expiresAt()).isEqualTo(end);
    assertThat(row.refreshes()).isEqualTo(1);
    assertThat(row.rotations()).isEqualTo(1);
    assertThat(row.lastOutcome()).isEqualTo("renewed");
    assertThat(row.lastProof()).isEqualTo("stored");
    var line = grants.attempts(home.tenant, grant, 10).getFirst();
    assertThat(line.id()).isEqualTo(claim.attempt());
    assertThat(line.sentAt()).isAfterOrEqualTo(line.startedAt());
    assertThat(line.endedAt()).isAfterOrEqualTo(line.sentAt());
    assertThat(line.said()).isEqualTo(Refreshes.SAID);
    var entry = audit.search(home.tenant, Refreshes.about(grant)).getFirst();
    assertThat(entry.attempt()).isEqualTo(claim.attempt());
    assertThat(entry.outcome()).isEqualTo("renewed");
    assertThat(entry.account()).isEqualTo("a@accounts.example");
    assertThat(entry.providerName()).isEqualTo("Mail");
    assertThat(audit.find(home.tenant, entry.number())).contains(entry);
  }

  @Test
  void a_code_exchange_is_an_attempt_with_one_end() {
    var provider = home.provider("Mail");
    var attempt = journal.beginExchange(home.tenant, provider.id(), null, home.person(), "n1");
    var grant = home.grant(provider, "a");
    var said = new ProviderSaid(200, null, null, Duration.ofMillis(7));
    var exchange = new Exchange("renewed", "connected", said);
    var event =
        new AuditEvent(
            home.tenant,
            AuditEventType.CONSENT_ENDED,
            home.person(),
            grant,
            provider.id(),
            attempt,
            true,
            "renewed",
            Map.of());
    assertThat(journal.endExchange(home.tenant, attempt, grant, exchange, event)).isTrue();
    assertThat(journal.endExchange(home.tenant, attempt, grant, exchange, event)).isFalse();
    var line = grants.attempts(home.tenant, grant, 10).getFirst();
    assertThat(line.actor()).isEqualTo(home.adminEmail);
    assertThat(line.cause()).isEqualTo("connected");
    assertThat(line.proof()).isEqualTo("stored");
    assertThat(grants.find(home.tenant, grant).orElseThrow().lastProof()).isEqualTo("stored");
    assertThat(audit.search(home.tenant, Refreshes.about(grant))).hasSize(1);
  }

  @Test
  void the_log_is_searched_by_each_filter_and_paged_backwards() {
    var provider = home.provider("Mail");
    for (var i = 0; i < 5; i++) {
      audit.append(
          AuditEvent.about(
              home.tenant,
              i == 0 ? AuditEventType.PROVIDER_RESTS : AuditEventType.PROVIDER_ANSWERS,
              home.person(),
              provider.id(),
              Map.of("failures", Integer.toString(i))));
    }
    var all = new AuditQuestion(null, provider.id(), null, null, null, null, null, 10);
    var entries = audit.search(home.tenant, all);
    assertThat(entries)
        .extracting(e -> e.details().get("failures"))
        .containsExactly("4", "3", "2", "1", "0");
    assertThat(entries).allMatch(e -> e.actor().equals(home.adminEmail));
    assertThat(audit.search(home.tenant, all.page(entries.get(2).number(), 10))).hasSize(2);
    var rests =
        new AuditQuestion(null, null, AuditEventType.PROVIDER_RESTS, null, null, null, null, 10);
    assertThat(audit.search(home.tenant, rests)).containsExactly(entries.getLast());
    var until = new AuditQuestion(null, null, null, null, null, entries.get(1).at(), null, 10);
    assertThat(audit.search(home.tenant, until))
        .doesNotContain(entries.get(1))
        .contains(entries.get(2));
    var from = new AuditQuestion(null, null, null, null, entries.get(1).at(), null, null, 10);
    assertThat(audit.search(home.tenant, from)).containsExactly(entries.get(0), entries.get(1));
    var outcome = new AuditQuestion(null, null, null, "unknown", null, null, null, 10);
    assertThat(audit.search(home.tenant, outcome)).isEmpty();
  }

  @Test
  void the_whole_log_is_handed_over_page_by_page() {
    Server.asRuntimeRole(
        home.tenant,
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
        SELECT eg_tenant(), 'signed_in', 'anonymous', false, '{}'
        FROM generate_series(1, 2345)
        """);
    var numbers = new ArrayList<Long>();
    var all = new AuditQuestion(null, null, null, null, null, null, null, Integer.MAX_VALUE);
    audit.stream(home.tenant, all, entry -> numbers.add(entry.number()));
    assertThat(numbers).hasSize(2_345).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    numbers.clear();
    audit.stream(home.tenant, all.page(null, 1_500), entry -> numbers.add(entry.number()));
    assertThat(numbers).hasSize(1_500);
  }

  @Test
  void the_database_is_seen_to_write_and_to_serve() {
    new DatabaseCanary(Server.db()).write("n1");
    new DatabaseCanary(Server.db()).write("n1");
    new DatabaseProbe(Server.db()).check();
    assertThat(Server.asSuperuser("SELECT number FROM audit_event WHERE type = 'canary'"))
        .as("the event is taken back")
        .isEmpty();
  }

  @Test
  void P02_a_log_that_takes_no_event_is_seen_before_a_request_goes_out() {
    Server.asSuperuser(
        """
        CREATE FUNCTION log_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.actor_name = 'full' THEN
            RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full';
          END IF;
          RETURN NEW;
        END $$
        """);
    Server.asSuperuser(
        "CREATE TRIGGER full_log BEFORE INSERT ON audit_event"
            + " FOR EACH ROW EXECUTE FUNCTION log_is_full()");
    try {
      var canary = new DatabaseCanary(Server.db());
      assertThatThrownBy(() -> canary.write("full")).isInstanceOf(StoreUnavailable.class);
      canary.write("n1");
    } finally {
      Server.asSuperuser("DROP FUNCTION log_is_full CASCADE");
    }
  }

  private List<GrantId> found(GrantQuestion question) {
    return grants.list(home.tenant, question).stream().map(grant -> grant.id()).toList();
  }

  private static Provider renamed(Provider provider, String name) {
    return SomeProvider.like(provider).name(name).provider();
  }
}
