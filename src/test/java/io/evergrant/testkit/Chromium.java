package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Sessions;
import io.evergrant.testkit.process.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of the tests: found on the PATH, else installed where we may (as root on Debian),
 * else one clear failure. A test that finds no browser fails; it is never skipped.
 */
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /**
   * Alone, without a screen, without a sandbox (root has none), and without talking to anybody but
   * us.
   */
  public static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chromium() {}

  /** The program's path. */
  public static Path find() {
    return onPath().or(Chromium::installed).orElseThrow(Chromium::missing);
  }

  private static Optional<Path> onPath() {
    return NAMES.stream().map(Sessions::find).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Path> installed() {
    if (!"root".equals(System.getProperty("user.name"))
        || !Files.exists(Path.of("/etc/debian_version"))) {
      return Optional.empty();
    }
    Stream.of(
            List.of("apt-get", "update", "-qq"),
            List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"))
        .forEach(
            command ->
                Tool.run(
                    Path.of("."),
                    Map.of("DEBIAN_FRONTEND", "noninteractive"),
                    Duration.ofMinutes(10),
                    command));
    return onPath();
  }

  private static CannotStart missing() {
    return new CannotStart(
        "No Chromium was found for the browser tests.",
        "install it (Debian: apt-get install chromium) so that one of "
            + NAMES
            + " is on the PATH.");
  }
}
