package io.evergrant.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Postgres;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A COMMIT that is held is not done; let go, it is. */
class PostgresWireTest {
  @Test
  void a_commit_is_held_by_what_was_said_before_it(@TempDir Path folder) throws SQLException {
    try (var postgres = Postgres.start(folder);
        var proxy = WireProxy.before(postgres.port(), Framing.POSTGRESQL);
        var behind = postgres.database().connectAsOwner();
        var watcher = postgres.database().connectAsOwner()) {
      run(behind, "CREATE TABLE held (word text)");
      var commit =
          proxy.on(
              sent -> sent.text().contains("COMMIT") && sent.before().contains("INSERT INTO held"),
              new HoldRequest());
      var login = postgres.database().owner();
      var url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/evergrant";
      var writing =
          CompletableFuture.runAsync(
              () -> {
                try (var through =
                    DriverManager.getConnection(url, login.user(), login.password())) {
                  through.setAutoCommit(false);
                  // so often that the driver calls both by a number
                  for (var i = 0; i < 10; i++) {
                    run(through, "SELECT 1");
                    through.commit();
                  }
                  run(through, "INSERT INTO held VALUES ('word')");
                  through.commit();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      commit.awaitHolding(1, Duration.ofSeconds(20));
      assertThat(count(watcher)).isZero();
      commit.deliver();
      writing.join();
      assertThat(count(watcher)).isEqualTo(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT count(*) FROM held");
        var found = statement.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }
}
