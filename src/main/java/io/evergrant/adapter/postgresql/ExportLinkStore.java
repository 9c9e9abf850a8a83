package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ExportLinks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Links to exports, in table {@code audit_export_link}. */
@Singleton
public class ExportLinkStore implements ExportLinks {
  private static final String INSERT =
      """
      INSERT INTO audit_export_link (tenant_id, id, export_id, hash, ends_at)
      SELECT x.tenant_id, :link, x.id, :hash, least(x.ends_at, eg_now() + :life_ms * interval '1 millisecond')
      FROM audit_export x
      WHERE x.tenant_id = :tenant
        AND x.id = :id
      RETURNING ends_at
      """;

  private static final String FIND =
      """
      SELECT *
      FROM eg_audit_export_link(:hash)
      """;

  private final Db db;

  @Inject
  public ExportLinkStore(Db db) {
    this.db = db;
  }

  @Override
  public Instant insert(TenantId tenant, ExportId export, UUID link, String hash, Duration life) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(INSERT)
                .bind("tenant", tenant.value())
                .bind("id", export.value())
                .bind("link", link)
                .bind("hash", hash)
                .bind("life_ms", life.toMillis())
                .map((row, context) -> Columns.instant(row, "ends_at"))
                .one());
  }

  @Override
  public Optional<Link> find(String hash) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(FIND)
                .bind("hash", hash)
                .map(
                    (row, context) ->
                        new Link(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            Columns.uuid(row, "id"),
                            new ExportId(Columns.uuid(row, "export_id")),
                            row.getBoolean("ended")))
                .findOne());
  }
}
