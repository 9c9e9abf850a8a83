package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
public final class WildFly extends NodeProcess {
  private static final Path SCRIPT = Path.of("docker/wildfly/configure.cli");
  private static final String DEPLOYED = "standalone/deployments/evergrant.war";

  private final Path home;
  private final int management;

  private WildFly(PayaraMicro.Node node, Path home, int management) {
    super(node, process(node, home, management));
    this.home = home;
    this.management = management;
  }

  /** Unpacks, configures and launches it; what an earlier start left is wiped. */
  static WildFly launch(PayaraMicro.Node node) {
    var folder = node.folder().toAbsolutePath();
    PrivateFiles.wipe(folder);
    PrivateFiles.folder(folder);
    try {
      var home = unpack(PayaraMicro.part("evergrant.wildfly", "target/parts/wildfly.zip"), folder);
      driver(node.war(), folder.resolve("postgresql.jar"));
      configure(home, folder);
      Files.copy(node.war(), home.resolve(DEPLOYED));
      return new WildFly(node, home, Ports.free());
    } catch (IOException e) {
      throw new UncheckedIOException("WildFly could not be put together", e);
    }
  }

  @Override
  public URI health() {
    return URI.create("http://127.0.0.1:" + management);
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

  @Override
  Child launch() {
    return process(node(), home, management);
  }

  private static Child process(PayaraMicro.Node node, Path home, int management) {
    var line =
        List.of(
            "bash",
            home.resolve("bin/standalone.sh").toString(),
            "-Djboss.http.port=" + node.port(),
            "-Djboss.management.http.port=" + management);
    var more = new HashMap<>(node.environment());
    more.put("JAVA_HOME", System.getProperty("java.home"));
    more.put("JAVA_OPTS", "-Xmx1g -Duser.timezone=UTC");
    // its script hands on the signal that ends it, and waits
    more.put("LAUNCH_JBOSS_IN_BACKGROUND", "yes");
    var folder = node.folder().toAbsolutePath();
    var log = folder.resolve("portal.log");
    PrivateFiles.write(log, "");
    return Child.start(new Child.Command("the portal", line, folder, log, more, "TERM"));
  }

  @Override
  CannotStart late() {
    return new CannotStart(
        "The portal was not ready on WildFly within " + PATIENCE.toMinutes() + " minutes.",
        "see " + process().log());
  }

  @Override
  boolean serves() {
    var server = process();
    if (Files.exists(home.resolve(DEPLOYED + ".failed")) || !server.isAlive()) {
      throw new CannotStart(
          "The portal could not be deployed on WildFly; the end of its log is:\n"
              + server.lastLines(60),
          "do what that says; the whole log is " + server.log() + ".");
    }
    return answers(health(), "/health/ready") && answers(base(), "/login");
  }

  private static boolean answers(URI server, String path) {
    return Http.get(server.resolve(path)).filter(answer -> answer.status() == 200).isPresent();
  }
}
