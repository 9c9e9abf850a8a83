package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.Db;
import io.evergrant.bootstrap.Configuration;
import io.evergrant.bootstrap.Migrations;
import io.evergrant.testkit.Database;
import io.evergrant.testkit.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The one migrated server of a test run; it ends with the JVM. */
final class Server {
  private static final Postgres POSTGRES = started();

  private Server() {}

  static Postgres postgres() {
    return POSTGRES;
  }

  static Database database() {
    return POSTGRES.database();
  }

  /** As the runtime role. */
  static Db db() {
    return new Db(dataSource());
  }

  static DataSource dataSource() {
    var database = database();
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.app().user());
    source.setPassword(database.app().password());
    return source;
  }

  /** Moves the database's clock, as only its owner may. */
  static void shiftClock(Duration by) {
    try (var connection = database().connectAsOwner();
        var update =
            connection.prepareStatement("UPDATE eg_clock SET shift = shift + ?::interval")) {
      update.setString(1, by.toMillis() + " milliseconds");
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Postgres started() {
    try {
      var postgres = Postgres.start(Files.createTempDirectory("evergrant-it-postgres"));
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      var environment = postgres.database().environment();
      Migrations.run(new Configuration(key -> Optional.ofNullable(environment.get(key))));
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
