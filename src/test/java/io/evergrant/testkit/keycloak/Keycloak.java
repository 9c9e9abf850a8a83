package io.evergrant.testkit.keycloak;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak on {@code 127.0.0.1} with one realm: a refresh token works once, its reuse ends the
 * session, access tokens live 7 seconds, and every refresh, accepted or refused, is an event.
 */
public final class Keycloak implements AutoCloseable {
  public static final String REALM = "evergrant";
  public static final String CLIENT_ID = "evergrant";
  public static final String CLIENT_SECRET = "keycloak-secret-5b1f0a9c27";
  public static final String USER = "alice";
  public static final String USER_PASSWORD = "alice-keycloak";

  private static final String ADMINISTRATOR = "admin";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static @Nullable Keycloak shared;

  private final Path home;
  private final URI base;
  private final Child server;
  private final KeycloakAdmin admin;

  private Keycloak(Path home, URI base, Child server, String adminPassword) {
    this.home = home;
    this.base = base;
    this.server = server;
    this.admin = new KeycloakAdmin(base, REALM, ADMINISTRATOR, adminPassword);
  }

  /** Starts a server that keeps its data in this folder; ready when the realm answers. */
  public static Keycloak start(Path folder) {
    var home = PrivateFiles.folder(folder.toAbsolutePath());
    try {
      var program = KeycloakProgram.find();
      program.linkInto(home);
      KeycloakData.into(home, program);
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak's home " + home + " could not be made", e);
    }
    return launch(home, false);
  }

  /**
   * One server for all tests of a JVM, started by the first that asks and stopped when the JVM
   * ends. Its one user's sessions and its events are everybody's: count what is added.
   */
  public static synchronized Keycloak shared() {
    if (shared == null) {
      try {
        var folder = Files.createTempDirectory("evergrant-keycloak");
        var keycloak = start(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      keycloak.close();
                      PrivateFiles.wipe(folder);
                    }));
        shared = keycloak;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  static Keycloak launch(Path home, boolean importRealm) {
    var base = URI.create("http://127.0.0.1:" + Ports.free());
    var password = PrivateFiles.kept(home.resolve("admin.password"), () -> "");
    var server =
        Child.start(
            new Child.Command(
                "Keycloak",
                KeycloakProgram.line(home, options(base, importRealm)),
                home,
                home.resolve("keycloak.log"),
                importRealm ? firstAdministrator(password) : Map.of(),
                "TERM"));
    var keycloak = new Keycloak(home, base, server, password);
    try {
      Until.holds("Keycloak served its realm; see " + server.log(), PATIENCE, keycloak::serves);
    } catch (RuntimeException e) {
      keycloak.close();
      throw e;
    }
    return keycloak;
  }

  /** The realm as an OAuth issuer. */
  public URI issuer() {
    return base.resolve("/realms/" + REALM);
  }

  /** The realm's token endpoint. */
  public URI tokenEndpoint() {
    return base.resolve("/realms/" + REALM + "/protocol/openid-connect/token");
  }

  public KeycloakAdmin admin() {
    return admin;
  }

  @Override
  public void close() {
    server.close();
    KeycloakProgram.unlink(home);
  }

  /** The log says «started» before the realm can be asked, so the realm is asked. */
  private boolean serves() {
    if (!server.isAlive()) {
      throw new CannotStart(
          "Keycloak ended while it started; the last lines of its log are:\n" + server.lastLines(8),
          "do what they say; the whole log is " + server.log() + ".");
    }
    return Answer.of(URI.create(issuer() + "/.well-known/openid-configuration"))
        .filter(answer -> answer.status() == 200)
        .isPresent();
  }

  private static List<String> options(URI base, boolean importRealm) {
    var options =
        new ArrayList<>(
            List.of(
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + base.getPort(),
                "--hostname=" + base));
    if (importRealm) {
      options.add("--import-realm");
    }
    return options;
  }

  private static Map<String, String> firstAdministrator(String password) {
    return Map.of(
        "KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR, "KC_BOOTSTRAP_ADMIN_PASSWORD", password);
  }
}
