package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ExportTurns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Exports over all tenants, by functions that are made for it. */
@Singleton
public class ExportTurnStore implements ExportTurns {
  private static final String CLAIM =
      """
      SELECT *
      FROM eg_claim_audit_export(:node, :layout, :lease_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public ExportTurnStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Turn> claim(String node, int layout, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("layout", layout)
                .bind("lease_ms", lease.toMillis())
                .map(
                    (row, context) ->
                        new Turn(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            new ExportId(Columns.uuid(row, "id")),
                            row.getLong("fence"),
                            row.getInt("tries")))
                .findOne());
  }
}
