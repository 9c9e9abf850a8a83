package io.evergrant.it.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.adapter.vault.VaultSettings.Login;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.Bao;
import io.evergrant.testkit.Vault;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.TokenVault.At;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import io.evergrant.usecase.port.VaultHealth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVaultIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static Bao bao;
  private static Login.AppRole role;
  private static Reach portal;

  private final TenantId tenant = new TenantId(UUID.randomUUID());

  @BeforeAll
  static void start() {
    bao = Bao.start(folder);
    var made = bao.vault().prepare();
    role = new Login.AppRole(made.roleId(), made.secretId());
    portal = Reach.of(bao.vault().address(), role);
  }

  @AfterAll
  static void stop() {
    bao.close();
  }

  @Test
  void what_was_written_is_found_with_everything_in_it() {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    var entry = entry("rt-1");
    assertThat(portal.tokens().write(location, 0, entry)).isEqualTo(new Written.Stored(1, 1));
    assertThat(open(location)).isEqualTo(new Opened.Found(1, 1, entry));
  }

  @Test
  void a_takeover_mark_and_a_missing_parent_survive() {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    var old = entry("rt-1");
    var marked = new Entry(old.attempt(), null, old.fingerprint(), true, old.tokens());
    portal.tokens().write(location, 0, old);
    portal.tokens().write(location, 1, marked);
    assertThat(open(location)).isEqualTo(new Opened.Found(2, 1, marked));
  }

  @Test
  void what_this_node_wrote_as_the_version_named_is_opened_without_a_read() throws Exception {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    var entry = entry("rt-1");
    portal.tokens().write(location, 0, entry);
    raw("DELETE", "evergrant/metadata/" + location.path(), "");
    assertThat(openAt(location, 1)).isEqualTo(new Opened.Found(1, 1, entry));
    assertThat(openAt(location, 2)).isEqualTo(new Opened.Missing());
    assertThat(openAt(location, 0)).isEqualTo(new Opened.Missing());
    assertThat(open(location)).isEqualTo(new Opened.Missing());
  }

  @Test
  void what_another_node_wrote_is_read() {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    portal.tokens().write(location, 0, entry("rt-1"));
    var other = Reach.of(bao.vault().address(), role);
    var second = entry("rt-2");
    other.tokens().write(location, 1, second);
    assertThat(openAt(location, 2)).isEqualTo(new Opened.Found(2, 1, second));
  }

  @Test
  void after_a_lost_check_and_set_nothing_is_kept() {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    portal.tokens().write(location, 0, entry("rt-1"));
    var second = entry("rt-2");
    Reach.of(bao.vault().address(), role).tokens().write(location, 1, second);
    assertThat(portal.tokens().write(location, 1, entry("rt-3"))).isEqualTo(new Written.Conflict());
    assertThat(openAt(location, 1)).isEqualTo(new Opened.Found(2, 1, second));
  }

  @Test
  void P03_the_check_and_set_lets_one_of_two_writers_win() {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    var first = entry("first");
    assertThat(portal.tokens().write(location, 0, first)).isInstanceOf(Written.Stored.class);
    assertThat(portal.tokens().write(location, 0, entry("second")))
        .isEqualTo(new Written.Conflict());
    assertThat(portal.tokens().write(location, 7, entry("third")))
        .isEqualTo(new Written.Conflict());
    assertThat(open(location)).isEqualTo(new Opened.Found(1, 1, first));
  }

  @Test
  void many_are_opened_in_the_order_asked_and_one_bad_one_spoils_nothing() throws Exception {
    var other = new TenantId(UUID.randomUUID());
    portal.tokens().ensureKey(tenant);
    portal.tokens().ensureKey(other);
    var locations = new ArrayList<TokenLocation>();
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < 120; i++) {
      locations.add(location(i % 5 == 0 ? other : tenant));
      entries.add(entry("rt-" + i));
      portal.tokens().write(locations.get(i), 0, entries.get(i));
    }
    var stolen = raw("GET", "evergrant/data/" + locations.get(1).path(), "");
    var value = stolen.substring(stolen.indexOf("\"data\":{\"attempt") + 7);
    value = value.substring(0, value.indexOf('}') + 1);
    // ciphertext of one grant in the place of another one's: the context does not fit
    raw(
        "POST",
        "evergrant/data/" + locations.get(2).path(),
        "{\"options\":{\"cas\":1},\"data\":" + value + "}");
    portal.tokens().destroy(locations.get(3));
    raw(
        "POST",
        "evergrant/data/" + locations.get(4).path(),
        "{\"options\":{\"cas\":1},\"data\":{\"v\":2}}");

    var opened = portal.tokens().open(locations);

    assertThat(opened).hasSize(120);
    assertThat(opened.get(2)).isInstanceOf(Opened.Unreadable.class);
    assertThat(opened.get(3)).isEqualTo(new Opened.Missing());
    assertThat(opened.get(4)).isInstanceOf(Opened.Unreadable.class);
    for (var i = 5; i < 120; i++) {
      assertThat(opened.get(i)).isEqualTo(new Opened.Found(1, 1, entries.get(i)));
    }
    assertThat(portal.tokens().open(List.of())).isEmpty();
  }

  @Test
  void P14_a_ciphertext_opens_only_for_its_tenant_and_grant() throws Exception {
    var other = new TenantId(UUID.randomUUID());
    portal.tokens().ensureKey(tenant);
    portal.tokens().ensureKey(other);
    var mine = location(tenant);
    var foreign = new TokenLocation(other, mine.grant(), mine.salt());
    portal.tokens().write(mine, 0, entry("rt"));
    portal.tokens().write(foreign, 0, entry("rt"));
    var sealed = sealed(mine);
    raw(
        "POST",
        "evergrant/data/" + foreign.path(),
        "{\"options\":{\"cas\":1},\"data\":" + sealed + "}");
    assertThat(open(foreign)).isInstanceOf(Opened.Unreadable.class);
  }

  @Test
  void P11_neither_kv_nor_the_audit_log_holds_a_token_in_plain() throws Exception {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    portal.tokens().write(location, 0, entry("canary-refresh"));
    open(location);
    var kv = raw("GET", "evergrant/data/" + location.path(), "");
    assertThat(kv)
        .contains("\"sealed\":\"vault:v1:", "\"v\":1", "\"fp\":\"fp-canary-refresh\"")
        .doesNotContain("canary-refresh-at");
    assertThat(Files.readString(bao.auditLog()))
        .doesNotContain("canary-refresh", role.secretId())
        .doesNotContain(
            java.util.Base64.getEncoder()
                .encodeToString(
                    "canary-refresh".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void a_tenant_without_a_key_is_denied_and_nothing_is_stored() {
    var location = location(tenant);
    assertThat(portal.tokens().write(location, 0, entry("rt")))
        .asInstanceOf(type(Written.Failed.class))
        .satisfies(failed -> assertThat(failed.why().why()).isEqualTo(Cause.DENIED));
    assertThat(open(location)).isEqualTo(new Opened.Missing());
  }

  @Test
  void destroying_leaves_nothing_and_may_be_repeated() {
    portal.tokens().ensureKey(tenant);
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    portal.tokens().write(location, 0, entry("rt-1"));
    portal.tokens().write(location, 1, entry("rt-2"));
    portal.tokens().destroy(location);
    portal.tokens().destroy(location);
    assertThat(open(location)).isEqualTo(new Opened.Missing());
    assertThat(portal.tokens().write(location, 0, entry("rt-3")))
        .isEqualTo(new Written.Stored(1, 1));
  }

  @Test
  void client_secrets_are_replaced_read_and_destroyed() {
    portal.tokens().ensureKey(tenant);
    var provider = new ProviderId(UUID.randomUUID());
    portal.secrets().put(tenant, provider, new ClientSecret("one"));
    portal.secrets().put(tenant, provider, new ClientSecret("two ü \""));
    assertThat(portal.secrets().get(tenant, provider))
        .isEqualTo(ClientSecrets.of(new ClientSecret("two ü \"")));
    portal.secrets().destroy(tenant, provider);
    assertThat(portal.secrets().get(tenant, provider)).isEqualTo(ClientSecrets.NONE);
    portal.secrets().put(tenant, provider, new ClientSecret("three"));
    assertThat(portal.secrets().get(tenant, provider))
        .isEqualTo(ClientSecrets.of(new ClientSecret("three")));
  }

  @Test
  void a_secret_that_is_changed_leaves_the_one_before_until_its_end_and_nothing_after()
      throws Exception {
    portal.tokens().ensureKey(tenant);
    var provider = new ProviderId(UUID.randomUUID());
    var secrets = portal.secrets();
    var one = new ClientSecret("one");
    var two = new ClientSecret("two");
    var end = Instant.parse("2030-01-01T00:00:00Z");
    secrets.put(tenant, provider, one);
    secrets.change(tenant, provider, two, end);
    secrets.change(tenant, provider, two, end.plusSeconds(9));
    assertThat(secrets.get(tenant, provider)).isEqualTo(new ClientSecrets(two, one, end));
    assertThat(secrets.drop(tenant, provider, end.minusSeconds(1))).isFalse();
    assertThat(secrets.get(tenant, provider).former()).isEqualTo(one);
    assertThat(secrets.drop(tenant, provider, end)).isTrue();
    assertThat(secrets.get(tenant, provider)).isEqualTo(ClientSecrets.of(two));
    assertThat(secrets.drop(tenant, provider, end)).isTrue();
    var metadata = raw("GET", "evergrant/metadata/" + tenant + "/providers/" + provider, "");
    assertThat(metadata).as("the version that held both").contains("\"destroyed\":true");
  }

  @Test
  void fingerprints_tell_tokens_and_tenants_apart_and_agree_between_nodes() {
    var other = new TenantId(UUID.randomUUID());
    var token = new RefreshToken("rt");
    var print = portal.fingerprints().of(tenant, token);
    assertThat(print.value()).matches("[0-9a-f]{32}");
    assertThat(Reach.of(bao.vault().address(), role).fingerprints().of(tenant, token))
        .isEqualTo(print);
    assertThat(portal.fingerprints().of(tenant, new RefreshToken("rt2"))).isNotEqualTo(print);
    assertThat(portal.fingerprints().of(other, token)).isNotEqualTo(print);
  }

  @Test
  void the_canary_writes_again_and_again_even_after_a_restart_of_the_portal() {
    portal.canary().write("node a/1");
    portal.canary().write("node a/1");
    Reach.of(bao.vault().address(), role).canary().write("node a/1");
    portal.canary().write("node a/1");
  }

  @Test
  void P04_an_escrow_is_sealed_without_vault_and_opened_with_it() {
    portal.tokens().ensureKey(tenant);
    portal.escrow().prepare(tenant);
    var location = location(tenant);
    var entry = entry("rt");
    EscrowSeal.Sealed sealed;
    bao.kill();
    try {
      sealed = portal.escrow().seal(location, entry);
      assertUnavailable(() -> portal.escrow().open(location, sealed), Cause.UNREACHABLE);
      assertUnavailable(
          () -> portal.escrow().seal(location(new TenantId(UUID.randomUUID())), entry),
          Cause.UNREACHABLE);
    } finally {
      bao.startAgain();
    }
    assertThat(portal.escrow().open(location, sealed)).isEqualTo(entry);
    assertThat(sealed.toString()).doesNotContain("rt-at");
    assertUnavailable(() -> portal.escrow().open(location(tenant), sealed), Cause.FAILED);
  }

  @Test
  void a_dead_vault_is_unreachable_and_a_sealed_one_sealed_and_both_come_back() {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    portal.tokens().write(location, 0, entry("rt"));
    assertThat(freshHealth()).isEqualTo(VaultHealth.State.SERVES);

    bao.kill();
    assertThat(freshHealth()).isEqualTo(VaultHealth.State.UNREACHABLE);
    assertUnreadable(open(location), Cause.UNREACHABLE);
    assertFailed(portal.tokens().write(location, 1, entry("x")), Cause.UNREACHABLE);
    assertUnavailable(() -> portal.canary().write("n"), Cause.UNREACHABLE);
    bao.startAgain();
    assertThat(open(location)).isInstanceOf(Opened.Found.class);

    bao.seal();
    assertThat(freshHealth()).isEqualTo(VaultHealth.State.SEALED);
    assertUnreadable(open(location), Cause.SEALED);
    assertFailed(portal.tokens().write(location, 1, entry("x")), Cause.SEALED);
    assertUnavailable(() -> portal.tokens().destroy(location), Cause.SEALED);
    bao.crashAndRestart();
    assertThat(open(location)).isInstanceOf(Opened.Found.class);
    assertThat(freshHealth()).isEqualTo(VaultHealth.State.SERVES);
  }

  @Test
  void a_revoked_login_is_followed_by_a_new_one_without_losing_a_call() throws Exception {
    portal.tokens().ensureKey(tenant);
    var location = location(tenant);
    portal.tokens().write(location, 0, entry("rt"));
    revokeAllLogins();
    assertThat(open(location)).isInstanceOf(Opened.Found.class);
    revokeAllLogins();
    portal.tokens().destroy(location);
    assertThat(open(location)).isEqualTo(new Opened.Missing());
  }

  @Test
  void many_callers_whose_login_was_revoked_log_in_once() throws Exception {
    portal.tokens().ensureKey(tenant);
    var locations = new ArrayList<TokenLocation>();
    for (var i = 0; i < 40; i++) {
      locations.add(location(tenant));
    }
    revokeAllLogins();
    var before = logins();
    assertThat(portal.tokens().open(locations)).containsOnly(new Opened.Missing());
    assertThat(logins() - before).isEqualTo(1);
  }

  @Test
  void a_login_that_ended_by_the_clock_is_renewed_or_made_again() {
    var node = Reach.of(bao.vault().address(), role);
    node.canary().write("clock");
    node.shift().addAndGet(Duration.ofMinutes(31).toNanos());
    node.canary().write("clock");
    node.shift().addAndGet(Duration.ofHours(5).toNanos());
    node.canary().write("clock");
  }

  @Test
  void a_wrong_secret_id_is_denied() {
    var stranger =
        Reach.of(
            bao.vault().address(), new Login.AppRole(role.roleId(), UUID.randomUUID().toString()));
    assertThat(stranger.health().state()).isEqualTo(VaultHealth.State.DENIED);
    assertUnavailable(() -> stranger.canary().write("n"), Cause.DENIED);
  }

  @Test
  void a_missing_mount_is_no_missing_token() throws Exception {
    try (var empty = Bao.start(Files.createDirectories(folder.resolve("empty")))) {
      // root, since there is no role yet: this store was never prepared
      Vault unprepared = empty.vault();
      var node = Reach.of(unprepared.address(), new Login.Token(unprepared.token()));
      assertUnreadable(node.tokens().open(List.of(location(tenant))).getFirst(), Cause.FAILED);
    }
  }

  private static void revokeAllLogins() throws IOException, InterruptedException {
    raw("POST", "sys/leases/revoke-prefix/auth/approle/login", "{}");
  }

  /** Answers to logins in the audit log, which is written before the answer is given. */
  private static long logins() throws IOException {
    try (var lines = Files.lines(bao.auditLog())) {
      return lines
          .filter(line -> line.contains("\"type\":\"response\""))
          .filter(line -> line.contains("\"path\":\"auth/approle/login\""))
          .count();
    }
  }

  private static VaultHealth.State freshHealth() {
    portal.shift().addAndGet(Duration.ofSeconds(2).toNanos());
    return portal.health().state();
  }

  private static Opened openAt(TokenLocation location, int version) {
    return portal.tokens().openAt(List.of(new At(location, version))).getFirst();
  }

  private static Opened open(TokenLocation location) {
    return portal.tokens().open(List.of(location)).getFirst();
  }

  private static TokenLocation location(TenantId tenant) {
    return new TokenLocation(
        tenant, new GrantId(UUID.randomUUID()), UUID.randomUUID().toString().replace("-", ""));
  }

  private static Entry entry(String token) {
    return new Entry(
        new AttemptId(UUID.randomUUID()),
        new Fingerprint("parent"),
        new Fingerprint("fp-" + token),
        false,
        new TokenSet(
            new RefreshToken(token),
            new AccessToken(token + "-at"),
            "Bearer",
            Scope.parse("a b"),
            Instant.parse("2026-11-24T10:00:00Z"),
            null,
            Instant.parse("2026-11-24T09:00:00Z")));
  }

  private static String sealed(TokenLocation location) throws IOException, InterruptedException {
    var text = raw("GET", "evergrant/data/" + location.path(), "");
    var from = text.indexOf("\"data\":{\"attempt") + 7;
    return text.substring(from, text.indexOf('}', from) + 1);
  }

  /** As root: what an operator, or a thief, could do. */
  private static String raw(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(bao.vault().address() + "/v1/" + path))
            .header("X-Vault-Token", bao.vault().token())
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.body();
  }

  private static void assertUnreadable(Opened opened, Cause cause) {
    assertThat(opened)
        .asInstanceOf(type(Opened.Unreadable.class))
        .satisfies(unreadable -> assertThat(unreadable.why().why()).isEqualTo(cause));
  }

  private static void assertFailed(Written written, Cause cause) {
    assertThat(written)
        .asInstanceOf(type(Written.Failed.class))
        .satisfies(failed -> assertThat(failed.why().why()).isEqualTo(cause));
  }

  private static AbstractThrowableAssert<?, ?> assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Cause cause) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(StoreUnavailable.class, e -> assertThat(e.why()).isEqualTo(cause));
  }
}
