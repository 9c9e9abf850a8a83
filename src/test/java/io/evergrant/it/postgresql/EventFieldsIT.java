package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.adapter.postgresql.RemovalStore;
import io.evergrant.adapter.postgresql.RetentionStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.EventFields;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.audit.RecordRemoval;
import io.evergrant.usecase.audit.RemoveOldEvents;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What SQL writes into the log passes no check of {@code AuditEvent}: so the database is asked
 * whether each fact in it is one of the catalogue.
 */
class EventFieldsIT {
  private static final Duration DAY = Duration.ofDays(1);

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "a");
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void whatever_sql_writes_into_the_log_is_in_the_catalogue() {
    anAttemptThatAConsentSuperseded();
    anExchangeThatACrashLeft();
    aProviderThatFailsAndAnswers();
    anEscrowThatIsDestroyed();
    eventsThatAreOld();
    var found = found();
    assertThat(found)
        .containsKeys(
            AuditEventType.REFRESH_ENDED,
            AuditEventType.CONSENT_ENDED,
            AuditEventType.PROVIDER_RESTS,
            AuditEventType.PROVIDER_ANSWERS,
            AuditEventType.ESCROW_DESTROYED,
            AuditEventType.AUDIT_REMOVED);
    assertThat(found)
        .allSatisfy(
            (type, names) ->
                assertThat(names)
                    .as(type.code())
                    .allMatch(name -> EventFields.has(type, name), "is in the catalogue"));
  }

  private void anAttemptThatAConsentSuperseded() {
    Refreshes.claim(home, grant);
    new GrantChangeStore(Server.db())
        .consented(home.consent(provider, grant, "a", "0202", Duration.ZERO));
  }

  private void anExchangeThatACrashLeft() {
    journal.beginExchange(home.tenant, provider.id(), grant, home.person(), "n1");
    Server.shiftClock(Duration.ofMinutes(11));
    assertThat(journal.abandonExchanges(Duration.ofMinutes(10))).isNotEmpty();
  }

  private void aProviderThatFailsAndAnswers() {
    var mail = home.provider("Failing mail");
    for (var i = 0; i < 2; i++) {
      var claim = Refreshes.claim(home, home.grant(mail, "b" + i));
      journal.end(claim, Refreshes.away(), Refreshes.event(claim, "deferred"));
    }
    var claim = Refreshes.claim(home, home.grant(mail, "c"));
    journal.end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
  }

  private void anEscrowThatIsDestroyed() {
    var escrow = new EscrowStore(Server.db());
    var kept = Refreshes.claim(home, grant);
    escrow.keep(home.tenant, kept, new EscrowSeal.Sealed("key", "text"));
    journal.end(kept, Refreshes.deferred("dns"), Refreshes.event(kept, "deferred"));
    escrow.undrained(10_000).stream()
        .filter(one -> one.location().grant().equals(grant))
        .forEach(escrow::superseded);
    Server.shiftClock(Duration.ofMinutes(5));
    var claim = Refreshes.claim(home, grant);
    journal.end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
    new SweepStore(Server.db()).escrows("n1", DAY);
  }

  private void eventsThatAreOld() {
    var vault = new RealVault();
    var chain = new Chain("n1", vault.signer, null);
    var old = new Household();
    OldEvents.append(old, 5, "4 months");
    OldEvents.sign(old, chain);
    assertThat(new RetentionStore(Server.db()).save(old.tenant, null, 1)).isTrue();
    Server.shiftClock(Duration.ofDays(7).plusMinutes(1));
    var log = new LinkedLogStore(Server.db());
    var portal = new PortalSettings("n1", URI.create("http://localhost:8080"));
    var record = new RecordRemoval(new RemovalStore(Server.db()), log, portal);
    assertThat(new RemoveOldEvents(record, log, vault.signer).run()).isPositive();
  }

  /** Of every tenant of every test: events of the types that SQL writes. */
  private static Map<AuditEventType, Set<String>> found() {
    var found = new TreeMap<AuditEventType, Set<String>>();
    for (var row :
        Server.asSuperuser(
            """
            SELECT DISTINCT upper(type), jsonb_object_keys(details)
            FROM audit_event
            WHERE type IN ('refresh_ended', 'consent_ended', 'provider_rests', 'provider_answers', 'escrow_destroyed',
                           'audit_removed')
              AND jsonb_typeof(details) = 'object'
            """)) {
      found
          .computeIfAbsent(
              AuditEventType.valueOf(String.valueOf(row.get(0))), type -> new TreeSet<>())
          .add(String.valueOf(row.get(1)));
    }
    return found;
  }
}
