package io.evergrant.testkit.keycloak;

import io.evergrant.testkit.Cache;
import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The published distribution, unpacked and built ({@code kc.sh build}) for the embedded H2
 * database.
 *
 * @param folder where it lies; shared, so nothing may write into it
 * @param name the distribution's name and version
 */
record KeycloakProgram(Path folder, String name) {
  private static final String SUFFIX = ".tar.gz";
  private static final List<String> SHARED = List.of("lib", "conf", "providers", "themes");

  /** From the archive that the build fetched, named by the system property evergrant.keycloak. */
  static KeycloakProgram find() {
    var property = System.getProperty("evergrant.keycloak", "target/parts/keycloak" + SUFFIX);
    var archive = Path.of(property).toAbsolutePath();
    var file = archive.getFileName().toString();
    var name = file.substring(0, file.length() - SUFFIX.length());
    try {
      return new KeycloakProgram(Cache.entry(name, folder -> build(archive, folder)), name);
    } catch (IOException e) {
      throw new CannotStart(
          "Keycloak could not be unpacked: " + e.getMessage(),
          "let Maven fetch it: mvn pre-integration-test.",
          e);
    }
  }

  /** Makes a folder a Keycloak home that shares the program and keeps its own data. */
  void linkInto(Path home) throws IOException {
    for (var name : SHARED) {
      var link = home.resolve(name);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, folder.resolve(name));
    }
  }

  /** Takes the shared program out of a home again, so that whoever deletes it deletes only it. */
  static void unlink(Path home) {
    try {
      for (var name : SHARED) {
        Files.deleteIfExists(home.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak's home could not be tidied", e);
    }
  }

  /** The server's command line, run by the JDK that runs this: no shell stays in between. */
  static List<String> line(Path home, List<String> options) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=en",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized"));
    line.addAll(options);
    return line;
  }

  private static void build(Path archive, Path folder) throws IOException {
    run(folder, List.of("tar", "-xzf", archive.toString(), "--strip-components=1"));
    var settings = List.of("--db=dev-file", "--health-enabled=false", "--metrics-enabled=false");
    var build = new ArrayList<>(List.of(folder.resolve("bin/kc.sh").toString(), "build"));
    build.addAll(settings);
    run(folder, build);
  }

  private static void run(Path folder, List<String> line) throws IOException {
    var java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    var done = Tool.run(folder, java, Duration.ofMinutes(5), line);
    if (!done.succeeded()) {
      throw new IOException(line.get(0) + " said: " + done.errors().strip());
    }
  }
}
