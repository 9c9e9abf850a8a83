package io.evergrant.bench;

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
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.Seeded;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Many grants of one provider, as if as many people had consented: refresh tokens from the provider
 * itself, sealed into Vault by the portal's own adapter, rows that are due in a year.
 */
final class Herd implements AutoCloseable {
  /** In which a node allows a provider that it has not asked lately more requests, one by one. */
  static final Duration BEGINNING = Duration.ofSeconds(5);

  private static final String SCOPE = "openid offline_access";
  private static final int WRITERS = 16;

  private final Stack stack;
  final Connection connection;
  final TenantId tenant;
  final ProviderId provider = new ProviderId(UUID.randomUUID());
  final KvTokenVault tokens;
  private final KvSecretVault secrets;
  private final HmacFingerprints fingerprints;

  private Timestamp due = new Timestamp(0);

  Herd(Stack stack) throws SQLException {
    this(stack, new TenantId(stack.seed().acme().id()));
  }

  /** Of another tenant. */
  Herd(Stack stack, TenantId tenant) throws SQLException {
    this.stack = stack;
    this.tenant = tenant;
    connection = stack.stores().postgres().superuser("evergrant");
    var vault = stack.stores().vault();
    var login = new VaultSettings.Login.Token(vault.token());
    var settings = new VaultSettings(vault.address(), null, null, login);
    var calls = new VaultCalls(new VaultSession(settings, System::nanoTime));
    var kv = new KeyValue(calls);
    var transit = new Transit(calls);
    tokens = new KvTokenVault(kv, transit);
    secrets = new KvSecretVault(kv, transit);
    fingerprints = new HmacFingerprints(new SystemKey(kv));
  }

  /** When this round began, by the database's clock. */
  Timestamp due() {
    return due;
  }

  /** Makes the provider's registration and that many grants. */
  void grow(String mode, int count) throws SQLException {
    tokens.ensureKey(tenant);
    secrets.put(tenant, provider, new ClientSecret(DemoProvider.CLIENT_SECRET));
    register(mode);
    var seeds = stack.provider().seed(mode, DemoProvider.CLIENT_ID, count, SCOPE);
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var rows = seeds.stream().map(seed -> threads.submit(() -> seal(seed))).toList();
      for (var row : rows) {
        insert(row.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A grant could not be made", e);
    }
  }

  private Row seal(Seeded seed) {
    var grant = new GrantId(UUID.randomUUID());
    var salt = UUID.randomUUID().toString().replace("-", "");
    var token = new RefreshToken(seed.refreshToken());
    var fingerprint = fingerprints.of(tenant, token);
    var set = new TokenSet(token, null, "Bearer", Scope.parse(SCOPE), null, null, Instant.now());
    var entry = new Entry(new AttemptId(UUID.randomUUID()), null, fingerprint, false, set);
    var location = new TokenLocation(tenant, grant, salt);
    var written = tokens.write(location, 0, entry);
    if (!(written instanceof Written.Stored)) {
      throw new IllegalStateException("A token set was not stored: " + written);
    }
    return new Row(grant.value(), seed.subject(), salt, fingerprint.value());
  }

  private record Row(UUID grant, String subject, String salt, String fingerprint) {}

  private void register(String mode) throws SQLException {
    var issuer = stack.provider().issuer(mode).toString();
    run(
        """
        INSERT INTO provider (tenant_id, id, name, issuer, issuer_in_response,
          authorization_endpoint, token_endpoint, client_id, client_authentication, scope,
          refresh_mode, margin_ms, assumed_life_ms, reuse_grace_ms, reuse_consequence, proof_kind,
          deadline_ms, status, version)
        VALUES (?, ?, ?, ?, true, ?, ?, ?, 'CLIENT_SECRET_BASIC', ?, 'KEEP_WARM', 300000, 1800000,
          0, 'REVOKES_GRANT', 'NONE', 10000, 'ACTIVE', 1)
        """,
        tenant.value(),
        provider.value(),
        mode + " " + provider,
        issuer,
        issuer + "/authorize",
        issuer + "/token",
        DemoProvider.CLIENT_ID,
        SCOPE);
  }

  private void insert(Row row) throws SQLException {
    run(
        """
        INSERT INTO oauth_grant (tenant_id, id, provider_id, subject, account, status,
          scope_asked, scope_granted, salt, kv_version, key_version, fingerprint, due_at,
          consented_at)
        VALUES (?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, 1, 1, ?, eg_now() + interval '1 year',
          eg_now())
        """,
        tenant.value(),
        row.grant(),
        provider.value(),
        row.subject(),
        row.subject(),
        SCOPE,
        SCOPE,
        row.salt(),
        row.fingerprint());
  }

  /** A round begins: all of them are due at once, and the timer has work. */
  void makeDue() throws SQLException {
    begin();
    run("UPDATE oauth_grant SET due_at = ? WHERE provider_id = ?", due, provider.value());
  }

  /** A round begins. */
  void begin() throws SQLException {
    try (var query = connection.prepareStatement("SELECT eg_now()");
        var row = query.executeQuery()) {
      row.next();
      due = row.getTimestamp(1);
    }
  }

  /** A round begins: they fall due one after the other, and each moment is written down. */
  void makeDueEvenly(Duration from, Duration over) throws SQLException {
    run(
        "CREATE UNLOGGED TABLE IF NOT EXISTS bench_due (grant_id uuid PRIMARY KEY, due_at"
            + " timestamptz)");
    run("DELETE FROM bench_due");
    run(
        """
        INSERT INTO bench_due
        SELECT id, eg_now() + CAST(? AS float8) * interval '1 second'
          + (row_number() OVER (ORDER BY id)) * CAST(? AS float8) * interval '1 second' / count(*) OVER ()
        FROM oauth_grant
        WHERE provider_id = ?
          AND subject NOT LIKE 'crowd-%'
        """,
        seconds(from), seconds(over), provider.value());
    try (var query = connection.prepareStatement("SELECT min(due_at) FROM bench_due");
        var row = query.executeQuery()) {
      row.next();
      due = row.getTimestamp(1);
    }
    run("UPDATE oauth_grant g SET due_at = d.due_at FROM bench_due d WHERE d.grant_id = g.id");
  }

  /** How punctual the round was that {@link #makeDueEvenly} began. */
  Punctuality punctuality(int providerMillis) throws SQLException {
    var sql =
        """
        SELECT count(*),
               coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY lag), 0),
               coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY lag), 0),
               coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY took), 0),
               coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY took), 0),
               coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY lag) FILTER (WHERE is_later), 0),
               coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY took) FILTER (WHERE is_later), 0)
        FROM (SELECT d.due_at >= (SELECT min(due_at) FROM bench_due) + CAST(? AS float8) * interval '1 second' AS is_later,
                     extract(epoch FROM a.started_at - d.due_at) * 1000 AS lag,
                     extract(epoch FROM a.ended_at - a.started_at) * 1000 - CAST(? AS float8) AS took
              FROM bench_due d
              JOIN refresh_attempt a ON a.grant_id = d.grant_id AND a.started_at >= d.due_at
              WHERE a.outcome = 'renewed') AS attempt
        """;
    try (var query = connection.prepareStatement(sql)) {
      query.setDouble(1, seconds(BEGINNING));
      query.setInt(2, providerMillis);
      try (var row = query.executeQuery()) {
        row.next();
        return new Punctuality(
            row.getInt(1),
            row.getDouble(2),
            row.getDouble(3),
            row.getDouble(4),
            row.getDouble(5),
            row.getDouble(6),
            row.getDouble(7));
      }
    }
  }

  /**
   * Milliseconds, of grants that fell due evenly.
   *
   * @param lag50 from due to claim
   * @param own50 from claim to commit, without what the provider took
   * @param laterLag99 of those that fell due after {@link #BEGINNING}
   */
  record Punctuality(
      int grants,
      double lag50,
      double lag99,
      double own50,
      double own99,
      double laterLag99,
      double laterOwn99) {}

  /** Asked seldom: counting costs the same PostgreSQL. */
  static void await(String what, Duration patience, BooleanSupplier there) {
    if (!Until.within(patience, Duration.ofSeconds(1), there)) {
      throw new IllegalStateException("Not within " + patience + ": " + what);
    }
  }

  /** The grants with tokens. */
  List<GrantId> grants() throws SQLException {
    var sql = "SELECT id FROM oauth_grant WHERE provider_id = ? AND subject NOT LIKE 'crowd-%'";
    try (var query = connection.prepareStatement(sql)) {
      query.setObject(1, provider.value());
      var found = new ArrayList<GrantId>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          found.add(new GrantId(row.getObject(1, UUID.class)));
        }
      }
      return found;
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  /** Whether each of the tenant's events is in its chain. */
  boolean isLinked() {
    var sql =
        """
        SELECT (SELECT count(*) FROM audit_event WHERE tenant_id = ?)
             = (SELECT count(*) FROM audit_link WHERE tenant_id = ?)
        """;
    try (var query = connection.prepareStatement(sql)) {
      query.setObject(1, tenant.value());
      query.setObject(2, tenant.value());
      try (var row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether that many were refreshed that often. */
  boolean isRefreshed(int count, int times) {
    var sql = "SELECT count(*) FROM oauth_grant WHERE provider_id = ? AND refreshes >= ?";
    try (var query = connection.prepareStatement(sql)) {
      query.setObject(1, provider.value());
      query.setInt(2, times);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getInt(1) >= count;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The grants could not be counted", e);
    }
  }

  /** How many were refreshed in this round, and how: filled only when all are. */
  Latencies latencies() throws SQLException {
    var sql =
        """
        SELECT count(*) FILTER (WHERE outcome = 'renewed'), count(*),
               coalesce(extract(epoch FROM max(ended_at) - min(started_at)), 0),
               coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms), 0),
               coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY ms), 0),
               coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY sent_ms), 0)
        FROM (SELECT *, extract(epoch FROM ended_at - started_at) * 1000 AS ms,
                     extract(epoch FROM ended_at - sent_at) * 1000 AS sent_ms
              FROM refresh_attempt
              WHERE provider_id = ?
                AND started_at >= ?) AS attempt
        """;
    try (var query = connection.prepareStatement(sql)) {
      query.setObject(1, provider.value());
      query.setTimestamp(2, due);
      try (var row = query.executeQuery()) {
        row.next();
        return new Latencies(
            row.getInt(1),
            row.getInt(2),
            row.getDouble(3),
            row.getDouble(4),
            row.getDouble(5),
            row.getDouble(6));
      }
    }
  }

  /**
   * What the attempts say.
   *
   * @param seconds from the first claim to the last commit
   * @param p50 milliseconds from claim to commit; waiting in a claimed batch counts
   * @param sentP50 milliseconds from the moment before the request to the commit
   */
  record Latencies(
      int renewed, int attempts, double seconds, double p50, double p99, double sentP50) {}

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  void run(String sql, @Nullable Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
