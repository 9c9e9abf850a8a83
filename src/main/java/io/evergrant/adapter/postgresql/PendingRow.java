package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Authorizations.BegunBy;
import io.evergrant.usecase.port.Authorizations.Pending;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code authorization_request}, both ways. */
final class PendingRow implements RowMapper<Pending> {
  @Override
  public Pending map(ResultSet row, StatementContext context) throws SQLException {
    var grant = Columns.maybeUuid(row, "grant_id");
    return new Pending(
        Columns.uuid(row, "id"),
        new TenantId(Columns.uuid(row, "tenant_id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        grant == null ? null : new GrantId(grant),
        begunBy(row),
        Columns.text(row, "state_hash"),
        Columns.text(row, "browser_hash"),
        Columns.maybeText(row, "external_id"),
        Scope.parse(Columns.text(row, "scope")));
  }

  private static BegunBy begunBy(ResultSet row) throws SQLException {
    var link = Columns.maybeUuid(row, "link_id");
    return link == null
        ? new BegunBy.Admin(
            new MemberId(Columns.uuid(row, "member_id")), Columns.text(row, "member_email"))
        : new BegunBy.LinkHolder(new ConsentLinkId(link));
  }

  static <S extends SqlStatement<S>> S bind(S statement, Pending pending) {
    var grant = pending.grant();
    var by = pending.begunBy();
    return statement
        .bind("member", by instanceof BegunBy.Admin admin ? admin.id().value() : null)
        .bind("member_email", by instanceof BegunBy.Admin admin ? admin.email() : null)
        .bind("link", by instanceof BegunBy.LinkHolder holder ? holder.link().value() : null)
        .bind("id", pending.id())
        .bind("tenant", pending.tenant().value())
        .bind("provider", pending.provider().value())
        .bind("grant", grant == null ? null : grant.value())
        .bind("state_hash", pending.stateHash())
        .bind("browser_hash", pending.browserHash())
        .bind("external_id", pending.externalId())
        .bind("scope", pending.scope().toString());
  }
}
