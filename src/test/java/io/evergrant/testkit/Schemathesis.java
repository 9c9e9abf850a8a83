package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Sessions;
import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The {@code schemathesis} program, which makes up requests from a description and compares the
 * answers with it: as {@code build/schemathesis.txt} pins it and all that it needs, by version and
 * hash.
 *
 * @param python that runs it
 * @param library where it was installed
 */
public record Schemathesis(Path python, Path library) {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path PINNED = HERE.resolve("build/schemathesis.txt");
  private static final String VERSION = "4.32.5";

  /** Installs it, if nobody has done so before. */
  public static Schemathesis find() {
    var python = Sessions.find("python3").orElseThrow(() -> missing("there is no python3."));
    try {
      var name = "schemathesis-" + VERSION + "-python-" + version(python);
      return new Schemathesis(
          python, Cache.entry(name, folder -> install(python, folder)).resolve("lib"));
    } catch (IOException e) {
      throw missing(e.toString());
    }
  }

  private static String version(Path python) {
    var asked =
        Tool.run(
            HERE,
            Map.of(),
            Duration.ofSeconds(30),
            List.of(python.toString(), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"));
    return asked.output().strip();
  }

  private static void install(Path python, Path folder) {
    var line =
        List.of(
            python.toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--requirement",
            PINNED.toString(),
            "--target",
            folder.resolve("lib").toString());
    var installed = Tool.run(HERE, Map.of(), Duration.ofMinutes(5), line);
    if (!installed.succeeded()) {
      throw missing("pip said: " + installed.errors().strip());
    }
  }

  /** Runs it in a folder that holds its configuration. */
  public Tool run(Path folder, Duration atMost, List<String> arguments) {
    var line = new ArrayList<String>();
    Stream.of(python.toString(), "-m", "schemathesis.cli").forEach(line::add);
    line.addAll(arguments);
    var environment =
        Map.of("PYTHONPATH", library.toString(), "PYTHONDONTWRITEBYTECODE", "1", "NO_COLOR", "1");
    return Tool.run(folder, environment, atMost, line);
  }

  private static CannotStart missing(String why) {
    return new CannotStart(
        "schemathesis is missing and could not be installed: " + why,
        "install Python 3.11 or newer with pip (Debian: apt-get install python3-pip), and let it"
            + " reach a package registry once.");
  }
}
