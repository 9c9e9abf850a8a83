package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.adapter.postgresql.StrayLocationStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import io.evergrant.usecase.refresh.DrainEscrow;
import io.evergrant.usecase.refresh.KnownProviders;
import io.evergrant.usecase.refresh.RecordDrain;
import io.evergrant.usecase.refresh.RecordSweep;
import io.evergrant.usecase.refresh.RevokeGrant;
import io.evergrant.usecase.refresh.RevokeRemotely;
import io.evergrant.usecase.refresh.SweepEnded;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grants that were revoked, or came to their end: on the real database and the real OpenBao. */
class EndedGrantsIT {
  private static RealVault vault;

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "a");
  private final TokenLocation location = new TokenLocation(home.tenant, grant, "00ff");
  private final Member admin =
      new Member(home.admin, home.tenant, home.adminEmail, "Ada Admin", Role.ADMIN);
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());
  private final EscrowStore escrow = new EscrowStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private Revoked answer = Revoked.DONE;
  private final List<String> givenBack = new ArrayList<>();
  private final PortalSettings portal =
      new PortalSettings("node-1", URI.create("http://localhost:8080"));
  private final RevokeRemotely remote =
      new RevokeRemotely(
          new KnownProviders(new ProviderStore(Server.db()), new OneSecret(), System::nanoTime),
          (p, secret, token) -> {
            givenBack.add(token.reveal());
            return answer;
          });
  private final RecordSweep record =
      new RecordSweep(
          new SweepStore(Server.db()),
          new StrayLocationStore(Server.db()),
          grants,
          changes,
          audit,
          portal);

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  @BeforeEach
  void a_stored_token() {
    vault.tokens.ensureKey(home.tenant);
    write(0, RealVault.entry(RealVault.attempt(), null, "r1"));
  }

  /** The sweep crosses tenants: what other tests left to be emptied is not ours to count. */
  @BeforeEach
  void nothing_else_has_ended() {
    Server.asSuperuser(
        "UPDATE oauth_grant SET emptied_at = eg_now() WHERE emptied_at IS NULL AND tenant_id <> '%s'"
            .formatted(home.tenant));
  }

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void a_revoked_grants_token_is_given_back_and_destroyed() {
    assertThat(revoke()).isTrue();
    assertThat(status()).isEqualTo(GrantStatus.REVOKED);
    assertThat(givenBack).containsExactly("r1");
    assertThat(vault.open(location)).isInstanceOf(Opened.Missing.class);
    assertThat(vault.operator("GET", "evergrant/metadata/" + location.path(), ""))
        .as("nothing is left that could be undeleted")
        .contains("\"errors\":[]");
    assertThat(events()).containsOnlyOnce("grant_revoked", "tokens_destroyed");
    assertThat(revoke()).isFalse();
    sweep().run();
    assertThat(givenBack).hasSize(1);
  }

  @Test
  void P04_what_is_in_flight_when_a_grant_is_revoked_ends_and_its_late_set_is_given_back() {
    var claim = Refreshes.claim(home, grant);
    assertThat(revoke()).isTrue();
    assertThat(givenBack).as("the attempt is open").isEmpty();
    write(1, RealVault.entry(claim.attempt(), "r1", "r2"));
    assertThat(
            journal.end(
                claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed")))
        .isTrue();
    assertThat(status()).isEqualTo(GrantStatus.REVOKED);
    sweep().run();
    assertThat(givenBack).containsExactly("r2");
    assertThat(vault.open(location)).isInstanceOf(Opened.Missing.class);
  }

  @Test
  void P04_a_late_set_in_escrow_of_a_revoked_grant_is_given_back_and_dropped() {
    var claim = Refreshes.claim(home, grant);
    journal.end(claim, Refreshes.deferred("dns"), Refreshes.event(claim, "deferred"));
    revoke();
    vault.seal.prepare(home.tenant);
    var late = RealVault.entry(claim.attempt(), "r1", "r2");
    escrow.keep(home.tenant, claim, vault.seal.seal(location, late));
    drain().run();
    assertThat(givenBack).containsExactly("r1", "r2");
    assertThat(vault.open(location)).isInstanceOf(Opened.Missing.class);
    sweep().run();
    assertThat(count("token_escrow")).isZero();
    assertThat(events()).contains("escrow_drained", "escrow_destroyed");
  }

  @Test
  void P04_a_set_in_escrow_whose_parent_ended_in_the_store_meanwhile_is_stored() {
    var claim = Refreshes.claim(home, grant);
    journal.end(claim, Refreshes.deferred("dns"), Refreshes.event(claim, "deferred"));
    vault.seal.prepare(home.tenant);
    var newer = RealVault.entry(claim.attempt(), "r1", "r2");
    escrow.keep(home.tenant, claim, vault.seal.seal(location, newer));
    vault.operator("DELETE", "evergrant/data/" + location.path(), "");
    assertThat(vault.open(location)).isEqualTo(new Opened.Missing(1));
    drain().run();
    assertThat(vault.found(location).entry()).isEqualTo(newer);
    assertThat(givenBack).isEmpty();
  }

  @Test
  void a_provider_that_is_away_is_asked_for_a_day_to_take_the_token_back() {
    answer = Revoked.NOT_REACHED;
    revoke();
    assertThat(vault.open(location)).isInstanceOf(Opened.Found.class);
    Server.shiftClock(Duration.ofHours(23));
    sweep().run();
    assertThat(vault.open(location)).isInstanceOf(Opened.Found.class);
    Server.shiftClock(Duration.ofHours(2));
    sweep().run();
    assertThat(givenBack).hasSize(3);
    assertThat(vault.open(location)).isInstanceOf(Opened.Missing.class);
  }

  @Test
  void nothing_is_claimed_of_a_revoked_grant_and_a_new_consent_brings_it_back() {
    revoke();
    assertThat(journal.claimDue("n1", 100, Household.LEASE))
        .noneMatch(claim -> claim.grant().equals(grant));
    assertThat(changes.retryNow(home.tenant, grant, home.person())).isFalse();
    changes.consented(home.consent(provider, grant, "a", "beef", Duration.ZERO));
    assertThat(status()).isEqualTo(GrantStatus.ACTIVE);
    var newer = new TokenLocation(home.tenant, grant, "beef");
    vault.tokens.write(newer, 0, RealVault.entry(RealVault.attempt(), null, "n1"));
    sweep().run();
    assertThat(vault.open(newer)).isInstanceOf(Opened.Found.class);
  }

  @Test
  void P15_what_ended_is_destroyed_and_nobody_is_asked() {
    ends("eg_now() - interval '1 second'", "NEEDS_CONSENT");
    assertThat(sweep().run()).isEqualTo(1);
    assertThat(vault.open(location)).isInstanceOf(Opened.Missing.class);
    assertThat(givenBack).isEmpty();
    assertThat(sweep().run()).isZero();
  }

  @Test
  void P15_what_has_not_ended_or_is_in_use_stays() {
    ends("eg_now() + interval '1 minute'", "NEEDS_CONSENT");
    assertThat(sweep().run()).isZero();
    ends("eg_now() - interval '1 minute'", "ACTIVE");
    assertThat(sweep().run()).isZero();
    var claim = Refreshes.claim(home, grant);
    ends("eg_now() - interval '1 minute'", "PAUSED");
    assertThat(sweep().run()).as("an attempt is open").isZero();
    assertThat(vault.open(location)).isInstanceOf(Opened.Found.class);
    journal.end(claim, Refreshes.deferred("dns"), Refreshes.event(claim, "deferred"));
    assertThat(sweep().run()).isEqualTo(1);
  }

  private void write(int expected, Entry entry) {
    assertThat(vault.tokens.write(location, expected, entry)).isInstanceOf(Written.Stored.class);
  }

  private DrainEscrow drain() {
    return new DrainEscrow(
        new RecordDrain(escrow, grants, audit, portal), vault.seal, vault.tokens, remote);
  }

  private SweepEnded sweep() {
    return new SweepEnded(record, vault.tokens, remote);
  }

  private boolean revoke() {
    return new RevokeGrant(record, sweep()).revoke(Steward.of(admin), grant);
  }

  private void ends(String at, String status) {
    Server.asSuperuser(
        "UPDATE oauth_grant SET refresh_expires_at = %s, status = '%s' WHERE id = '%s'"
            .formatted(at, status, grant));
  }

  private GrantStatus status() {
    return grants.find(home.tenant, grant).orElseThrow().status();
  }

  private List<String> events() {
    return audit.search(home.tenant, Refreshes.about(grant)).stream()
        .map(entry -> entry.type().code())
        .toList();
  }

  private long count(String table) {
    var rows =
        Server.asSuperuser(
            "SELECT count(*) FROM %s WHERE tenant_id = '%s'".formatted(table, home.tenant));
    return Long.parseLong(String.valueOf(rows.getFirst().getFirst()));
  }

  private static final class OneSecret implements SecretVault {
    @Override
    public void put(TenantId tenant, ProviderId provider, ClientSecret secret) {}

    @Override
    public ClientSecrets get(TenantId tenant, ProviderId provider) {
      return ClientSecrets.of(new ClientSecret("s"));
    }

    @Override
    public void destroy(TenantId tenant, ProviderId provider) {}
  }
}
