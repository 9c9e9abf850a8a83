package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code oauth_grant} with its provider's name, as people see it. */
final class GrantRow implements RowMapper<Grant> {
  @Override
  public Grant map(ResultSet row, StatementContext context) throws SQLException {
    return new Grant(
        new GrantId(Columns.uuid(row, "id")),
        new TenantId(Columns.uuid(row, "tenant_id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        Columns.text(row, "provider_name"),
        Columns.maybeText(row, "subject"),
        Columns.text(row, "account"),
        Columns.maybeText(row, "external_id"),
        StatusColumns.of(row),
        Columns.maybeText(row, "status_cause"),
        Scope.parse(Columns.text(row, "scope_asked")),
        Scope.parse(Columns.text(row, "scope_granted")),
        Columns.maybeInstant(row, "due_at"),
        Columns.maybeInstant(row, "expires_at"),
        Columns.maybeInstant(row, "refresh_expires_at"),
        row.getObject("refresh_end_slides", Boolean.class),
        Columns.instant(row, "consented_at"),
        Columns.maybeInstant(row, "last_success_at"),
        Columns.maybeInstant(row, "last_outcome_at"),
        Columns.maybeText(row, "last_outcome"),
        Columns.maybeText(row, "last_cause"),
        Columns.maybeText(row, "last_proof"),
        row.getLong("refreshes"),
        row.getLong("rotations"),
        row.getInt("failures"),
        row.getInt("kv_version"),
        row.getInt("key_version"),
        Columns.maybeInstant(row, "dies_at"),
        Columns.maybeInstant(row, "shared_at"));
  }
}
