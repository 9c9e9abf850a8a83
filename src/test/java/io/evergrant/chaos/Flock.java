package io.evergrant.chaos;

import io.evergrant.adapter.vault.HmacFingerprints;
import io.evergrant.adapter.vault.KeyValue;
import io.evergrant.adapter.vault.KvSecretVault;
import io.evergrant.adapter.vault.KvTokenVault;
import io.evergrant.adapter.vault.SystemKey;
import io.evergrant.adapter.vault.Transit;
import io.evergrant.adapter.vault.VaultCalls;
import io.evergrant.adapter.vault.VaultSession;
import io.evergrant.adapter.vault.VaultSettings;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.Seeded;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Grants of one test, as if as many people had consented: refresh tokens from the provider itself,
 * sealed into Vault by the portal's own adapter, rows that are due in a year.
 */
final class Flock {
  private static final String SCOPE = "openid offline_access";
  private static final int WRITERS = 16;
  private static final int AT_ONCE = 50;
  private static final Duration STUCK = Duration.ofSeconds(20);
  private static final AtomicInteger NAMES = new AtomicInteger();

  /** A day: what was refreshed is not due again while a test runs. */
  private static final int ACCESS_LIFE = 86_400;

  private final Cluster cluster;
  private final TenantId tenant;
  private final KvTokenVault tokens;
  private final KvSecretVault secrets;
  private final HmacFingerprints fingerprints;
  private final List<Sheep> all = new ArrayList<>();

  /** By grant: the refresh token of another authorization of the same account. */
  private final Map<UUID, String> others = new ConcurrentHashMap<>();

  Flock(Cluster cluster) {
    this(cluster, new TenantId(cluster.seed().acme().id()));
  }

  Flock(Cluster cluster, TenantId tenant) {
    this.cluster = cluster;
    this.tenant = tenant;
    var vault = cluster.stores().vault();
    var login = new VaultSettings.Login.Token(vault.token());
    var settings = new VaultSettings(vault.address(), null, null, login);
    var calls = new VaultCalls(new VaultSession(settings, System::nanoTime));
    var kv = new KeyValue(calls);
    var transit = new Transit(calls);
    tokens = new KvTokenVault(kv, transit);
    secrets = new KvSecretVault(kv, transit);
    fingerprints = new HmacFingerprints(new SystemKey(kv));
  }

  /**
   * One grant.
   *
   * @param mode the issuer, which no other test uses
   * @param keyVersion of the tenant's key when it was sealed
   * @param token the refresh token it began with
   */
  record Sheep(
      UUID id,
      UUID provider,
      Manner manner,
      String mode,
      String subject,
      String salt,
      int keyVersion,
      String token) {
    @Override
    public String toString() {
      return mode + "/" + subject + " (" + id + ")";
    }
  }

  /** So many grants of each of these manners, each with a registration of its own. */
  static Flock grow(Cluster cluster, int each, Manner... manners) {
    var flock = new Flock(cluster);
    for (var manner : manners) {
      flock.add(manner, each, 1);
    }
    return flock;
  }

  /** So many grants of one manner; so many of them share a registration. */
  Flock add(Manner manner, int count, int perRegistration) {
    var mode = issuer(manner);
    var seeds = cluster.provider().seed(mode, DemoProvider.CLIENT_ID, count, SCOPE);
    return add(manner, mode, seeds, perRegistration);
  }

  /**
   * One grant of each of these accounts, whose owners can consent again; each with a registration
   * of its own.
   */
  Flock addOf(Manner manner, String... accounts) {
    var mode = issuer(manner);
    var seeds = cluster.provider().seedOf(mode, DemoProvider.CLIENT_ID, List.of(accounts), SCOPE);
    return add(manner, mode, seeds, 1);
  }

  private String issuer(Manner manner) {
    var mode = manner.name() + "-" + NAMES.incrementAndGet();
    var settings = new HashMap<String, Object>(manner.settings());
    settings.put("access_life_s", ACCESS_LIFE);
    cluster.provider().settings(mode, settings);
    tokens.ensureKey(tenant);
    return mode;
  }

  private Flock add(Manner manner, String mode, List<Seeded> seeds, int perRegistration) {
    var provider = new ProviderId(UUID.randomUUID());
    try (var threads = Executors.newFixedThreadPool(WRITERS);
        var connection = cluster.superuser()) {
      var made = new ArrayList<Future<Sheep>>();
      for (var i = 0; i < seeds.size(); i++) {
        var isNew = i % perRegistration == 0;
        provider = isNew ? new ProviderId(UUID.randomUUID()) : provider;
        var of = provider;
        var seed = seeds.get(i);
        if (isNew) {
          register(connection, manner, mode, of);
        }
        made.add(threads.submit(() -> seal(manner, mode, of, seed, isNew)));
      }
      for (var sheep : made) {
        insert(connection, sheep.get());
        all.add(sheep.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException | SQLException e) {
      throw new IllegalStateException("A grant could not be made", e);
    }
    return this;
  }

  List<Sheep> all() {
    return List.copyOf(all);
  }

  /** Their issuers' names. */
  List<String> modes() {
    return all.stream().map(Sheep::mode).distinct().toList();
  }

  int size() {
    return all.size();
  }

  TenantId tenant() {
    return tenant;
  }

  Cluster cluster() {
    return cluster;
  }

  /** As our log names a token. */
  String fingerprint(String token) {
    return fingerprints.of(tenant, new RefreshToken(token)).value();
  }

  /** As our log names the token that lies at this place in Vault now; empty where none does. */
  String stored(Sheep sheep, String salt) {
    var at = new TokenLocation(tenant, new GrantId(sheep.id()), salt);
    return named(tokens.open(List.of(at)).getFirst());
  }

  /** The same of all of them, by grant, with the salts that their rows name. */
  Map<UUID, String> stored(Map<UUID, String> salts) {
    var all =
        salts.entrySet().stream()
            .map(one -> new TokenLocation(tenant, new GrantId(one.getKey()), one.getValue()))
            .toList();
    var stored = new ConcurrentHashMap<UUID, String>();
    var reads = new ArrayList<CompletableFuture<Void>>();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var from = 0; from < all.size(); from += AT_ONCE) {
        var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
        reads.add(CompletableFuture.runAsync(() -> read(some, stored), threads));
      }
    }
    reads.forEach(CompletableFuture::join);
    return stored;
  }

  private void read(List<TokenLocation> some, Map<UUID, String> stored) {
    var opened = tokens.open(some);
    for (var i = 0; i < some.size(); i++) {
      stored.put(some.get(i).grant().value(), named(opened.get(i)));
    }
  }

  private String named(Opened opened) {
    return switch (opened) {
      case Opened.Found found -> fingerprint(found.entry().tokens().refreshToken().reveal());
      case Opened.Missing missing -> "";
      case Opened.Unreadable unreadable -> throw unreadable.why();
    };
  }

  /** A refresh token that another program got for the account of this grant, to be imported. */
  String another(Sheep sheep) {
    var made =
        cluster
            .provider()
            .seedOf(sheep.mode(), DemoProvider.CLIENT_ID, List.of(sheep.subject()), SCOPE);
    others.put(sheep.id(), made.getFirst().refreshToken());
    return made.getFirst().refreshToken();
  }

  /** The one that {@link #another} made last for this grant. */
  String other(Sheep sheep) {
    return Objects.requireNonNull(others.get(sheep.id()));
  }

  /** How many of their entries in Vault a recoverer has taken over. */
  long takenOver() {
    return entries(Entry::takeover);
  }

  /** Of how many the set in Vault is what a refresh of the first one brought. */
  long renewed() {
    return entries(entry -> entry.parent() != null);
  }

  private long entries(Predicate<Entry> which) {
    return all.stream()
        .map(sheep -> new TokenLocation(tenant, new GrantId(sheep.id()), sheep.salt()))
        .map(at -> tokens.open(List.of(at)).getFirst())
        .filter(opened -> opened instanceof Opened.Found found && which.test(found.entry()))
        .count();
  }

  /** How many attempts of them are open. */
  long open() {
    return Rows.count(
        cluster,
        "SELECT count(*) FROM refresh_attempt WHERE open AND grant_id = ANY (?)",
        (Object) ids());
  }

  /** With how many versions of the tenant's key they are sealed, as their rows tell. */
  long keyVersions() {
    return Rows.count(
        cluster,
        "SELECT count(DISTINCT key_version) FROM oauth_grant WHERE id = ANY (?)",
        (Object) ids());
  }

  /** All of them at once: from this moment on the timers have work. */
  void makeDue() {
    run("UPDATE oauth_grant SET due_at = eg_now() WHERE id = ANY (?)", (Object) ids());
  }

  /** One after the other, evenly over this time from now on. */
  void makeDueOver(Duration time) {
    run(
        """
        UPDATE oauth_grant g
        SET due_at = eg_now() + r.place * ? * interval '1 microsecond'
        FROM (SELECT id, row_number() OVER (ORDER BY id) AS place
              FROM oauth_grant WHERE id = ANY (?)) r
        WHERE g.id = r.id
        """,
        time.dividedBy(all.size()).toNanos() / 1_000,
        ids());
  }

  /** As if they had been in service for so long. */
  void consentedBefore(Duration age) {
    run(
        """
        UPDATE oauth_grant SET consented_at = eg_now() - ? * interval '1 second'
        WHERE id = ANY (?)
        """,
        age.toSeconds(),
        ids());
  }

  /**
   * Returns when every grant came to rest: refreshed, or waiting for a person. What waits for its
   * next try does not wait long; a lease that nobody works under ends in time. Of a provider that
   * rests nothing is expected.
   *
   * @param patience for how long none of them may come to rest: the last one may have to wait for
   *     its provider's breaker, whose longest step the clock passes in three minutes
   */
  void settle(Duration patience) {
    var progress = System.nanoTime();
    var since = progress;
    var left = unsettled();
    while (left > 0) {
      if (System.nanoTime() - progress > patience.toNanos()) {
        throw new IllegalStateException(left + " grants did not come to rest: " + restless());
      }
      run(
          """
          UPDATE oauth_grant SET due_at = eg_now()
          WHERE id = ANY (?) AND status = 'ACTIVE' AND attempt_id IS NULL
            AND due_at > eg_now() AND due_at < eg_now() + interval '2 hours'
          """,
          (Object) ids());
      var before = left;
      Until.within(Duration.ofMillis(500), Duration.ofMillis(100), () -> unsettled() < before);
      left = unsettled();
      if (left < before) {
        progress = System.nanoTime();
        since = progress;
      } else if (System.nanoTime() - since > STUCK.toNanos()) {
        cluster.advanceClock(Duration.ofMinutes(2));
        since = System.nanoTime();
      }
    }
  }

  private int unsettled() {
    var found =
        Rows.of(
            cluster,
            """
            SELECT count(*) FILTER (
                     WHERE g.attempt_id IS NOT NULL
                        OR (g.status = 'ACTIVE' AND p.status = 'ACTIVE'
                            AND g.due_at < eg_now() + interval '2 hours')
                        OR EXISTS (SELECT FROM token_escrow e WHERE e.grant_id = g.id AND e.state = 'KEPT')
                        OR EXISTS (SELECT FROM refresh_attempt a WHERE a.grant_id = g.id AND a.open))
            FROM oauth_grant g
            JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id
            WHERE g.id = ANY (?)
            """,
            (Object) ids());
    return Integer.parseInt(found.getFirst().getFirst());
  }

  private List<List<String>> restless() {
    return Rows.of(
        cluster,
        """
        SELECT g.status, coalesce(g.status_cause, ''), coalesce(g.last_outcome, ''), coalesce(g.last_cause, ''),
               g.attempt_id IS NOT NULL, count(*), max(g.lease_until) - eg_now(), max(g.due_at) - eg_now(),
               b.step, b.retry_at - eg_now()
        FROM oauth_grant g
        LEFT JOIN provider_breaker b ON b.tenant_id = g.tenant_id AND b.provider_id = g.provider_id
        WHERE g.id = ANY (?) AND (g.attempt_id IS NOT NULL OR g.due_at < eg_now() + interval '2 hours')
        GROUP BY 1, 2, 3, 4, 5, 9, 10
        """,
        (Object) ids());
  }

  UUID[] ids() {
    return all.stream().map(Sheep::id).toArray(UUID[]::new);
  }

  private Sheep seal(Manner manner, String mode, ProviderId provider, Seeded seed, boolean isNew) {
    if (isNew) {
      secrets.put(tenant, provider, new ClientSecret(DemoProvider.CLIENT_SECRET));
    }
    var grant = new GrantId(UUID.randomUUID());
    var salt = UUID.randomUUID().toString().replace("-", "");
    var token = new RefreshToken(seed.refreshToken());
    var fingerprint = fingerprints.of(tenant, token);
    var set = new TokenSet(token, null, "Bearer", Scope.parse(SCOPE), null, null, Instant.now());
    var entry = new Entry(new AttemptId(UUID.randomUUID()), null, fingerprint, false, set);
    var written = tokens.write(new TokenLocation(tenant, grant, salt), 0, entry);
    if (!(written instanceof Written.Stored stored)) {
      throw new IllegalStateException("A token set was not stored: " + written);
    }
    return new Sheep(
        grant.value(),
        provider.value(),
        manner,
        mode,
        seed.subject(),
        salt,
        stored.keyVersion(),
        seed.refreshToken());
  }

  private void register(Connection connection, Manner manner, String mode, ProviderId provider) {
    // what browsers see is the provider's own address; nodes reach the rest through the proxy
    var issuer = cluster.provider().issuer(mode).toString();
    var proxied = cluster.issuer(mode).toString();
    Rows.run(
        connection,
        """
        INSERT INTO provider (tenant_id, id, name, issuer, issuer_in_response,
          authorization_endpoint, token_endpoint, revocation_endpoint, introspection_endpoint,
          userinfo_endpoint, client_id, client_authentication, scope, refresh_mode, margin_ms,
          assumed_life_ms, reuse_grace_ms, reuse_consequence, proof_kind, probe_uri, probe_status,
          deadline_ms, status, version)
        VALUES (?, ?, ?, ?, true, ?, ?, ?, ?, ?, ?, 'CLIENT_SECRET_BASIC', ?, 'KEEP_WARM', 300000,
          1800000, ?, ?, ?, ?, 200, ?, 'ACTIVE', 1)
        """,
        tenant.value(),
        provider.value(),
        mode + " " + provider,
        issuer,
        issuer + "/authorize",
        proxied + "/token",
        proxied + "/revoke",
        proxied + "/introspect",
        proxied + "/userinfo",
        DemoProvider.CLIENT_ID,
        SCOPE,
        manner.grace().toMillis(),
        manner.reuse(),
        manner.proof().name(),
        cluster.issuer("api") + "/" + mode + "/me",
        manner.deadline().toMillis());
  }

  private void insert(Connection connection, Sheep sheep) {
    Rows.run(
        connection,
        """
        INSERT INTO oauth_grant (tenant_id, id, provider_id, subject, account, status,
          scope_asked, scope_granted, salt, kv_version, key_version, fingerprint, due_at,
          consented_at)
        VALUES (?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, 1, ?, ?, eg_now() + interval '1 year',
          eg_now())
        """,
        tenant.value(),
        sheep.id(),
        sheep.provider(),
        sheep.subject(),
        sheep.subject(),
        SCOPE,
        SCOPE,
        sheep.salt(),
        sheep.keyVersion(),
        fingerprint(sheep.token()));
  }

  private void run(String sql, @Nullable Object... values) {
    try (var connection = cluster.superuser()) {
      Rows.run(connection, sql, values);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By the provider's word for it: each token that was ever seen on the wire. */
  Map<String, String> spoken() {
    var spoken = new HashMap<String, String>();
    for (var sheep : all) {
      spoken.put(Spoken.fingerprint(sheep.token()), sheep.token());
    }
    others.values().forEach(token -> spoken.put(Spoken.fingerprint(token), token));
    for (var exchange : cluster.wire().exchanges()) {
      for (var token : Spoken.tokens(exchange)) {
        spoken.put(Spoken.fingerprint(token), token);
      }
    }
    return spoken;
  }
}
