package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Sweep;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Rows that ended, over all tenants, by functions that are made for it. */
@Singleton
public class SweepStore implements Sweep {
  private static final String TO_EMPTY =
      """
      SELECT *
      FROM eg_grants_to_empty(:limit)
      """;

  private static final String EMPTIED =
      """
      UPDATE oauth_grant
      SET emptied_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :grant
        AND salt = :salt
        AND status <> 'ACTIVE'
        AND emptied_at IS NULL
      """;

  private static final String AUTHORIZATIONS =
      """
      SELECT eg_sweep_authorizations(:age_ms * interval '1 millisecond')
      """;

  private static final String LINKS =
      """
      SELECT eg_sweep_links(:age_ms * interval '1 millisecond')
      """;

  private static final String ESCROWS =
      """
      SELECT eg_sweep_escrows(:node, :age_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public SweepStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Ended> toEmpty(int limit) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(TO_EMPTY)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Ended(
                            new TokenLocation(
                                new TenantId(Columns.uuid(row, "tenant_id")),
                                new GrantId(Columns.uuid(row, "grant_id")),
                                Columns.text(row, "salt")),
                            new ProviderId(Columns.uuid(row, "provider_id")),
                            Columns.maybeInstant(row, "revoked_at"),
                            Columns.instant(row, "now")))
                .list());
  }

  @Override
  public boolean emptied(TokenLocation location) {
    return db.inTenant(
        location.tenant(),
        handle ->
            handle
                    .createUpdate(EMPTIED)
                    .bind("tenant", location.tenant().value())
                    .bind("grant", location.grant().value())
                    .bind("salt", location.salt())
                    .execute()
                == 1);
  }

  @Override
  public long authorizations(Duration age) {
    return swept(AUTHORIZATIONS, age);
  }

  @Override
  public long links(Duration age) {
    return swept(LINKS, age);
  }

  @Override
  public long escrows(String node, Duration age) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(ESCROWS)
                .bind("node", node)
                .bind("age_ms", age.toMillis())
                .mapTo(Long.class)
                .one());
  }

  private long swept(String statement, Duration age) {
    return db.acrossTenants(
        handle ->
            handle.createQuery(statement).bind("age_ms", age.toMillis()).mapTo(Long.class).one());
  }
}
