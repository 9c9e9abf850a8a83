package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Rewraps;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Key versions of grants, in tables {@code oauth_grant} and {@code token_rewrap}. */
@Singleton
public class RewrapStore implements Rewraps {
  private static final String OLDER =
      """
      SELECT g.id, g.salt, g.kv_version
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND g.key_version < :newest
        AND g.attempt_id IS NULL
        AND g.emptied_at IS NULL
        AND g.status <> 'REVOKED'
        AND (g.last_proof = 'proved'
             OR coalesce(g.last_success_at, g.consented_at) < eg_now() - interval '1 day')
        AND NOT EXISTS (
          SELECT FROM token_escrow e
          WHERE e.tenant_id = g.tenant_id AND e.grant_id = g.id AND e.state = 'KEPT')
      ORDER BY g.key_version, g.id
      LIMIT :limit
      """;

  /** Not the fence: a claim in between has read, and will write, whichever version lies there. */
  private static final String MOVED =
      """
      UPDATE oauth_grant
      SET kv_version = :kv_version, key_version = :key_version
      WHERE tenant_id = :tenant
        AND id = :grant
        AND salt = :salt
        AND kv_version = :older
      """;

  private static final String DUE =
      """
      SELECT *
      FROM eg_claim_rewraps(:limit, :lease_ms * interval '1 millisecond', :first_ms * interval '1 millisecond')
      """;

  private static final String LOOKED =
      """
      UPDATE token_rewrap
      SET look_at = eg_now() + :again_ms * interval '1 millisecond',
          key_version = :newest,
          older = (
            SELECT count(*)
            FROM oauth_grant g
            WHERE g.tenant_id = :tenant
              AND g.key_version < :newest
              AND g.emptied_at IS NULL
              AND g.status <> 'REVOKED')
      WHERE tenant_id = :tenant
      """;

  private final Db db;

  @Inject
  public RewrapStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Sealed> olderThan(TenantId tenant, int newestKeyVersion, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(OLDER)
                .bind("tenant", tenant.value())
                .bind("newest", newestKeyVersion)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Sealed(
                            new TokenLocation(
                                tenant,
                                new GrantId(Columns.uuid(row, "id")),
                                Columns.text(row, "salt")),
                            row.getInt("kv_version")))
                .list());
  }

  @Override
  public boolean moved(Sealed sealed, int kvVersion, int keyVersion) {
    var location = sealed.location();
    return db.inTenant(
        location.tenant(),
        handle ->
            handle
                    .createUpdate(MOVED)
                    .bind("tenant", location.tenant().value())
                    .bind("grant", location.grant().value())
                    .bind("salt", location.salt())
                    .bind("older", sealed.kvVersion())
                    .bind("kv_version", kvVersion)
                    .bind("key_version", keyVersion)
                    .execute()
                == 1);
  }

  @Override
  public List<TenantId> due(int limit, Duration lease, Duration first) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(DUE)
                .bind("limit", limit)
                .bind("lease_ms", lease.toMillis())
                .bind("first_ms", first.toMillis())
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
  }

  @Override
  public void looked(TenantId tenant, int newestKeyVersion, Duration again) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(LOOKED)
                .bind("tenant", tenant.value())
                .bind("newest", newestKeyVersion)
                .bind("again_ms", again.toMillis())
                .execute());
  }

  @Override
  public long underOlderKeys() {
    return db.acrossTenants(
        handle -> handle.createQuery("SELECT eg_under_older_keys()").mapTo(Long.class).one());
  }
}
