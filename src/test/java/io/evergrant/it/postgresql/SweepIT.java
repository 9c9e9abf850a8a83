package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.adapter.postgresql.StrayLocationStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that ended are removed, and no other. */
class SweepIT {
  private static final Duration DAY = Duration.ofDays(1);

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "a");
  private final SweepStore sweep = new SweepStore(Server.db());
  private final EscrowStore escrow = new EscrowStore(Server.db());
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void a_request_goes_a_day_after_it_was_used_or_ended() {
    request("eg_now() + interval '1 hour'", "NULL");
    request("eg_now() - interval '23 hours'", "NULL");
    request("eg_now() - interval '25 hours'", "NULL");
    request("eg_now() + interval '1 hour'", "eg_now() - interval '25 hours'");
    sweep.authorizations(DAY);
    assertThat(count("authorization_request")).isEqualTo(2);
  }

  @Test
  void a_link_goes_after_it_was_used_or_ended() {
    link("eg_now() + interval '1 hour'", "NULL");
    link("eg_now() - interval '25 hours'", "NULL");
    link("eg_now() + interval '1 hour'", "eg_now() - interval '25 hours'");
    sweep.links(DAY);
    assertThat(
            Server.asSuperuser(
                "SELECT hash FROM one_time_link WHERE member_id = '" + home.admin + "'"))
        .hasSize(1);
  }

  @Test
  void P09_a_superseded_set_stays_until_the_stored_one_was_proved_and_its_end_is_told() {
    superseded();
    sweep.escrows("n1", DAY);
    assertThat(count("token_escrow")).isEqualTo(1);
    Server.shiftClock(Duration.ofMinutes(5));
    var claim = Refreshes.claim(home, grant);
    journal.end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
    sweep.escrows("n1", DAY);
    assertThat(count("token_escrow")).isZero();
    var told =
        new AuditQuestion(grant, null, AuditEventType.ESCROW_DESTROYED, null, null, null, null, 10);
    assertThat(new AuditStore(Server.db()).search(home.tenant, told)).hasSize(1);
  }

  @Test
  void P04_what_is_kept_is_never_swept_and_what_was_drained_goes_with_its_age() {
    var kept = Refreshes.claim(home, grant);
    escrow.keep(home.tenant, kept, new EscrowSeal.Sealed("key", "text"));
    journal.end(kept, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(kept, "renewed"));
    Server.shiftClock(Duration.ofDays(30));
    sweep.escrows("n1", DAY);
    assertThat(count("token_escrow")).isEqualTo(1);
    var found =
        escrow.undrained(10_000).stream()
            .filter(k -> k.location().grant().equals(grant))
            .findFirst()
            .orElseThrow();
    escrow.drained(found, Refreshes.ROTATED);
    sweep.escrows("n1", DAY);
    assertThat(count("token_escrow")).isEqualTo(1);
    Server.shiftClock(Duration.ofDays(2));
    sweep.escrows("n1", DAY);
    assertThat(count("token_escrow")).isZero();
  }

  @Test
  void P11_P14_a_place_that_no_row_points_to_is_found_after_its_age_and_belongs_to_its_tenant() {
    var strays = new StrayLocationStore(Server.db());
    var location = new TokenLocation(home.tenant, new GrantId(UUID.randomUUID()), "salt");
    strays.add(location);
    strays.add(location);
    assertThat(strays.olderThan(DAY, 10_000)).doesNotContain(location);
    Server.shiftClock(DAY.plusSeconds(1));
    assertThat(strays.olderThan(DAY, 10_000)).containsOnlyOnce(location);
    var other = new TokenLocation(new Household().tenant, location.grant(), "salt");
    assertThat(strays.remove(other)).isFalse();
    assertThat(strays.remove(location)).isTrue();
    assertThat(strays.remove(location)).isFalse();
    assertThat(strays.olderThan(DAY, 10_000)).doesNotContain(location);
  }

  @Test
  void an_escrow_that_was_put_off_is_not_listed_until_then() {
    var claim = Refreshes.claim(home, grant);
    escrow.keep(home.tenant, claim, new EscrowSeal.Sealed("key", "text"));
    Server.shiftClock(Duration.ofSeconds(5));
    var kept = keptOf(grant).getFirst();
    assertThat(kept.age()).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(1));
    escrow.putOff(kept, Duration.ofMinutes(1));
    assertThat(keptOf(grant)).isEmpty();
    Server.shiftClock(Duration.ofMinutes(2));
    assertThat(keptOf(grant)).hasSize(1);
  }

  @Test
  void a_grant_that_was_put_off_is_not_listed_until_then_and_one_alone_at_once() {
    var changes = new GrantChangeStore(Server.db());
    changes.revoke(home.tenant, grant);
    var ended = sweep.toEmpty(home.tenant, grant).orElseThrow();
    sweep.putOff(ended.location(), Duration.ofMinutes(1));
    assertThat(toEmpty()).doesNotContain(ended.location());
    assertThat(sweep.toEmpty(home.tenant, grant)).as("somebody asked for it").isPresent();
    assertThat(sweep.toEmpty(new Household().tenant, grant)).as("P14").isEmpty();
    Server.shiftClock(Duration.ofMinutes(2));
    assertThat(toEmpty()).contains(ended.location());
  }

  private List<TokenLocation> toEmpty() {
    return sweep.toEmpty(10_000).stream().map(Sweep.Ended::location).toList();
  }

  private List<Escrow.Kept> keptOf(GrantId of) {
    return escrow.undrained(10_000).stream()
        .filter(kept -> kept.location().grant().equals(of))
        .toList();
  }

  private void superseded() {
    var claim = Refreshes.claim(home, grant);
    escrow.keep(home.tenant, claim, new EscrowSeal.Sealed("key", "text"));
    journal.end(claim, Refreshes.deferred("dns"), Refreshes.event(claim, "deferred"));
    escrow.undrained(10_000).stream()
        .filter(kept -> kept.location().grant().equals(grant))
        .forEach(escrow::superseded);
  }

  private void request(String endsAt, String usedAt) {
    Server.asSuperuser(
        """
        INSERT INTO authorization_request (
          tenant_id, id, provider_id, member_id, member_email, state_hash, browser_hash, scope, ends_at, used_at)
        VALUES ('%s', '%s', '%s', '%s', 'a', '%s', 'b', '', %s, %s)
        """
            .formatted(
                home.tenant,
                UUID.randomUUID(),
                provider.id(),
                home.admin,
                UUID.randomUUID(),
                endsAt,
                usedAt));
  }

  private void link(String endsAt, String usedAt) {
    Server.asSuperuser(
        "INSERT INTO one_time_link (hash, member_id, ends_at, used_at) VALUES ('%s', '%s', %s, %s)"
            .formatted(UUID.randomUUID(), home.admin, endsAt, usedAt));
  }

  private long count(String table) {
    var rows =
        Server.asSuperuser(
            "SELECT count(*) FROM %s WHERE tenant_id = '%s'".formatted(table, home.tenant));
    return Long.parseLong(String.valueOf(rows.getFirst().getFirst()));
  }
}
