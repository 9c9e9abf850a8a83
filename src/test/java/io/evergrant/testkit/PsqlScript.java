package io.evergrant.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a script that was written for psql where there is no psql, so that tests use the file that a
 * database administrator uses. Understands what our scripts need: comments at the start of a line,
 * {@code :'variable'}, {@code \gexec} and {@code \connect}; {@code \set} is passed over. A
 * semicolon ends a statement only at the end of a line.
 */
final class PsqlScript {
  private final Map<String, String> variables;
  private final Connections connections;

  /** Opens a connection to a database of the cluster, with auto-commit. */
  interface Connections {
    Connection to(String database) throws SQLException;
  }

  PsqlScript(Map<String, String> variables, Connections connections) {
    this.variables = Map.copyOf(variables);
    this.connections = connections;
  }

  void run(Path script, String database) {
    try {
      run(Files.readAllLines(script), database);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + script, e);
    } catch (SQLException e) {
      throw new IllegalStateException(script + ": " + e.getMessage(), e);
    }
  }

  private void run(List<String> lines, String first) throws SQLException {
    var connection = connections.to(first);
    try {
      var statement = new StringBuilder();
      for (var line : lines) {
        if (line.startsWith("\\connect ")) {
          connection.close();
          connection = connections.to(line.substring("\\connect ".length()).strip());
        } else if (line.startsWith("\\gexec")) {
          for (var generated : rows(connection, take(statement))) {
            execute(connection, generated);
          }
        } else if (!line.startsWith("\\set ") && !line.startsWith("--")) {
          statement.append(line).append('\n');
          if (line.stripTrailing().endsWith(";")) {
            execute(connection, take(statement));
          }
        }
      }
    } finally {
      connection.close();
    }
  }

  private String take(StringBuilder statement) {
    var text = statement.toString();
    statement.setLength(0);
    for (var variable : variables.entrySet()) {
      var literal = "'" + variable.getValue().replace("'", "''") + "'";
      text = text.replace(":'" + variable.getKey() + "'", literal);
    }
    return text;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      var rows = new ArrayList<String>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
