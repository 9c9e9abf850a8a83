package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditChainStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.OverviewStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.overview.OutcomeKind;
import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.overview.Stand;
import io.evergrant.domain.overview.Tally;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an overview counts, and what it costs. */
class OverviewIT {
  private static final int MANY = 5_000;

  private final Household home = new Household();
  private final Provider mail = home.provider("Mail");
  private final OverviewStore overviews = new OverviewStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());

  @Test
  void each_grant_is_counted_once_and_what_needs_a_person_is_dated() {
    home.grant(mail, "well", Duration.ofHours(1));
    changes.pause(home.tenant, home.grant(mail, "paused"));
    set(home.grant(mail, "imported", Duration.ofHours(1)), "unproved = true");
    set(home.grant(mail, "failing", Duration.ofHours(1)), "failures = 3");
    var lost = home.grant(mail, "lost");
    var claim = Refreshes.claim(home, lost);
    journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost"));
    var seen = read();
    assertThat(seen.total()).isEqualTo(5);
    assertThat(seen.count(GrantStatus.ACTIVE)).isEqualTo(2);
    assertThat(seen.count(GrantStatus.PAUSED)).isEqualTo(1);
    assertThat(seen.count(GrantStatus.UNPROVED)).isEqualTo(1);
    var told = grants.find(home.tenant, lost).orElseThrow();
    assertThat(seen.stands())
        .contains(
            new Stand(
                mail.id(), GrantStatus.NEEDS_CONSENT, "revoked", 1, told.lastOutcomeAt(), lost));
    assertThat(listed(GrantStatus.NEEDS_CONSENT, "revoked")).containsExactly(lost);
    assertThat(listed(GrantStatus.NEEDS_CONSENT, "reused")).isEmpty();
    assertThat(listed(GrantStatus.ACTIVE, null)).hasSize(2);
    assertThat(listed(GrantStatus.UNPROVED, null)).hasSize(1);
  }

  @Test
  void an_end_counts_that_no_refresh_moves_and_one_that_a_refresh_would_where_it_does_not_come() {
    limits(mail, Duration.ofDays(4), Duration.ofDays(365));
    var well = home.grant(mail, "refreshed in time", Duration.ofHours(1));
    var old = home.grant(mail, "consented long ago", Duration.ofHours(1));
    set(old, "consented_at = eg_now() - interval '340 days', last_success_at = eg_now()");
    var fixed = home.grant(mail, "told a fixed end", Duration.ofHours(1));
    set(fixed, "refresh_expires_at = eg_now() + interval '3 days', refresh_end_slides = false");
    var sliding = home.grant(mail, "told a sliding end", Duration.ofHours(1));
    set(sliding, "refresh_expires_at = eg_now() + interval '3 days', refresh_end_slides = true");
    var paused = home.grant(mail, "paused");
    changes.pause(home.tenant, paused);
    var failing = home.grant(mail, "fails for long", Duration.ofHours(1));
    set(failing, "failures = 9, last_success_at = eg_now() - interval '3 days'");
    var shaky = home.grant(mail, "failed once", Duration.ofHours(1));
    set(shaky, "failures = 1, last_success_at = eg_now() - interval '1 hour'");
    var dead = home.grant(mail, "dead already");
    set(dead, "status = 'NEEDS_CONSENT', consented_at = eg_now() - interval '364 days'");

    assertThat(ending(Duration.ofDays(7))).containsExactlyInAnyOrder(fixed, paused, failing);
    assertThat(ending(Duration.ofDays(30))).containsExactlyInAnyOrder(old, fixed, paused, failing);
    var ends = read().ends().getFirst();
    assertThat(ends.week()).isEqualTo(3);
    assertThat(ends.month()).isEqualTo(4);
    assertThat(ends.first()).isBefore(Instant.now().plus(Duration.ofDays(2)));

    new ProviderStore(Server.db())
        .setStatus(home.tenant, mail.id(), ProviderStatus.PAUSED, "paused_by_person");
    assertThat(ending(Duration.ofDays(7)))
        .as("nothing moves any end at a provider that is paused")
        .contains(well, sliding, shaky)
        .doesNotContain(dead);
    assertThat(read().pulses().getFirst().isPaused()).isTrue();
  }

  @Test
  void whether_a_reported_end_moves_is_seen_at_a_refresh() {
    var fixed = home.grant(mail, "fixed");
    var sliding = home.grant(mail, "sliding");
    var end = Instant.parse("2030-01-01T00:00:00Z");
    for (var grant : List.of(fixed, sliding)) {
      set(
          grant,
          "refresh_expires_at = '%s', consented_at = eg_now() - interval '2 hours'".formatted(end));
    }
    refreshed(fixed, end.plusSeconds(2));
    refreshed(sliding, end.plusSeconds(7_200));
    assertThat(slides(fixed)).isEqualTo("f");
    assertThat(slides(sliding)).isEqualTo("t");
    changes.consented(home.consent(mail, fixed, "fixed", "0a", Duration.ZERO));
    assertThat(slides(fixed)).as("a new consent begins anew").isNull();
  }

  @Test
  void P10_a_token_that_never_changed_is_counted_and_found_while_it_is_kept() {
    home.grant(mail, "not refreshed yet");
    var never = seen("never changed", "refreshes = 3");
    var sometimes = seen("changed once", "refreshes = 3, rotations = 1");
    var always = seen("changed each time", "refreshes = 3, rotations = 3");
    var waits = seen("waits for consent", "refreshes = 9, status = 'NEEDS_CONSENT'");
    var revoked = seen("revoked", "refreshes = 3, status = 'REVOKED', due_at = NULL");
    var other = home.provider("Other");
    var there = home.grant(other, "elsewhere", Duration.ofHours(1));
    set(there, "refreshes = 1");

    assertThat(listed(Rotation.NEVER)).containsExactlyInAnyOrder(never, waits, there);
    assertThat(listed(Rotation.SOMETIMES)).containsExactly(sometimes);
    assertThat(listed(Rotation.ALWAYS)).containsExactly(always);
    assertThat(listed(Rotation.NOT_SEEN)).hasSize(1).doesNotContain(revoked);
    assertThat(read().longLived()).isEqualTo(Map.of(mail.id(), 2L, other.id(), 1L));
    assertThat(read().countLongLived()).isEqualTo(3);
    assertThat(grants.countLongLived(home.tenant, mail.id())).isEqualTo(2);
  }

  private GrantId seen(String account, String what) {
    var grant = home.grant(mail, account, Duration.ofHours(1));
    set(grant, what);
    return grant;
  }

  private List<GrantId> listed(Rotation rotation) {
    var filter =
        new GrantFilter(null, null, null, null, null, null, null, null, rotation, null, List.of());
    return found(new GrantQuestion(filter, null, 100));
  }

  @Test
  void a_grant_that_waits_makes_its_provider_late() {
    home.grant(mail, "due later", Duration.ofHours(1));
    assertThat(read().lag()).isZero();
    set(home.grant(mail, "due long ago"), "due_at = eg_now() - interval '10 minutes'");
    set(home.grant(mail, "just due"), "due_at = eg_now() - interval '10 seconds'");
    var pulse = read().pulses().getFirst();
    assertThat(pulse.late()).isEqualTo(1);
    assertThat(pulse.lag()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void each_outcome_is_counted_once_in_its_hour() {
    end(home.grant(mail, "a"), "renewed");
    end(home.grant(mail, "b"), "renewed");
    end(home.grant(mail, "c"), "deferred");
    count();
    count();
    assertThat(hours()).isEqualTo(Map.of(OutcomeKind.RENEWED, 2L, OutcomeKind.OPEN, 1L));
    end(home.grant(mail, "d"), "renewed");
    new AuditStore(Server.db())
        .append(
            AuditEvent.about(
                home.tenant, AuditEventType.PROVIDER_RESUMED, home.person(), mail.id(), Map.of()));
    count();
    assertThat(hours()).isEqualTo(Map.of(OutcomeKind.RENEWED, 3L, OutcomeKind.OPEN, 1L));
    assertThat(read().days().stream().mapToLong(Tally::attempts).sum()).isEqualTo(4);
  }

  /** Numbers are given out before the commit: what comes to light late must not be passed over. */
  @Test
  void an_outcome_that_is_committed_late_is_counted_too() throws SQLException {
    count();
    try (var slow = Server.postgres().superuser("evergrant")) {
      slow.setAutoCommit(false);
      try (var statement = slow.createStatement()) {
        statement.execute(
            """
            INSERT INTO audit_event (tenant_id, type, actor_kind, provider_id, attempt_id, terminal, outcome, details)
            VALUES ('%s', 'refresh_ended', 'timer', '%s', '%s', true, 'renewed', '{}')
            """
                .formatted(home.tenant, mail.id(), UUID.randomUUID()));
      }
      end(home.grant(mail, "meanwhile"), "deferred");
      count();
      assertThat(hours()).doesNotContainKey(OutcomeKind.RENEWED);
      slow.commit();
    }
    count();
    assertThat(hours()).isEqualTo(Map.of(OutcomeKind.RENEWED, 1L, OutcomeKind.OPEN, 1L));
  }

  /** Pages of the table, as PostgreSQL counts them: every grant looked at would be hundreds. */
  @Test
  void thousands_that_are_well_are_counted_without_being_looked_at() {
    limits(mail, Duration.ofDays(30), Duration.ofDays(365));
    byItself(false);
    try {
      many();
      var before = pages();
      assertThat(read().count(GrantStatus.ACTIVE)).isEqualTo(MANY);
      assertThat(read().countLongLived()).isEqualTo(MANY);
      assertThat(grants.countLongLived(home.tenant, mail.id())).isEqualTo(MANY);
      var read = pages() - before;
      assertThat(read).isLessThan(100);
      var listed = pages();
      assertThat(listed(GrantStatus.NEEDS_CONSENT, null)).isEmpty();
      assertThat(ending(Duration.ofDays(30))).isEmpty();
      assertThat(pages() - listed).isLessThan(100);
    } finally {
      byItself(true);
    }
  }

  /** Rows as long as those of a suite of ten scopes, so that an index is worth its while. */
  private void many() {
    Server.asSuperuser(
        """
        INSERT INTO oauth_grant (
          tenant_id, id, provider_id, account, status, scope_asked, scope_granted, salt, kv_version, key_version,
          fingerprint, due_at, consented_at, last_success_at, refreshes)
        SELECT '%s', gen_random_uuid(), '%s', 'a' || n, 'ACTIVE', repeat('scope ', 90), repeat('scope ', 90), 's', 1, 1, 'f',
               eg_now() + interval '1 hour', eg_now(), eg_now(), 3
        FROM generate_series(1, %d) n
        """
            .formatted(home.tenant, mail.id(), MANY));
    settle();
  }

  /**
   * Until an index alone can answer. What other tests left in table and indexes would make the
   * planner prefer the table; a snapshot that somebody still holds, be it an ANALYZE of another
   * table, keeps a VACUUM from its work.
   */
  private static void settle() {
    Sql.runAlone(Server::superuser, "VACUUM (FULL) oauth_grant");
    var deadline = Instant.now().plusSeconds(30);
    do {
      Sql.runAlone(Server::superuser, "VACUUM (ANALYZE) oauth_grant");
      pause();
    } while (hidden() > 0 && Instant.now().isBefore(deadline));
    assertThat(hidden()).isZero();
  }

  /** Pages of the table in which not every row is known to be seen by all. */
  private static long hidden() {
    var rows =
        Server.asSuperuser(
            "SELECT relpages - relallvisible FROM pg_class WHERE oid = 'oauth_grant'::regclass");
    return Long.parseLong(Objects.requireNonNull(rows.getFirst().getFirst()));
  }

  /** A VACUUM or ANALYZE by the server itself would be counted among the pages looked at. */
  private static void byItself(boolean may) {
    Server.asSuperuser("ALTER TABLE oauth_grant SET (autovacuum_enabled = " + may + ")");
  }

  /** Each session tells its counts when it has ended, which is a moment after it was closed. */
  private static long pages() {
    var last = -1L;
    for (var same = 0; same < 3; ) {
      var now = pagesTold();
      same = now == last ? same + 1 : 0;
      last = now;
      pause();
    }
    return last;
  }

  private static void pause() {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long pagesTold() {
    var rows =
        Server.asSuperuser(
            "SELECT heap_blks_hit + heap_blks_read FROM pg_statio_user_tables WHERE relname ="
                + " 'oauth_grant'");
    return Long.parseLong(Objects.requireNonNull(rows.getFirst().getFirst()));
  }

  private Overview read() {
    return overviews.read(home.tenant, ZoneOffset.UTC);
  }

  private List<GrantId> listed(GrantStatus status, @Nullable String cause) {
    return found(new GrantQuestion(null, status, cause, mail.id(), null, null, 100));
  }

  private List<GrantId> ending(Duration within) {
    return found(new GrantQuestion(null, null, null, null, within, null, 100));
  }

  private List<GrantId> found(GrantQuestion question) {
    return grants.list(home.tenant, question).stream().map(grant -> grant.id()).toList();
  }

  private Map<OutcomeKind, Long> hours() {
    return read().hours().stream()
        .collect(Collectors.toMap(Tally::kind, Tally::attempts, Long::sum));
  }

  /** As the two timers do. */
  private void count() {
    var chain = new AuditChainStore(Server.db());
    chain.raiseFloor();
    chain.raiseFloor();
    while (overviews.count(3) > 0) {}
  }

  private void end(GrantId grant, String outcome) {
    var claim = Refreshes.claim(home, grant);
    var ending =
        outcome.equals("renewed")
            ? Refreshes.renewed(Refreshes.ROTATED)
            : Refreshes.deferred("dns");
    assertThat(journal.end(claim, ending, Refreshes.event(claim, outcome))).isTrue();
  }

  private void refreshed(GrantId grant, Instant end) {
    var claim = Refreshes.claim(home, grant);
    var plain = Refreshes.ROTATED;
    var stored =
        new Stored(
            plain.kvVersion(),
            plain.keyVersion(),
            plain.fingerprint(),
            plain.rotated(),
            plain.scope(),
            null,
            end);
    assertThat(journal.end(claim, Refreshes.renewed(stored), Refreshes.event(claim, "renewed")))
        .isTrue();
  }

  private void limits(Provider provider, Duration idle, Duration absolute) {
    Server.asSuperuser(
        "UPDATE provider SET idle_limit_ms = %d, absolute_limit_ms = %d WHERE id = '%s'"
            .formatted(idle.toMillis(), absolute.toMillis(), provider.id()));
  }

  private void set(GrantId grant, String what) {
    Server.asSuperuser("UPDATE oauth_grant SET " + what + " WHERE id = '" + grant + "'");
  }

  private @Nullable String slides(GrantId grant) {
    return Server.asSuperuser(
            "SELECT refresh_end_slides FROM oauth_grant WHERE id = '" + grant + "'")
        .getFirst()
        .getFirst();
  }
}
