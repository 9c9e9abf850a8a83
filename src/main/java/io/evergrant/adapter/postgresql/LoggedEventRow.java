package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code audit_event} as it stands. */
final class LoggedEventRow implements RowMapper<LoggedEvent> {
  /**
   * All columns. The portal writes texts alone into the details: what somebody else put there is
   * marked, so that it cannot pass for one.
   */
  static final String COLUMNS =
      """
      e.tenant_id, e.number, e.at, e.type, e.actor_kind, e.actor_member, e.actor_name, e.grant_id,
      e.provider_id, e.attempt_id, e.terminal, e.outcome,
      ARRAY(SELECT d.key
            FROM jsonb_each(CASE jsonb_typeof(e.details) WHEN 'object' THEN e.details
                            ELSE jsonb_build_object('', e.details) END) d
            ORDER BY d.key) AS detail_keys,
      ARRAY(SELECT CASE jsonb_typeof(d.value) WHEN 'string' THEN d.value #>> '{}'
                   ELSE chr(1) || CAST(d.value AS text) END
            FROM jsonb_each(CASE jsonb_typeof(e.details) WHEN 'object' THEN e.details
                            ELSE jsonb_build_object('', e.details) END) d
            ORDER BY d.key) AS detail_values
      """;

  @Override
  public LoggedEvent map(ResultSet row, StatementContext context) throws SQLException {
    return new LoggedEvent(
        new TenantId(Columns.uuid(row, "tenant_id")),
        row.getLong("number"),
        Columns.instant(row, "at"),
        Columns.text(row, "type"),
        Columns.text(row, "actor_kind"),
        Columns.maybeUuid(row, "actor_member"),
        Columns.maybeText(row, "actor_name"),
        Columns.maybeUuid(row, "grant_id"),
        Columns.maybeUuid(row, "provider_id"),
        Columns.maybeUuid(row, "attempt_id"),
        row.getBoolean("terminal"),
        Columns.maybeText(row, "outcome"),
        Columns.map(row, "detail_keys", "detail_values"));
  }
}
