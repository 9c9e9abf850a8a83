package io.evergrant.chaos;

import io.evergrant.testkit.Cluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers of the database as texts, read by the superuser; a null is an empty text. */
final class Rows {
  private Rows() {}

  static List<List<String>> of(Cluster cluster, String sql, @Nullable Object... values) {
    try (var connection = cluster.superuser();
        var query = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        query.setObject(i + 1, parameter(connection, values[i]));
      }
      var rows = new ArrayList<List<String>>();
      try (var found = query.executeQuery()) {
        while (found.next()) {
          var row = new ArrayList<String>();
          for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            var value = found.getString(i);
            row.add(value == null ? "" : value);
          }
          rows.add(List.copyOf(row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static long count(Cluster cluster, String sql, @Nullable Object... values) {
    return Long.parseLong(of(cluster, sql, values).getFirst().getFirst());
  }

  /** How many statements of portals wait for a row which another transaction has locked. */
  static long waiting(Cluster cluster) {
    return count(
        cluster,
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE usename = 'evergrant_app' AND wait_event_type = 'Lock'
        """);
  }

  static void run(Connection connection, String sql, @Nullable Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, parameter(connection, values[i]));
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object parameter(Connection connection, @Nullable Object value)
      throws SQLException {
    return value instanceof UUID[] ids ? connection.createArrayOf("uuid", ids) : value;
  }
}
