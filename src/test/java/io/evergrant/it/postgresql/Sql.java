package io.evergrant.it.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raw statements in one transaction, past the stores. */
final class Sql {
  private Sql() {}

  /** Who connects. */
  interface As {
    Connection connect() throws SQLException;
  }

  /** The rows of the last statement, each value as text; empty where it answers none. */
  static List<List<@Nullable String>> run(As as, String... statements) {
    try (var connection = as.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      List<List<@Nullable String>> rows = List.of();
      for (var text : statements) {
        rows = statement.execute(text) ? rows(statement) : List.of();
      }
      connection.commit();
      return rows;
    } catch (SQLException e) {
      throw new Refused(e);
    }
  }

  /** For the statements that cannot run in a transaction. */
  static void runAlone(As as, String text) {
    try (var connection = as.connect();
        var statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new Refused(e);
    }
  }

  private static List<List<@Nullable String>> rows(Statement statement) throws SQLException {
    var rows = new ArrayList<List<@Nullable String>>();
    try (var result = statement.getResultSet()) {
      while (result.next()) {
        var row = new ArrayList<@Nullable String>();
        for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** PostgreSQL refused the statement. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(SQLException cause) {
      super(cause.getSQLState() + " " + cause.getMessage(), cause);
    }
  }
}
