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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
    Sql.run(
        database()::connectAsOwner,
        "UPDATE eg_clock SET shift = shift + " + by.toMillis() + " * interval '1 millisecond'");
  }

  static void resetClock() {
    Sql.run(database()::connectAsOwner, "UPDATE eg_clock SET shift = interval '0'");
  }

  /** Raw SQL in a transaction of the runtime role that named this tenant. */
  static List<List<@Nullable String>> asRuntimeRole(TenantId tenant, String statement) {
    return Sql.run(
        database()::connect, "SELECT set_config('app.tenant', '" + tenant + "', true)", statement);
  }

  /** Raw SQL past row-level security. */
  static List<List<@Nullable String>> asSuperuser(String statement) {
    return Sql.run(() -> postgres().superuser("evergrant"), statement);
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
