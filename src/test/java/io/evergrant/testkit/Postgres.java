package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.RandomSecret;
import io.evergrant.testkit.process.Tool;
import io.evergrant.testkit.process.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL 18 on the loopback interface, with durable commits, password logins and kept storage:
 * started again on the same folder, it has the same data, passwords and, where it is still free,
 * port.
 */
public final class Postgres implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private final PostgresPrograms programs;
  private Child server;

  private Postgres(Path folder, int port, PostgresPrograms programs) {
    this.folder = folder;
    this.port = port;
    this.programs = programs;
    this.server = launch();
  }

  /**
   * Starts a server on what the folder holds; an empty one becomes a new cluster with our roles and
   * database.
   */
  public static Postgres start(Path folder) {
    PrivateFiles.folder(folder);
    var programs = PostgresPrograms.unpack();
    if (!Files.exists(folder.resolve("data/PG_VERSION"))) {
      initialize(folder, programs);
    }
    var postgres = new Postgres(folder, KeptPort.in(folder), programs);
    try {
      postgres.awaitConnections();
      postgres.prepareRoles();
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
    return postgres;
  }

  /** The database {@code evergrant} and its two logins. */
  public Database database() {
    return new Database(
        url("evergrant"),
        new Database.Login("evergrant_app", password("app")),
        new Database.Login("evergrant_owner", password("owner")));
  }

  /** A connection as superuser, for tests that look where no role of ours may look. */
  public Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(url(database), SUPERUSER, password("superuser"));
  }

  public Child process() {
    return server;
  }

  public int port() {
    return port;
  }

  /**
   * SIGKILL for the postmaster, then a new start on the same data and port: a crash and its
   * recovery.
   */
  public void crashAndRestart() {
    kill();
    startAgain();
  }

  /** SIGKILL; nobody answers until {@link #startAgain}. */
  public void kill() {
    server.kill();
  }

  /**
   * A start on the same data and port, after the server was killed. A backend that outlives its
   * postmaster for a moment keeps the shared memory, and no start succeeds before it is gone.
   */
  public void startAgain() {
    Until.holds("PostgreSQL started again", PATIENCE, this::startsAgain);
  }

  private boolean startsAgain() {
    server = launch();
    try {
      awaitConnections();
      return true;
    } catch (CannotStart e) {
      if (String.valueOf(e.getMessage()).contains("shared memory block")) {
        return false;
      }
      throw e;
    }
  }

  /** A stop in good order, then a new start on the same data and port. */
  public void restart() {
    server.close();
    server = launch();
    awaitConnections();
  }

  @Override
  public void close() {
    server.close();
  }

  private Child launch() {
    var settings =
        List.of(
            "-D", folder.resolve("data").toString(),
            "-p", Integer.toString(port),
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "fsync=on",
            "-c", "synchronous_commit=on",
            "-c", "full_page_writes=on",
            "-c", "max_connections=200",
            "-c", "log_statement=none",
            "-c", "timezone=UTC");
    // INT is PostgreSQL's fast shutdown; TERM would wait for every client to leave
    return Child.start(
        new Child.Command(
            "PostgreSQL",
            programs.line("postgres", settings),
            folder,
            folder.resolve("postgres.log"),
            Map.of("LC_ALL", "C"),
            "INT"));
  }

  private static void initialize(Path folder, PostgresPrograms programs) {
    var data = folder.resolve("data");
    PrivateFiles.wipe(data);
    var passwordFile = folder.resolve("superuser.password");
    PrivateFiles.kept(passwordFile, RandomSecret::password);
    var arguments =
        List.of(
            "--pgdata=" + data,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-instructions");
    var initdb =
        Tool.run(folder, Map.of("LC_ALL", "C"), PATIENCE, programs.line("initdb", arguments));
    if (!initdb.succeeded()) {
      PrivateFiles.wipe(data);
      throw new CannotStart(
          "PostgreSQL could not make its data folder " + data + ": " + initdb.errors().strip(),
          "check that the disk has room and that the folder may be written; as root, that user"
              + " namespaces are allowed.");
    }
  }

  private void prepareRoles() {
    var passwords = Map.of("owner_password", password("owner"), "app_password", password("app"));
    new PsqlScript(passwords, this::superuser).run(Path.of("db/role/roles.sql"), "postgres");
  }

  private void awaitConnections() {
    Until.holds(
        "PostgreSQL took connections; see " + server.log(), PATIENCE, this::acceptsConnections);
  }

  private boolean acceptsConnections() {
    if (!server.isAlive()) {
      throw new CannotStart(
          "PostgreSQL ended while it started; the last lines of its log are:\n"
              + server.lastLines(5),
          "do what they say; the whole log is " + server.log() + ".");
    }
    try (var connection = superuser("postgres")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private String password(String login) {
    return PrivateFiles.kept(folder.resolve(login + ".password"), RandomSecret::password);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
