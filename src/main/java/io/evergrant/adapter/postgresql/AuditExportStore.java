package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditExports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exports of a tenant, in table {@code audit_export}. */
@Singleton
public class AuditExportStore implements AuditExports {
  private static final String INSERT =
      """
      INSERT INTO audit_export (tenant_id, format, layout, asked_by, ends_at, asked_number, asked_after, asked_before,
                                asked_from, asked_until)
      SELECT :tenant, :format, :layout, :by, eg_now() + :life_ms * interval '1 millisecond',
             coalesce((SELECT max(number) FROM audit_event WHERE tenant_id = :tenant), 0),
             :after, CAST(:before AS bigint), CAST(:from AS timestamptz), CAST(:until AS timestamptz)
      RETURNING %s
      """
          .formatted(AuditExportRow.COLUMNS);

  private static final String FIND =
      """
      SELECT %s
      FROM audit_export
      WHERE tenant_id = :tenant
        AND id = :id
      """
          .formatted(AuditExportRow.COLUMNS);

  private static final String LIST =
      """
      SELECT %s
      FROM audit_export
      WHERE tenant_id = :tenant
        AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))
      ORDER BY id DESC
      LIMIT :limit
      """
          .formatted(AuditExportRow.COLUMNS);

  private static final String UNDER_WAY =
      """
      SELECT count(*)
      FROM audit_export
      WHERE tenant_id = :tenant
        AND state IN ('WAITING', 'RUNNING')
        AND ends_at > eg_now()
      """;

  private final Db db;

  @Inject
  public AuditExportStore(Db db) {
    this.db = db;
  }

  @Override
  public AuditExport insert(TenantId tenant, Fresh export) {
    var range = export.range();
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(INSERT)
                .bind("tenant", tenant.value())
                .bind("format", export.format().code())
                .bind("layout", export.layout())
                .bind("by", export.by())
                .bind("life_ms", export.life().toMillis())
                .bind("after", range.after())
                .bind("before", range.before())
                .bind("from", utc(range.from()))
                .bind("until", utc(range.until()))
                .map(new AuditExportRow())
                .one());
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public Optional<AuditExport> find(TenantId tenant, ExportId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(new AuditExportRow())
                .findOne());
  }

  @Override
  public List<AuditExport> list(TenantId tenant, @Nullable ExportId after, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(LIST)
                .bind("tenant", tenant.value())
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map(new AuditExportRow())
                .list());
  }

  @Override
  public int underWay(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(UNDER_WAY)
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public Optional<ExportPart> partAt(TenantId tenant, ExportId id, long position) {
    return db.inTenant(tenant, handle -> AuditExportParts.at(handle, tenant, id, position));
  }
}
