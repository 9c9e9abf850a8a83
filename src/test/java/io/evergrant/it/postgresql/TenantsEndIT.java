package io.evergrant.it.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.ApiKeyLookupStore;
import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.ClientKeyStore;
import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.MemberStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.adapter.postgresql.TenancyStore;
import io.evergrant.adapter.postgresql.WebhookStore;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantStatus;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.ApiKeys;
import io.evergrant.usecase.port.ClientKeys.Fresh;
import io.evergrant.usecase.port.EndedClientProofs.EndedKey;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.RefreshJournal.Rooms;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.Webhooks;
import io.evergrant.usecase.tenant.EndTenant;
import io.evergrant.usecase.tenant.EndTenant.Ended;
import io.evergrant.usecase.tenant.RecordEnd;
import io.evergrant.usecase.tenant.SuspendTenant;
import io.evergrant.verifier.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organisation rests, and ends: over a real database and a real OpenBao. */
class TenantsEndIT {
  private static final Member OLGA =
      new Member(new MemberId(UUID.randomUUID()), null, "olga@example.com", "Olga", Role.OPERATOR);

  @TempDir static Path folder;
  private static RealVault vault;

  private final ApiKeyLookupStore keys = new ApiKeyLookupStore(Server.db());
  private final Household home = new Household();
  private final Household neighbour = new Household();
  private final Provider provider = home.provider("Mail");
  private final Provider paused = home.provider("Paused by its admin");
  private final TenancyStore tenancies = new TenancyStore(Server.db());
  private final ProviderStore providers = new ProviderStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final MemberStore members = new MemberStore(Server.db());
  private final SuspendTenant suspension = new SuspendTenant(tenancies, audit);

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  /** The timer's claim crosses tenants: what other tests left due stays as they left it. */
  @BeforeEach
  void nothing_else_is_due() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL");
  }

  @Test
  void what_is_suspended_refreshes_nothing_and_goes_on_as_it_was() {
    var grant = home.grant(provider, "a");
    providers.setStatus(home.tenant, paused.id(), ProviderStatus.PAUSED, "paused_by_person");
    assertThat(suspension.suspend(OLGA, home.tenant)).isTrue();
    assertThat(suspension.suspend(OLGA, home.tenant)).as("a second time").isFalse();
    assertThat(status(provider)).isEqualTo(ProviderStatus.PAUSED);
    assertThat(claimed()).extracting(Claim::grant).doesNotContain(grant);

    assertThat(suspension.resume(OLGA, home.tenant)).isTrue();
    assertThat(suspension.resume(OLGA, home.tenant)).as("a second time").isFalse();
    assertThat(status(provider)).isEqualTo(ProviderStatus.ACTIVE);
    assertThat(status(paused)).as("by its own admin").isEqualTo(ProviderStatus.PAUSED);
    assertThat(claimed()).extracting(Claim::grant).contains(grant);
  }

  @Test
  void a_provider_that_begins_or_goes_on_in_a_suspended_organisation_rests_with_it() {
    providers.setStatus(home.tenant, paused.id(), ProviderStatus.PAUSED, "paused_by_person");
    suspension.suspend(OLGA, home.tenant);
    providers.setStatus(home.tenant, paused.id(), ProviderStatus.ACTIVE, null);
    var late = home.provider("Registered meanwhile");
    assertThat(status(paused)).isEqualTo(ProviderStatus.PAUSED);
    assertThat(status(late)).isEqualTo(ProviderStatus.PAUSED);
    suspension.resume(OLGA, home.tenant);
    assertThat(status(late)).isEqualTo(ProviderStatus.ACTIVE);
  }

  @Test
  void people_and_keys_of_a_suspended_organisation_are_told_apart_from_strangers() {
    key();
    var before = members.findByEmail(home.adminEmail).orElseThrow();
    suspension.suspend(OLGA, home.tenant);
    assertThat(members.findByEmail(home.adminEmail).orElseThrow().suspended()).isTrue();
    assertThat(members.find(home.admin, before.sessions())).as("a session").isEmpty();
    assertThat(keys.find("hash-of-" + home.tenant).orElseThrow().suspended()).isTrue();
    suspension.resume(OLGA, home.tenant);
    assertThat(members.findByEmail(home.adminEmail).orElseThrow().suspended()).isFalse();
    assertThat(members.find(home.admin, before.sessions())).isPresent();
    assertThat(keys.find("hash-of-" + home.tenant).orElseThrow().suspended()).isFalse();
  }

  @Test
  void P14_nobody_but_an_operator_suspends_or_ends() {
    var admin = new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.ADMIN);
    assertThatThrownBy(() -> suspension.suspend(admin, home.tenant)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> end().end(admin, home.tenant, slug())).isInstanceOf(NotAllowed.class);
  }

  @Test
  void an_end_destroys_every_token_and_leaves_a_log_that_verifies() {
    var chain = new Chain("n1", vault.signer, folder.resolve(home.tenant + ".jsonl"));
    var mine = stored(home, home.grant(provider, "a"), "rt-mine");
    var theirs = stored(neighbour, neighbour.grant(neighbour.provider("Mail"), "b"), "rt-theirs");
    vault.secrets.put(home.tenant, provider.id(), new ClientSecret("client secret"));
    webhook();
    var signs = new ClientKeyId(UUID.randomUUID());
    var clientKeys = new ClientKeyStore(Server.db());
    clientKeys.insert(
        home.tenant, provider.id(), new Fresh(signs, SigningAlgorithm.RS256, "kid", "{}"), true);
    vault.operator("POST", "transit/keys/eg-tenant-" + home.tenant + "/rotate", "");
    var kept = ciphertext(mine);
    escrowed();
    key();

    assertThat(end().end(OLGA, home.tenant, slug())).isEqualTo(new Ended.NotSuspended());
    suspension.suspend(OLGA, home.tenant);
    assertThat(end().end(OLGA, home.tenant, "another")).isEqualTo(new Ended.NotConfirmed());
    assertThat(vault.open(mine)).isInstanceOf(Opened.Found.class);
    assertThat(end().end(OLGA, home.tenant, slug())).isEqualTo(new Ended.Done());
    assertThat(end().end(OLGA, home.tenant, slug())).as("again").isEqualTo(new Ended.Done());

    // what somebody had kept of it is worth nothing, even to who may do everything
    assertThat(decrypt(kept, mine)).contains("errors").doesNotContain("plaintext");
    assertThat(vault.operator("GET", "transit/keys/eg-tenant-" + home.tenant, ""))
        .contains("\"errors\":[]");
    assertThat(vault.operator("LIST", "evergrant/metadata/" + home.tenant + "/", ""))
        .contains("\"errors\":[]");
    assertThat(vault.open(mine)).isInstanceOf(Opened.Missing.class);
    assertThat(vault.secrets.get(home.tenant, provider.id())).isEqualTo(ClientSecrets.NONE);
    assertThat(vault.open(theirs)).as("a neighbour").isInstanceOf(Opened.Found.class);

    assertThat(tenancies.find(home.tenant).orElseThrow().status()).isEqualTo(TenantStatus.ENDED);
    assertThat(members.findByEmail(home.adminEmail)).isEmpty();
    assertThat(keys.find("hash-of-" + home.tenant).orElseThrow().key().isRevoked()).isTrue();
    assertThat(new EscrowStore(Server.db()).undrained(10_000))
        .noneMatch(one -> one.location().tenant().equals(home.tenant));
    assertThat(new WebhookStore(Server.db()).list(home.tenant)).isEmpty();
    assertThat(clientKeys.keys(1_000))
        .as("found by the sweep that destroys them in the vault")
        .contains(new EndedKey(home.tenant, signs, provider.id(), "kid"));
    assertThat(
            Server.asRuntimeRole(
                home.tenant, "SELECT DISTINCT status, emptied_at IS NOT NULL FROM oauth_grant"))
        .containsExactly(List.of("REVOKED", "t"));

    var begun = told(AuditEventType.TENANT_END_BEGUN);
    var proof = told(AuditEventType.TENANT_ENDED);
    assertThat(proof.details())
        .containsEntry("key", "eg-tenant-" + home.tenant)
        .containsEntry("key_versions", "1 2")
        .containsEntry("ciphertext", begun.details().get("ciphertext"))
        .containsEntry("decrypted", "false")
        .containsEntry("entries", "3")
        .containsEntry("grants", "2")
        .containsEntry("escrows", "1")
        .containsEntry("api_keys", "1")
        .containsEntry("members", "1");
    chain.runUp();
    assertThat(chain.verify(home)).isInstanceOf(Verdict.Genuine.class);
    assertThat(new String(chain.export(home), UTF_8))
        .contains("\"type\":\"tenant_ended\"")
        .doesNotContain("rt-mine", "client secret");
  }

  @Test
  void an_end_waits_for_what_is_in_flight_and_is_taken_up_where_it_broke_off() {
    var grant = home.grant(provider, "a");
    var mine = stored(home, grant, "rt");
    var claim = Refreshes.claim(home, grant);
    suspension.suspend(OLGA, home.tenant);
    assertThat(end().end(OLGA, home.tenant, slug())).isEqualTo(new Ended.InFlight(1));
    assertThat(vault.open(mine)).as("nothing is destroyed yet").isInstanceOf(Opened.Found.class);
    assertThat(suspension.resume(OLGA, home.tenant)).as("there is no way back").isFalse();

    new RefreshJournalStore(Server.db())
        .end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
    assertThat(end().end(OLGA, home.tenant, slug())).isEqualTo(new Ended.Done());
    assertThat(vault.open(mine)).isInstanceOf(Opened.Missing.class);
    assertThat(told(AuditEventType.TENANT_ENDED).details()).containsEntry("entries", "1");
  }

  @Test
  void an_organisation_that_never_had_a_token_ends_too() {
    suspension.suspend(OLGA, home.tenant);
    assertThat(end().end(OLGA, home.tenant, slug())).isEqualTo(new Ended.Done());
    assertThat(told(AuditEventType.TENANT_ENDED).details()).containsEntry("entries", "0");
  }

  private EndTenant end() {
    return new EndTenant(new RecordEnd(tenancies, audit), vault.shredding, System::nanoTime);
  }

  private String slug() {
    return "t-" + home.tenant;
  }

  private static TokenLocation stored(Household house, GrantId grant, String token) {
    vault.tokens.ensureKey(house.tenant);
    var location = new TokenLocation(house.tenant, grant, "00ff");
    vault.tokens.write(location, 0, RealVault.entry(RealVault.attempt(), null, token));
    return location;
  }

  /** As somebody would have copied it out of KV. */
  private static String ciphertext(TokenLocation location) {
    var answer = vault.operator("GET", "evergrant/data/" + location.path(), "");
    var from = answer.indexOf("vault:v");
    return answer.substring(from, answer.indexOf('"', from));
  }

  private static String decrypt(String ciphertext, TokenLocation location) {
    var context = location.tenant() + "|" + location.grant();
    var encoded = Base64.getEncoder().encodeToString(context.getBytes(UTF_8));
    return vault.operator(
        "POST",
        "transit/decrypt/eg-tenant-" + location.tenant(),
        "{\"ciphertext\":\"" + ciphertext + "\",\"context\":\"" + encoded + "\"}");
  }

  private void escrowed() {
    var grant = home.grant(provider, "escrowed");
    var claim = Refreshes.claim(home, grant);
    new EscrowStore(Server.db()).keep(home.tenant, claim, new EscrowSeal.Sealed("key", "text"));
    new RefreshJournalStore(Server.db())
        .end(claim, Refreshes.deferred("escrowed"), Refreshes.event(claim, "deferred"));
  }

  private void webhook() {
    var id = new WebhookId(UUID.randomUUID());
    var generation =
        vault.webhooks.add(home.tenant, id, new WebhookSecret("whsec_c2VjcmV0"), List.of());
    var wanted =
        new Webhooks.Wanted(
            "crm", URI.create("https://crm.example/"), EventPatterns.of(List.of("*")));
    assertThat(new WebhookStore(Server.db()).insert(home.tenant, id, wanted, generation)).isTrue();
  }

  private void key() {
    var key =
        new ApiKeys.Fresh(
            new ApiKeyId(UUID.randomUUID()),
            home.tenant,
            "worker",
            Set.of(ApiScope.READ),
            null,
            List.of(),
            null);
    var secret = new ApiKeys.Hashed("hash-of-" + home.tenant, "eg_home");
    assertThat(new ApiKeyStore(Server.db()).insert(key, secret)).isTrue();
  }

  private AuditEntry told(AuditEventType type) {
    var question = new AuditQuestion(null, null, type, null, null, null, null, 10);
    var found = audit.search(home.tenant, question);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private ProviderStatus status(Provider one) {
    return providers.find(home.tenant, one.id()).orElseThrow().status();
  }

  private static List<Claim> claimed() {
    return new RefreshJournalStore(Server.db())
        .claimDue("n1", 100_000, Household.LEASE, new Rooms(Map.of(), 100_000));
  }
}
