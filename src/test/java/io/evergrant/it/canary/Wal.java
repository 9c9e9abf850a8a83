package io.evergrant.it.canary;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.canary.Sieve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * What PostgreSQL wrote down since a moment: a slot keeps it from using a segment again. And all
 * that its tables hold at the end.
 */
final class Wal implements AutoCloseable {
  private static final String SLOT = "canaries";

  private final Connection connection;
  private final String first;

  private Wal(Connection connection) throws SQLException {
    this.connection = connection;
    ask("SELECT pg_create_physical_replication_slot('" + SLOT + "', true)");
    first = ask("SELECT pg_walfile_name(pg_current_wal_lsn())").getFirst();
  }

  static Wal since(Stack stack) {
    try {
      return new Wal(stack.stores().postgres().superuser("evergrant"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many bytes there are. */
  long sift(Sieve sieve) {
    try (var pan = sieve.pan("the write-ahead log")) {
      for (var file : segments()) {
        Files.copy(file, pan);
      }
      return pan.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> segments() throws IOException {
    var last = ask("SELECT pg_walfile_name(pg_current_wal_lsn())").getFirst();
    try (var files = Files.list(Path.of(ask("SHOW data_directory").getFirst(), "pg_wal"))) {
      return files
          .filter(file -> name(file).matches("[0-9A-F]{24}"))
          .filter(file -> name(file).compareTo(first) >= 0 && name(file).compareTo(last) <= 0)
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Every table, bytes as they are; how many tables there are. */
  int siftTables(Sieve sieve) {
    var tables =
        ask(
            """
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """);
    for (var table : tables) {
      try (var pan = sieve.pan("table " + table)) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY " + table + " TO STDOUT (FORMAT BINARY)", pan);
      } catch (SQLException | IOException e) {
        throw new IllegalStateException(table, e);
      }
    }
    return tables.size();
  }

  private List<String> ask(String sql) {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (found.next()) {
        values.add(found.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    ask("SELECT pg_drop_replication_slot('" + SLOT + "')");
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
