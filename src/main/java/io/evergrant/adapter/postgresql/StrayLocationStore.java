package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StrayLocations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Table {@code stray_location}. */
@Singleton
public class StrayLocationStore implements StrayLocations {
  private static final String ADD =
      """
      INSERT INTO stray_location (tenant_id, grant_id, salt)
      VALUES (:tenant, :grant, :salt)
      ON CONFLICT DO NOTHING
      """;

  private static final String REMOVE =
      """
      DELETE FROM stray_location
      WHERE tenant_id = :tenant
        AND grant_id = :grant
        AND salt = :salt
      """;

  private static final String OLDER =
      """
      SELECT *
      FROM eg_stray_locations(:age_ms * interval '1 millisecond', :limit)
      """;

  private final Db db;

  @Inject
  public StrayLocationStore(Db db) {
    this.db = db;
  }

  @Override
  public void add(TokenLocation location) {
    execute(ADD, location);
  }

  @Override
  public boolean remove(TokenLocation location) {
    return execute(REMOVE, location) == 1;
  }

  private int execute(String statement, TokenLocation location) {
    return db.inTenant(
        location.tenant(),
        handle ->
            handle
                .createUpdate(statement)
                .bind("tenant", location.tenant().value())
                .bind("grant", location.grant().value())
                .bind("salt", location.salt())
                .execute());
  }

  @Override
  public List<TokenLocation> olderThan(Duration age, int limit) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(OLDER)
                .bind("age_ms", age.toMillis())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new TokenLocation(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            new GrantId(Columns.uuid(row, "grant_id")),
                            Columns.text(row, "salt")))
                .list());
  }
}
