package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code member}, without what a sign-in is checked against. */
final class MemberRow implements RowMapper<Member> {
  @Override
  public Member map(ResultSet row, StatementContext context) throws SQLException {
    var tenant = Columns.maybeUuid(row, "tenant_id");
    return new Member(
        new MemberId(Columns.uuid(row, "id")),
        tenant == null ? null : new TenantId(tenant),
        Columns.text(row, "email"),
        Columns.text(row, "display_name"),
        Role.valueOf(Columns.text(row, "role")));
  }
}
