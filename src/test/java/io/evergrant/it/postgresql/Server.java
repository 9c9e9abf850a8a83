package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.Db;
import io.evergrant.bootstrap.Configuration;
import io.evergrant.bootstrap.Migrations;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.Database;
import io.evergrant.testkit.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The one migrated server of a test run; it ends with the JVM. */
final class Server {
  private static final Postgres POSTGRES = started();
  private static final KeptConnections APP = new KeptConnections(database()::connect);
  private static final KeptConnections OWNER = new KeptConnections(database()::connectAsOwner);
  private static final KeptConnections SUPERUSER =
      new KeptConnections(() -> postgres().superuser("evergrant"));

  private Server() {}

  static Postgres postgres() {
    return POSTGRES;
  }

  static Database database() {
    return POSTGRES.database();
  }

  /** As the runtime role. */
  static Db db() {
    return new Db(APP.asDataSource());
  }

  /** As the runtime role, each time by a new connection. */
  static DataSource dataSource() {
    var database = database();
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.app().user());
    source.setPassword(database.app().password());
    return source;
  }

  /** A kept connection as the runtime role. */
  static Connection connect() throws SQLException {
    return APP.connect();
  }

  /** A kept connection as the role that owns the tables. */
  static Connection connectAsOwner() throws SQLException {
    return OWNER.connect();
  }

  /** A kept connection of whom row-level security does not hold. */
  static Connection superuser() throws SQLException {
    return SUPERUSER.connect();
  }

  /** Moves the database's clock, as only its owner may. */
  static void shiftClock(Duration by) {
    Sql.run(
        Server::connectAsOwner,
        "UPDATE eg_clock SET shift = shift + " + by.toMillis() + " * interval '1 millisecond'");
  }

  static void resetClock() {
    Sql.run(Server::connectAsOwner, "UPDATE eg_clock SET shift = interval '0'");
  }

  /** Raw SQL in a transaction of the runtime role that named this tenant. */
  static List<List<@Nullable String>> asRuntimeRole(TenantId tenant, String statement) {
    return Sql.run(
        Server::connect, "SELECT set_config('app.tenant', '" + tenant + "', true)", statement);
  }

  /** Raw SQL past row-level security. */
  static List<List<@Nullable String>> asSuperuser(String statement) {
    return Sql.run(Server::superuser, statement);
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
