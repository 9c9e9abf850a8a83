package io.evergrant.adapter.postgresql;

import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.bulk.LinkStanding;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code bulk_item}, with what its grant and provider are called now. */
final class BulkLineRow implements RowMapper<BulkLine> {
  @Override
  public BulkLine map(ResultSet row, StatementContext context) throws SQLException {
    return new BulkLine(
        row.getInt("number"),
        new GrantId(Columns.uuid(row, "grant_id")),
        Columns.text(row, "account"),
        Columns.maybeText(row, "external_id"),
        new ProviderId(Columns.uuid(row, "provider_id")),
        Columns.text(row, "provider_name"),
        !Columns.text(row, "state").equals("WAITING"),
        result(row),
        Columns.maybeText(row, "detail"),
        link(Columns.maybeText(row, "link")),
        Columns.maybeInstant(row, "over_at"));
  }

  private static @Nullable LinkStanding link(@Nullable String standing) {
    return standing == null ? null : LinkStanding.valueOf(standing);
  }

  static @Nullable BulkResult result(ResultSet row) throws SQLException {
    var code = Columns.maybeText(row, "result");
    return code == null ? null : BulkResult.valueOf(code.toUpperCase(Locale.ROOT));
  }
}
