package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RewrapStore;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Written;
import io.evergrant.usecase.refresh.RecordRewrap;
import io.evergrant.usecase.refresh.RewrapRotated;
import io.evergrant.usecase.refresh.RewrapTokens;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After an operator rotated a tenant's transit key. */
class RewrapIT {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration LATER = Duration.ofHours(6);

  private static RealVault vault;

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "a", Duration.ofDays(9));
  private final TokenLocation location = new TokenLocation(home.tenant, grant, "00ff");
  private final GrantStore grants = new GrantStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final RewrapStore rewraps = new RewrapStore(Server.db());
  private final RecordRewrap record =
      new RecordRewrap(
          rewraps, audit, new PortalSettings("node-1", URI.create("http://localhost:8080")));

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  @BeforeEach
  void a_stored_token_and_a_newer_key() {
    vault.tokens.ensureKey(home.tenant);
    vault.tokens.write(location, 0, RealVault.entry(RealVault.attempt(), "r0", "r1"));
    vault.operator("POST", "transit/keys/eg-tenant-" + home.tenant + "/rotate", "{}");
  }

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void a_proved_token_moves_to_the_newest_key_and_says_the_same_of_itself() {
    proved();
    var before = vault.found(location);
    assertThat(rewrap()).isEqualTo(1);
    var after = vault.found(location);
    assertThat(after.entry()).isEqualTo(before.entry());
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.keyVersion()).isEqualTo(2);
    var row = grants.find(home.tenant, grant).orElseThrow();
    assertThat(row.kvVersion()).isEqualTo(2);
    assertThat(row.keyVersion()).isEqualTo(2);
    var told =
        new AuditQuestion(null, null, AuditEventType.TOKENS_REWRAPPED, null, null, null, null, 9);
    assertThat(audit.search(home.tenant, told)).hasSize(1);
    assertThat(rewrap()).isZero();
  }

  @Test
  void P09_a_token_that_is_not_proved_waits_for_its_proof_or_a_day() {
    assertThat(rewrap()).isZero();
    assertThat(vault.found(location).keyVersion()).isEqualTo(1);
    Server.shiftClock(Duration.ofHours(25));
    assertThat(rewrap()).isEqualTo(1);
  }

  @Test
  void P03_a_grant_in_flight_is_left_alone() {
    proved();
    Refreshes.claim(home, grant);
    assertThat(rewrap()).isZero();
    assertThat(vault.found(location).version()).isEqualTo(1);
  }

  @Test
  void P04_a_refresh_that_was_faster_is_not_written_over() {
    proved();
    var newer = RealVault.entry(RealVault.attempt(), "r1", "r2");
    assertThat(vault.tokens.write(location, 1, newer)).isInstanceOf(Written.Stored.class);
    assertThat(rewrap()).isZero();
    assertThat(vault.found(location).entry()).isEqualTo(newer);
  }

  @Test
  void a_takeover_mark_stays() {
    proved();
    var there = vault.found(location).entry();
    var marked =
        new Entry(there.attempt(), there.parent(), there.fingerprint(), true, there.tokens());
    vault.tokens.write(location, 1, marked);
    vault.operator("POST", "transit/keys/eg-tenant-" + home.tenant + "/rotate", "{}");
    assertThat(vault.tokens.rewrap(location, 2)).isEqualTo(new Written.Stored(3, 3));
    assertThat(vault.found(location).entry().takeover()).isTrue();
  }

  @Test
  void a_rotated_key_is_noticed_by_one_node_and_operators_see_the_rewrap_end() {
    proved();
    lookNow();
    assertThat(rewraps.due(1_000, LEASE, LATER)).contains(home.tenant);
    assertThat(rewraps.due(1_000, LEASE, LATER)).as("another node").doesNotContain(home.tenant);
    Server.shiftClock(LEASE.plusSeconds(1));
    assertThat(rewraps.due(1_000, LEASE, LATER))
        .as("when the first one has died")
        .contains(home.tenant);
    rewraps.looked(home.tenant, 2, Duration.ZERO);
    assertThat(older()).isEqualTo(1);
    assertThat(rewraps.underOlderKeys()).isPositive();
    new RewrapRotated(record, new RewrapTokens(record, vault.tokens), vault.tokens).run();
    assertThat(vault.found(location).keyVersion()).isEqualTo(2);
    assertThat(older()).isZero();
  }

  @Test
  void a_tenant_that_is_new_is_looked_at_later() {
    noOther();
    assertThat(rewraps.due(1_000, LEASE, LATER)).doesNotContain(home.tenant);
    Server.shiftClock(LATER.plusSeconds(1));
    assertThat(rewraps.due(1_000, LEASE, LATER)).contains(home.tenant);
  }

  /** No other tenant's: their keys are elsewhere, and they may be more than are looked at. */
  private void noOther() {
    rewraps.due(0, LEASE, LATER);
    Server.asSuperuser(
        "UPDATE token_rewrap SET look_at = eg_now() + interval '1 year' WHERE tenant_id <> '"
            + home.tenant
            + "'");
  }

  private void lookNow() {
    noOther();
    Server.asSuperuser(
        "UPDATE token_rewrap SET look_at = eg_now() WHERE tenant_id = '" + home.tenant + "'");
  }

  private long older() {
    var sql = "SELECT older FROM token_rewrap WHERE tenant_id = '" + home.tenant + "'";
    return Long.parseLong(
        Objects.requireNonNull(Server.asRuntimeRole(home.tenant, sql).getFirst().getFirst()));
  }

  private int rewrap() {
    return new RewrapTokens(record, vault.tokens).run(home.tenant);
  }

  private void proved() {
    Server.asSuperuser("UPDATE oauth_grant SET last_proof = 'proved' WHERE id = '" + grant + "'");
  }
}
