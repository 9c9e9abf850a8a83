package io.evergrant.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Sessions;
import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Python with the packages that files of requirements pin, kept for all checkouts of a user. */
public final class Python {
  private static final Path HERE = Path.of("").toAbsolutePath();

  private final Path program;
  private final Path packages;

  private Python(Path program, Path packages) {
    this.program = program;
    this.packages = packages;
  }

  /** As its users' own environment holds them; every package and version is named. */
  public static Python with(List<Path> requirements) {
    var program = program(Sessions.find("python3"));
    try {
      var name = "python-" + digest(program, requirements);
      return new Python(
          program, Cache.entry(name, folder -> install(program, requirements, folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path program(Optional<Path> found) {
    return found.orElseThrow(
        () ->
            new CannotStart(
                "There is no python3, which the guides' programs are tried with.",
                "install it with pip (Debian: apt-get install python3 python3-pip)."));
  }

  /** Program and arguments. */
  public List<String> line(String... words) {
    var line = new ArrayList<>(List.of(program.toString()));
    line.addAll(List.of(words));
    return line;
  }

  /** What makes the packages known. */
  public Map<String, String> environment() {
    return Map.of("PYTHONPATH", packages.toString(), "PYTHONDONTWRITEBYTECODE", "1");
  }

  private static void install(Path program, List<Path> requirements, Path folder) {
    var line =
        new ArrayList<>(
            List.of(
                program.toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-input",
                "--no-deps",
                "--only-binary",
                ":all:",
                "--target",
                folder.toString()));
    requirements.forEach(file -> line.addAll(List.of("--requirement", file.toString())));
    var done = Tool.run(HERE, Map.of(), Duration.ofMinutes(10), line);
    if (!done.succeeded()) {
      throw new CannotStart(
          "The packages of the guides' programs could not be fetched: " + done.errors().strip(),
          "install Python's pip (Debian: apt-get install python3-pip) and let it reach its index.");
    }
  }

  /** Compiled packages are for one Python. */
  private static String digest(Path program, List<Path> requirements) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var version =
          Tool.run(HERE, Map.of(), Duration.ofMinutes(1), List.of(program.toString(), "-VV"));
      digest.update(version.output().getBytes(UTF_8));
      for (var file : requirements) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
