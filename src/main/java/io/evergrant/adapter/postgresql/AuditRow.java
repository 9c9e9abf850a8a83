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
  /** Around a query of whole rows. */
  static final String SELECT =
      """
      SELECT e.number, e.at, e.type, e.grant_id, e.provider_id, e.attempt_id, e.outcome,
             CASE e.actor_kind
               WHEN 'person' THEN e.actor_name
               WHEN 'api_key' THEN 'api_key:' || e.actor_name
               ELSE e.actor_kind
             END AS actor,
             g.account,
             p.name AS provider_name,
             ARRAY(SELECT k FROM jsonb_object_keys(e.details) k ORDER BY k) AS detail_keys,
             ARRAY(SELECT e.details ->> k FROM jsonb_object_keys(e.details) k ORDER BY k) AS detail_values
      FROM (
      %s) e
      LEFT JOIN oauth_grant g ON g.tenant_id = e.tenant_id AND g.id = e.grant_id
      LEFT JOIN provider p ON p.tenant_id = e.tenant_id AND p.id = e.provider_id
      ORDER BY e.number DESC
      """;

  static final String MATCHES =
      """
      SELECT e.*
      FROM audit_event e
      WHERE e.tenant_id = :tenant
      """;

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
