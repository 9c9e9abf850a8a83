package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportExtent;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit_export}. */
final class AuditExportRow implements RowMapper<AuditExport> {
  static final String COLUMNS =
      """
      tenant_id, id, format, layout, CASE WHEN ends_at <= eg_now() THEN 'ENDED' ELSE state END AS state, asked_by,
      asked_at, ends_at, asked_number, asked_after, asked_before, asked_from, asked_until, wanted, after, up_to,
      signed_up_to, before, previous, as_of, sequence, hash, events, checkpoints, bytes, parts, digest, sha256, ready_at
      """;

  @Override
  public AuditExport map(ResultSet row, StatementContext context) throws SQLException {
    return new AuditExport(
        new TenantId(Columns.uuid(row, "tenant_id")),
        new ExportId(Columns.uuid(row, "id")),
        ExportFormat.valueOf(Columns.text(row, "format").toUpperCase(Locale.ROOT)),
        row.getInt("layout"),
        ExportState.valueOf(Columns.text(row, "state")),
        Columns.text(row, "asked_by"),
        Columns.instant(row, "asked_at"),
        Columns.instant(row, "ends_at"),
        new ExportRange(
            row.getLong("asked_after"),
            maybeLong(row, "asked_before"),
            Columns.maybeInstant(row, "asked_from"),
            Columns.maybeInstant(row, "asked_until")),
        row.getLong("asked_number"),
        maybeLong(row, "wanted"),
        extent(row),
        new ExportProgress(
            row.getLong("sequence"),
            Columns.maybeText(row, "hash"),
            row.getLong("events"),
            row.getLong("checkpoints"),
            row.getLong("bytes"),
            row.getInt("parts"),
            Columns.maybeText(row, "digest")),
        Columns.maybeText(row, "sha256"),
        Columns.maybeInstant(row, "ready_at"));
  }

  private static @Nullable ExportExtent extent(ResultSet row) throws SQLException {
    var asOf = Columns.maybeText(row, "as_of");
    return asOf == null
        ? null
        : new ExportExtent(
            row.getLong("after"),
            row.getLong("up_to"),
            row.getLong("signed_up_to"),
            maybeLong(row, "before"),
            Columns.text(row, "previous"),
            asOf);
  }

  private static @Nullable Long maybeLong(ResultSet row, String column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
