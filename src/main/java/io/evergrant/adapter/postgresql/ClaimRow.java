package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A claim as the claiming statements answer it. */
final class ClaimRow implements RowMapper<Claim> {
  @Override
  public Claim map(ResultSet row, StatementContext context) throws SQLException {
    var tenant = new TenantId(Columns.uuid(row, "tenant_id"));
    var grant = new GrantId(Columns.uuid(row, "grant_id"));
    var trigger = Trigger.valueOf(Columns.text(row, "trigger"));
    return new Claim(
        tenant,
        grant,
        new AttemptId(Columns.uuid(row, "attempt_id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        trigger,
        new Fence(row.getLong("fence")),
        new TokenLocation(tenant, grant, Columns.text(row, "salt")),
        row.getInt("kv_version"),
        new Fingerprint(Columns.text(row, "fingerprint")),
        Columns.instant(row, "claimed_at"),
        row.getLong("refreshes"),
        row.getLong("rotations"),
        row.getInt("failures"),
        row.getBoolean("in_doubt"),
        AskerColumns.actor(row, trigger),
        null);
  }

  static @Nullable AttemptId attempt(ResultSet row, String column) throws SQLException {
    var id = Columns.maybeUuid(row, column);
    return id == null ? null : new AttemptId(id);
  }

  /** The four that say which claim it is; a row must match them all. */
  static <S extends SqlStatement<S>> S bind(S statement, Claim claim) {
    return statement
        .bind("tenant", claim.tenant().value())
        .bind("grant", claim.grant().value())
        .bind("attempt", claim.attempt().value())
        .bind("fence", claim.fence().value());
  }
}
