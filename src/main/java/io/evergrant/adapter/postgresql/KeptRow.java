package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Escrow.Kept;
import io.evergrant.usecase.port.EscrowSeal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code token_escrow} that still has its ciphertext. */
final class KeptRow implements RowMapper<Kept> {
  @Override
  public Kept map(ResultSet row, StatementContext context) throws SQLException {
    return new Kept(
        Columns.uuid(row, "id"),
        new TokenLocation(
            new TenantId(Columns.uuid(row, "tenant_id")),
            new GrantId(Columns.uuid(row, "grant_id")),
            Columns.text(row, "salt")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        new AttemptId(Columns.uuid(row, "attempt_id")),
        row.getInt("kv_version"),
        new EscrowSeal.Sealed(Columns.text(row, "wrapped_key"), Columns.text(row, "ciphertext")),
        Duration.ofMillis(row.getLong("age_ms")));
  }
}
