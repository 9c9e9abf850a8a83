package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.SignedCheckpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code audit_checkpoint}. */
final class CheckpointRow implements RowMapper<SignedCheckpoint> {
  static final String COLUMNS = "sequence, since, encode(hash, 'hex') AS hash, body, signature";

  @Override
  public SignedCheckpoint map(ResultSet row, StatementContext context) throws SQLException {
    return new SignedCheckpoint(
        row.getLong("sequence"),
        row.getLong("since"),
        Columns.text(row, "hash"),
        Columns.text(row, "body"),
        Columns.text(row, "signature"));
  }
}
