package io.evergrant.adapter.postgresql;

import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that does not serve from a statement that is wrong, by SQLSTATE (PostgreSQL's
 * manual, appendix A).
 */
final class Unserved {
  private Unserved() {}

  /** The exception to throw instead: a statement's own fault stays what it is. */
  static RuntimeException orElse(RuntimeException e) {
    var sql = sqlException(e);
    var cause = sql == null ? null : cause(sql);
    return cause == null ? e : unavailable(cause, e);
  }

  /** No connection was to be had. */
  static StoreUnavailable connecting(SQLException e) {
    var sql = withState(e);
    var cause = sql == null ? null : cause(sql);
    return unavailable(cause == null ? Cause.UNREACHABLE : cause, e);
  }

  /** A commit was not confirmed. */
  static StoreUnavailable committing(Exception e) {
    var sql = sqlException(e);
    var cause = sql == null ? null : cause(sql);
    return unavailable(cause == null ? Cause.FAILED : cause, e);
  }

  private static StoreUnavailable unavailable(Cause cause, Exception e) {
    return new StoreUnavailable(cause, "the database does not serve: " + e.getMessage(), e);
  }

  private static @Nullable Cause cause(SQLException e) {
    var state = e.getSQLState();
    if (state == null || state.length() != 5) {
      return null;
    }
    return switch (state.substring(0, 2)) {
      // connection exceptions
      case "08" -> Cause.UNREACHABLE;
      // invalid authorization: a wrong or changed password
      case "28" -> Cause.DENIED;
      // operator intervention: shut down, crashed, starting up. 57014 is a cancelled statement
      case "57" -> state.equals("57014") ? Cause.FAILED : Cause.UNREACHABLE;
      // insufficient resources: too many connections, or disk or memory full
      case "53" -> state.equals("53300") ? Cause.UNREACHABLE : Cause.FAILED;
      // deadlock or serialization failure, system error, internal error, damaged data
      case "40", "58", "XX" -> Cause.FAILED;
      case "25" -> inTransaction(state);
      default -> null;
    };
  }

  private static @Nullable Cause inTransaction(String state) {
    return switch (state) {
      // read-only: a standby answers in the primary's place
      case "25006" -> Cause.FAILED;
      // this node stood still in the middle of it, and the session was ended
      case "25P03" -> Cause.UNREACHABLE;
      default -> null;
    };
  }

  private static @Nullable SQLException sqlException(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return withState(sql);
      }
    }
    return null;
  }

  private static @Nullable SQLException withState(SQLException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql;
      }
    }
    return null;
  }
}
