package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.Tool;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * A portal node on WildFly, put together as {@code docs/wildfly.md} tells an operator: its archive
 * unpacked, configured by {@code docker/wildfly/configure.cli}, the WAR laid into its folder of
 * deployments, started by its own script. On the loopback interface.
 */
public final class WildFly implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path SCRIPT = Path.of("docker/wildfly/configure.cli");
  private static final String WAR = "evergrant.war";

  private final Child server;
  private final int port;
  private final int management;
  private final Path deployments;

  private WildFly(Child server, int port, int management, Path deployments) {
    this.server = server;
    this.port = port;
    this.management = management;
    this.deployments = deployments;
  }

  /**
   * Unpacks, configures, and starts it; returns when it serves.
   *
   * @param archive its distribution from Maven Central
   * @param where the folder for all of it; what an earlier start left is wiped
   * @param port where it serves HTTP
   * @param environment the portal's configuration
   */
  public static WildFly start(
      Path archive, Path war, Path where, int port, Map<String, String> environment) {
    var folder = where.toAbsolutePath();
    PrivateFiles.wipe(folder);
    PrivateFiles.folder(folder);
    try {
      var home = unpack(archive, folder);
      driver(war, folder.resolve("postgresql.jar"));
      configure(home, folder);
      var deployments = home.resolve("standalone/deployments");
      Files.copy(war, deployments.resolve(WAR));
      var management = Ports.free();
      var server = launch(home, folder, port, management, environment);
      var started = new WildFly(server, port, management, deployments);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("WildFly could not be put together", e);
    }
  }

  /** The address that browsers use. */
  public URI base() {
    return URI.create("http://localhost:" + port);
  }

  /** The port of its management, where it tells of its health. */
  public int management() {
    return management;
  }

  public Child process() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  private static Path unpack(Path archive, Path folder) throws IOException {
    try (var zip = new ZipFile(archive.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException(entry.getName() + " leads out of the folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.resolveSibling("."));
          try (var content = zip.getInputStream(entry)) {
            Files.copy(content, file);
          }
        }
      }
    }
    try (var homes = Files.newDirectoryStream(folder, "wildfly-*")) {
      return homes.iterator().next();
    }
  }

  /** The WAR's own. */
  private static void driver(Path war, Path file) throws IOException {
    try (var zip = new ZipFile(war.toFile())) {
      var entry =
          zip.stream()
              .filter(found -> found.getName().matches("WEB-INF/lib/postgresql-[\\d.]+\\.jar"))
              .findFirst()
              .orElseThrow();
      try (var content = zip.getInputStream(entry)) {
        Files.copy(content, file);
      }
    }
  }

  private static void configure(Path home, Path folder) {
    var line =
        List.of(
            "bash",
            home.resolve("bin/jboss-cli.sh").toString(),
            "--file=" + SCRIPT.toAbsolutePath());
    var java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    var done = Tool.run(folder, java, PATIENCE, line);
    if (!done.succeeded()) {
      throw new CannotStart(
          "WildFly refused its configuration: " + done.output() + done.errors(), "mend " + SCRIPT);
    }
  }

  private static Child launch(
      Path home, Path folder, int port, int management, Map<String, String> environment) {
    var line =
        List.of(
            "bash",
            home.resolve("bin/standalone.sh").toString(),
            "-Djboss.http.port=" + port,
            "-Djboss.management.http.port=" + management);
    var more = new HashMap<>(environment);
    more.put("JAVA_HOME", System.getProperty("java.home"));
    more.put("JAVA_OPTS", "-Xmx1g -Duser.timezone=UTC");
    // its script hands on the signal that ends it, and waits
    more.put("LAUNCH_JBOSS_IN_BACKGROUND", "yes");
    return Child.start(
        new Child.Command("WildFly", line, folder, folder.resolve("wildfly.log"), more, "TERM"));
  }

  private void awaitReady() {
    try {
      if (!Until.within(PATIENCE, Duration.ofMillis(200), this::serves)) {
        throw new CannotStart(
            "The portal was not ready on WildFly within " + PATIENCE.toMinutes() + " minutes.",
            "see " + server.log());
      }
    } catch (CannotStart e) {
      close();
      throw e;
    }
  }

  private boolean serves() {
    if (Files.exists(deployments.resolve(WAR + ".failed")) || !server.isAlive()) {
      throw new CannotStart(
          "The portal could not be deployed on WildFly; the end of its log is:\n"
              + server.lastLines(60),
          "do what that says; the whole log is " + server.log() + ".");
    }
    return answers(management, "/health/ready") && answers(port, "/login");
  }

  private static boolean answers(int port, String path) {
    return Http.get(URI.create("http://127.0.0.1:" + port + path))
        .filter(answer -> answer.status() == 200)
        .isPresent();
  }
}
