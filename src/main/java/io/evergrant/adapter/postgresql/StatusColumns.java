package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantStatus;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A grant's status as people see it. An imported grant is refreshed like any other, so its row says
 * {@code ACTIVE} from the beginning; {@code unproved} says that nothing proves it yet.
 */
final class StatusColumns {
  private static final String UNPROVED = "g.unproved AND g.status = :status";
  private static final String PROVED = "NOT g.unproved AND g.status = :status";

  /** Said as the index of the few that are not well says it. */
  private static final String OTHER =
      "(g.status <> 'ACTIVE' OR g.failures > 0) AND g.status = :status";

  private StatusColumns() {}

  /** The condition for the row {@code g} to be seen so. */
  static String standing(GrantStatus status) {
    return switch (status) {
      case UNPROVED -> UNPROVED;
      case ACTIVE -> PROVED;
      case PENDING, NEEDS_CONSENT, NEEDS_REVIEW, PAUSED, REVOKED -> OTHER;
    };
  }

  /** What its row says. */
  static String kept(GrantStatus status) {
    return status == GrantStatus.UNPROVED ? GrantStatus.ACTIVE.name() : status.name();
  }

  static GrantStatus of(ResultSet row) throws SQLException {
    var status = GrantStatus.valueOf(Columns.text(row, "status"));
    return status == GrantStatus.ACTIVE && row.getBoolean("unproved")
        ? GrantStatus.UNPROVED
        : status;
  }
}
