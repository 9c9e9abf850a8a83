package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code consent_link}. */
final class ConsentLinkRow implements RowMapper<ConsentLink> {
  @Override
  public ConsentLink map(ResultSet row, StatementContext context) throws SQLException {
    return new ConsentLink(
        new ConsentLinkId(Columns.uuid(row, "id")),
        new TenantId(Columns.uuid(row, "tenant_id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        grant(row, "grant_id"),
        Columns.maybeText(row, "external_id"),
        Columns.maybeUri(row, "return_to"),
        Columns.text(row, "made_by"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "ends_at"),
        Columns.maybeInstant(row, "used_at"),
        Columns.maybeInstant(row, "revoked_at"),
        grant(row, "used_for"));
  }

  private static @Nullable GrantId grant(ResultSet row, String column) throws SQLException {
    var id = Columns.maybeUuid(row, column);
    return id == null ? null : new GrantId(id);
  }
}
