package io.evergrant.adapter.postgresql;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code api_key} with what is shown of its secrets. */
final class ApiKeyRow implements RowMapper<ApiKey> {
  @Override
  public ApiKey map(ResultSet row, StatementContext context) throws SQLException {
    var provider = Columns.maybeUuid(row, "provider_id");
    return new ApiKey(
        new ApiKeyId(Columns.uuid(row, "id")),
        new TenantId(Columns.uuid(row, "tenant_id")),
        Columns.text(row, "name"),
        texts(row, "scopes")
            .flatMap(code -> ApiScope.of(code).stream())
            .collect(Collectors.toUnmodifiableSet()),
        provider == null ? null : new ProviderId(provider),
        texts(row, "addresses").map(AddressRange::parse).toList(),
        row.getLong("generation"),
        Columns.text(row, "hint"),
        Columns.maybeInstant(row, "previous_ends_at"),
        Columns.instant(row, "created_at"),
        Columns.maybeInstant(row, "ends_at"),
        Columns.maybeInstant(row, "revoked_at"),
        Columns.maybeInstant(row, "last_used_at"));
  }

  private static Stream<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray());
  }
}
