package io.evergrant.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {
  @TempDir static Path folder;
  private static Postgres postgres;

  @BeforeAll
  static void start() {
    postgres = Postgres.start(folder);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void commits_are_durable() throws SQLException {
    try (var connection = postgres.database().connect()) {
      assertThat(value(connection, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(value(connection, "SHOW fsync")).isEqualTo("on");
    }
  }

  @Test
  void the_runtime_role_creates_nothing_and_cannot_act_as_another() throws SQLException {
    try (var connection = postgres.database().connect();
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("SET ROLE evergrant_definer"))
          .hasMessageContaining("permission denied");
      assertThat(
              value(
                  connection,
                  "SELECT rolbypassrls::text FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("false");
    }
  }

  @Test
  void the_owner_hands_a_function_over_and_sees_no_row_under_forced_security() throws SQLException {
    try (var connection = postgres.database().connectAsOwner();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE room (name text)");
      statement.execute("INSERT INTO room VALUES ('kitchen')");
      statement.execute("ALTER TABLE room ENABLE ROW LEVEL SECURITY");
      statement.execute("ALTER TABLE room FORCE ROW LEVEL SECURITY");
      statement.execute("CREATE POLICY definer ON room TO evergrant_definer USING (true)");
      statement.execute("GRANT SELECT ON room TO evergrant_definer");
      statement.execute(
          """
          CREATE FUNCTION rooms() RETURNS bigint LANGUAGE sql SECURITY DEFINER
          SET search_path = pg_catalog, pg_temp AS 'SELECT count(*) FROM public.room'
          """);
      statement.execute("ALTER FUNCTION rooms() OWNER TO evergrant_definer");
      assertThat(value(connection, "SELECT count(*) FROM room")).isEqualTo("0");
      assertThat(value(connection, "SELECT rooms()")).isEqualTo("1");
    }
  }

  @Test
  void nobody_enters_without_the_password() {
    var url = postgres.database().url();
    assertThatThrownBy(() -> DriverManager.getConnection(url, "evergrant_owner", "guessed").close())
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void what_was_committed_outlives_a_crash() throws SQLException {
    try (var connection = postgres.database().connectAsOwner();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
    }
    postgres.crashAndRestart();
    try (var connection = postgres.database().connectAsOwner()) {
      assertThat(value(connection, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  private static String value(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
