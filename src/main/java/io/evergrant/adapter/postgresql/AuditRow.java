package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code audit_event} with the names of today. */
final class AuditRow implements RowMapper<AuditEntry> {
  @Override
  public AuditEntry map(ResultSet row, StatementContext context) throws SQLException {
    var grant = Columns.maybeUuid(row, "grant_id");
    var provider = Columns.maybeUuid(row, "provider_id");
    var attempt = Columns.maybeUuid(row, "attempt_id");
    return new AuditEntry(
        row.getLong("number"),
        Columns.instant(row, "at"),
        AuditEventType.valueOf(Columns.text(row, "type").toUpperCase(Locale.ROOT)),
        Columns.text(row, "actor"),
        grant == null ? null : new GrantId(grant),
        Columns.maybeText(row, "account"),
        provider == null ? null : new ProviderId(provider),
        Columns.maybeText(row, "provider_name"),
        attempt == null ? null : new AttemptId(attempt),
        Columns.maybeText(row, "outcome"),
        Columns.map(row, "detail_keys", "detail_values"));
  }
}
