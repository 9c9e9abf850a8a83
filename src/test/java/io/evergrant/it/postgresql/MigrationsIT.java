package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.bootstrap.BadConfiguration;
import io.evergrant.bootstrap.Configuration;
import io.evergrant.bootstrap.Migrations;
import io.evergrant.testkit.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A schema that is not current stops the start with the cause and the mend. */
class MigrationsIT {
  private final Database served = Server.database();

  @Test
  void a_second_start_changes_nothing() {
    var before = history(served.url());
    run(served.environment());
    assertThat(history(served.url())).isEqualTo(before);
  }

  @Test
  void without_the_owners_password_a_current_schema_is_only_checked() {
    assertThatCode(() -> run(withoutOwner(served.environment()))).doesNotThrowAnyException();
  }

  @Test
  void without_the_owners_password_a_schema_that_lacks_migrations_stops_the_start() {
    var empty = emptyDatabase();
    assertThatThrownBy(() -> run(withoutOwner(empty)))
        .hasMessageContaining("lacks migration V1")
        .hasMessageContaining("EVERGRANT_DB_OWNER_USER");
    run(empty);
    assertThatCode(() -> run(withoutOwner(empty))).doesNotThrowAnyException();
  }

  @Test
  void a_changed_migration_stops_the_start() {
    var changed = emptyDatabase();
    run(changed);
    Sql.run(
        () -> connect(changed),
        "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '2'");
    for (var environment : List.of(changed, withoutOwner(changed))) {
      assertThatThrownBy(() -> run(environment))
          .hasMessageContaining("is not the one of this build")
          .hasMessageContaining("never edited");
    }
  }

  @Test
  void a_failed_migration_leaves_nothing_behind_and_says_why() {
    var occupied = emptyDatabase();
    Sql.run(() -> connect(occupied), "CREATE TABLE provider (mine int)");
    assertThatThrownBy(() -> run(occupied)).hasMessageContaining("could not be migrated");
    assertThat(
            Sql.run(
                () -> connect(occupied),
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname IN ('tenant',"
                    + " 'member')"))
        .isEmpty();
  }

  @Test
  void a_wrong_password_is_one_sentence_that_does_not_show_it() {
    var wrong = new HashMap<>(served.environment());
    wrong.put("EVERGRANT_DB_OWNER_PASSWORD", "gu3ssed");
    assertThatThrownBy(() -> run(wrong))
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("gu3ssed")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_missing_address_names_its_key() {
    assertThatThrownBy(() -> run(Map.of()))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("EVERGRANT_DB_URL");
  }

  private static void run(Map<String, String> environment) {
    Migrations.run(new Configuration(key -> Optional.ofNullable(environment.get(key))));
  }

  private static Map<String, String> withoutOwner(Map<String, String> environment) {
    var without = new HashMap<>(environment);
    without.remove("EVERGRANT_DB_OWNER_USER");
    without.remove("EVERGRANT_DB_OWNER_PASSWORD");
    return without;
  }

  /** A further database with the rights that roles.sql gives. */
  private Map<String, String> emptyDatabase() {
    var name = "evergrant_" + UUID.randomUUID().toString().replace("-", "");
    var environment = new HashMap<>(served.environment());
    environment.put("EVERGRANT_DB_URL", served.url().replaceFirst("/evergrant$", "/" + name));
    Sql.runAlone(
        () -> Server.postgres().superuser("postgres"),
        "CREATE DATABASE " + name + " OWNER evergrant_owner TEMPLATE template0");
    Sql.run(
        () -> Server.postgres().superuser(name),
        "GRANT CONNECT ON DATABASE " + name + " TO evergrant_app",
        "GRANT USAGE, CREATE ON SCHEMA public TO evergrant_owner, evergrant_definer",
        "GRANT USAGE ON SCHEMA public TO evergrant_app");
    return environment;
  }

  private static Connection connect(Map<String, String> environment) throws SQLException {
    return DriverManager.getConnection(
        environment.get("EVERGRANT_DB_URL"),
        environment.get("EVERGRANT_DB_OWNER_USER"),
        environment.get("EVERGRANT_DB_OWNER_PASSWORD"));
  }

  private static List<?> history(String url) {
    assertThat(url).endsWith("/evergrant");
    return Server.asSuperuser("SELECT * FROM flyway_schema_history ORDER BY installed_rank");
  }
}
