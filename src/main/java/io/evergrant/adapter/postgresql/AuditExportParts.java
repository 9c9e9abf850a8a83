package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.tenant.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Parts of exports, in table {@code audit_export_part}. */
final class AuditExportParts {
  private static final String INSERT =
      """
      INSERT INTO audit_export_part (tenant_id, export_id, part, after, up_to, begins, bytes, sha256)
      VALUES (:tenant, :id, :part, :after, :up_to, :begins, :bytes, decode(:sha256, 'hex'))
      """;

  private static final String AT =
      """
      SELECT part, after, up_to, begins, bytes, encode(sha256, 'hex') AS sha256
      FROM audit_export_part
      WHERE tenant_id = :tenant
        AND export_id = :id
        AND begins <= :position
      ORDER BY begins DESC
      LIMIT 1
      """;

  private AuditExportParts() {}

  static boolean insert(Handle handle, TenantId tenant, ExportId export, ExportPart part) {
    return handle
            .createUpdate(INSERT)
            .bind("tenant", tenant.value())
            .bind("id", export.value())
            .bind("part", part.number())
            .bind("after", part.after())
            .bind("up_to", part.upTo())
            .bind("begins", part.begins())
            .bind("bytes", part.bytes())
            .bind("sha256", part.sha256())
            .execute()
        == 1;
  }

  /** The one that holds a byte. */
  static Optional<ExportPart> at(Handle handle, TenantId tenant, ExportId export, long position) {
    return handle
        .createQuery(AT)
        .bind("tenant", tenant.value())
        .bind("id", export.value())
        .bind("position", position)
        .map(
            (row, context) ->
                new ExportPart(
                    row.getInt("part"),
                    row.getLong("after"),
                    row.getLong("up_to"),
                    row.getLong("begins"),
                    row.getInt("bytes"),
                    Columns.text(row, "sha256")))
        .findOne();
  }
}
