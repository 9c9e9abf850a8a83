package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Sweep;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that ended, over all tenants, by functions that are made for it. */
@Singleton
public class SweepStore implements Sweep {
  private static final String TO_EMPTY =
      """
      SELECT *
      FROM eg_grants_to_empty(:limit)
      """;

  /** As the function does it for all. */
  private static final String TO_EMPTY_ONE =
      """
      SELECT g.tenant_id, g.id AS grant_id, g.provider_id, g.salt, g.revoked_at, eg_now() AS now
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND g.id = :grant
        AND g.status <> 'ACTIVE'
        AND g.emptied_at IS NULL
        AND g.attempt_id IS NULL
        AND (g.status = 'REVOKED' OR g.refresh_expires_at <= eg_now())
        AND NOT EXISTS (
          SELECT FROM token_escrow e
          WHERE e.tenant_id = g.tenant_id AND e.grant_id = g.id AND e.state = 'KEPT')
      """;

  private static final String PUT_OFF =
      """
      UPDATE oauth_grant
      SET empty_after = eg_now() + :by_ms * interval '1 millisecond'
      WHERE tenant_id = :tenant
        AND id = :grant
        AND salt = :salt
      """;

  private static final String EMPTIED =
      """
      UPDATE oauth_grant
      SET emptied_at = eg_now(),
          given_back = :given_back
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

  private static final String CONSENT_LINKS =
      """
      SELECT eg_sweep_consent_links(:age_ms * interval '1 millisecond')
      """;

  private static final String TICKETS =
      """
      SELECT eg_sweep_tickets(:age_ms * interval '1 millisecond')
      """;

  private static final String ANSWERS =
      """
      SELECT eg_sweep_answers(:age_ms * interval '1 millisecond')
      """;

  private static final String HAND_OVERS =
      """
      SELECT eg_sweep_hand_overs(:age_ms * interval '1 millisecond')
      """;

  private static final String AUDIT_EXPORTS =
      """
      SELECT eg_sweep_audit_exports(:age_ms * interval '1 millisecond')
      """;

  private static final String WEBHOOK_DELIVERIES =
      """
      SELECT eg_sweep_webhook_deliveries(:age_ms * interval '1 millisecond')
      """;

  private static final String BULK_ACTS =
      """
      SELECT eg_sweep_bulk_acts(:age_ms * interval '1 millisecond')
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
                .map((row, context) -> ended(row))
                .list());
  }

  @Override
  public Optional<Ended> toEmpty(TenantId tenant, GrantId grant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(TO_EMPTY_ONE)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .map((row, context) -> ended(row))
                .findOne());
  }

  private static Ended ended(ResultSet row) throws SQLException {
    return new Ended(
        new TokenLocation(
            new TenantId(Columns.uuid(row, "tenant_id")),
            new GrantId(Columns.uuid(row, "grant_id")),
            Columns.text(row, "salt")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        Columns.maybeInstant(row, "revoked_at"),
        Columns.instant(row, "now"));
  }

  @Override
  public void putOff(TokenLocation location, Duration by) {
    db.inTenant(
        location.tenant(),
        handle ->
            handle
                .createUpdate(PUT_OFF)
                .bind("tenant", location.tenant().value())
                .bind("grant", location.grant().value())
                .bind("salt", location.salt())
                .bind("by_ms", by.toMillis())
                .execute());
  }

  @Override
  public boolean emptied(TokenLocation location, @Nullable Revoked givenBack) {
    return db.inTenant(
        location.tenant(),
        handle ->
            handle
                    .createUpdate(EMPTIED)
                    .bind("tenant", location.tenant().value())
                    .bind("grant", location.grant().value())
                    .bind("salt", location.salt())
                    .bind(
                        "given_back",
                        givenBack == null ? null : givenBack.name().toLowerCase(Locale.ROOT))
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
  public long consentLinks(Duration age) {
    return swept(CONSENT_LINKS, age);
  }

  @Override
  public long tickets(Duration age) {
    return swept(TICKETS, age);
  }

  @Override
  public long answers(Duration age) {
    return swept(ANSWERS, age);
  }

  @Override
  public long handOvers(Duration age) {
    return swept(HAND_OVERS, age);
  }

  @Override
  public long auditExports(Duration age) {
    return swept(AUDIT_EXPORTS, age);
  }

  @Override
  public long webhookDeliveries(Duration age) {
    return swept(WEBHOOK_DELIVERIES, age);
  }

  @Override
  public long bulkActs(Duration age) {
    return swept(BULK_ACTS, age);
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
