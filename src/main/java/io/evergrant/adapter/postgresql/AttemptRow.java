package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.ProviderSaid;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code refresh_attempt} as a timeline shows it. */
final class AttemptRow implements RowMapper<AttemptLine> {
  @Override
  public AttemptLine map(ResultSet row, StatementContext context) throws SQLException {
    return new AttemptLine(
        new AttemptId(Columns.uuid(row, "id")),
        Trigger.valueOf(Columns.text(row, "trigger")),
        Columns.text(row, "node"),
        Columns.maybeText(row, "actor"),
        Columns.instant(row, "started_at"),
        Columns.maybeInstant(row, "sent_at"),
        Columns.maybeInstant(row, "ended_at"),
        Columns.maybeText(row, "outcome"),
        Columns.maybeText(row, "cause"),
        Columns.maybeText(row, "proof"),
        ClaimRow.attempt(row, "replay_of"),
        said(row));
  }

  private static @Nullable ProviderSaid said(ResultSet row) throws SQLException {
    var latency = Columns.maybeMillis(row, "latency_ms");
    return latency == null
        ? null
        : new ProviderSaid(
            Columns.maybeInt(row, "http_status"),
            Columns.maybeText(row, "error"),
            Columns.maybeText(row, "error_description"),
            latency);
  }

  /** What the provider said, as the columns of a closed attempt; all null where it said nothing. */
  static <S extends SqlStatement<S>> S bind(S statement, @Nullable ProviderSaid said) {
    return statement
        .bind("http_status", said == null ? null : said.httpStatus())
        .bind("error", said == null ? null : said.error())
        .bind("error_description", said == null ? null : said.errorDescription())
        .bind("latency", said == null ? null : (Long) said.latency().toMillis());
  }
}
