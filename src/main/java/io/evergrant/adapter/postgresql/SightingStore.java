package io.evergrant.adapter.postgresql;

import io.evergrant.domain.observed.Sighting;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Sightings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Read when somebody looks, from what stands in each grant's row anyway: a refresh writes nothing
 * for it. By the index {@code grant_consented}, whose end is read.
 */
@Singleton
public class SightingStore implements Sightings {
  private static final String EACH =
      """
      SELECT g.provider_id, g.refreshes, g.rotations, g.consented_at,
             greatest(g.consented_at, g.last_success_at) AS issued_at, g.expires_at, g.refresh_expires_at,
             g.refresh_end_slides, g.scope_asked, g.scope_granted
      FROM provider p
      CROSS JOIN LATERAL (
        SELECT *
        FROM oauth_grant
        WHERE tenant_id = p.tenant_id
          AND provider_id = p.id
        ORDER BY consented_at DESC
        LIMIT :limit
      ) g
      WHERE p.tenant_id = :tenant
        AND NOT g.unproved
        AND g.status <> 'PENDING'
      """;

  private static final String ONE = EACH + "  AND p.id = :provider\n";

  private final Db db;

  @Inject
  public SightingStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Sighting> of(TenantId tenant, ProviderId provider, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(ONE)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .bind("limit", limit)
                .map((row, context) -> sighting(row))
                .list());
  }

  @Override
  public Map<ProviderId, List<Sighting>> ofEach(TenantId tenant, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(EACH)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        Map.entry(new ProviderId(Columns.uuid(row, "provider_id")), sighting(row)))
                .collect(
                    Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  private static Sighting sighting(ResultSet row) throws SQLException {
    var slides = row.getBoolean("refresh_end_slides");
    var isKnown = !row.wasNull();
    return new Sighting(
        row.getLong("refreshes"),
        row.getLong("rotations"),
        Columns.instant(row, "consented_at"),
        Columns.instant(row, "issued_at"),
        Columns.maybeInstant(row, "expires_at"),
        Columns.maybeInstant(row, "refresh_expires_at"),
        isKnown ? (Boolean) slides : null,
        Scope.parse(Columns.text(row, "scope_asked")),
        Scope.parse(Columns.text(row, "scope_granted")));
  }
}
