package io.evergrant.bench;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Rows of grants without tokens behind them: what the claim has to look past. They go away before
 * any of them is due.
 */
final class Crowd implements AutoCloseable {
  private final Herd herd;
  private final int count;

  Crowd(Herd herd, int count) {
    this.herd = herd;
    this.count = count;
  }

  /** Spreads them evenly from then to an hour later. */
  void dueWithinTheHour(Duration from) throws SQLException {
    herd.run(
        """
        INSERT INTO oauth_grant (tenant_id, id, provider_id, subject, account, status,
          scope_asked, scope_granted, salt, kv_version, key_version, fingerprint, due_at,
          consented_at)
        SELECT ?, gen_random_uuid(), ?, 'crowd-' || i, 'crowd-' || i, 'ACTIVE', 'openid', 'openid',
          md5(i::text), 1, 1, 'none', eg_now() + CAST(? AS float8) * interval '1 second'
            + i * interval '1 hour' / ?, eg_now()
        FROM generate_series(1, ?) i
        """,
        herd.tenant.value(),
        herd.provider.value(),
        from.toMillis() / 1000.0,
        Math.max(1, count),
        count);
    herd.run("ANALYZE oauth_grant");
  }

  @Override
  public void close() throws SQLException {
    herd.run(
        "DELETE FROM oauth_grant WHERE provider_id = ? AND subject LIKE 'crowd-%'",
        herd.provider.value());
  }
}
