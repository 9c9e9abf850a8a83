package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantStatus;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A grant's status as people see it. An imported grant is refreshed like any other, so its row says
 * {@code ACTIVE} from the beginning; {@code unproved} says that nothing proves it yet.
 */
final class StatusColumns {
  /** Of the row {@code g}. */
  static final String SHOWN =
      "CASE WHEN g.status = 'ACTIVE' AND g.unproved THEN 'UNPROVED' ELSE g.status END";

  private StatusColumns() {}

  static GrantStatus of(ResultSet row) throws SQLException {
    var status = GrantStatus.valueOf(Columns.text(row, "status"));
    return status == GrantStatus.ACTIVE && row.getBoolean("unproved")
        ? GrantStatus.UNPROVED
        : status;
  }
}
