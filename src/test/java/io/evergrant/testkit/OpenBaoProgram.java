package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Sessions;
import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code bao} program, server and command line in one: from {@code BAO_BIN}, else from the PATH
 * where it is an OpenBao that knows the static seal (2.4 or newer), else out of the wheel that
 * {@code build/openbao.txt} pins by hash.
 */
record OpenBaoProgram(Path path) {
  private static final Pattern VERSION =
      Pattern.compile("OpenBao v(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path PINNED = HERE.resolve("build/openbao.txt");

  static OpenBaoProgram find() {
    return find(System.getenv());
  }

  static OpenBaoProgram find(Map<String, String> environment) {
    var named = environment.get("BAO_BIN");
    if (named != null && !named.isBlank()) {
      return named(Path.of(named));
    }
    return Stream.of("bao", "vault")
        .map(Sessions::find)
        .flatMap(Optional::stream)
        .filter(OpenBaoProgram::knowsTheStaticSeal)
        .findFirst()
        .map(OpenBaoProgram::new)
        .orElseGet(OpenBaoProgram::fromWheel);
  }

  private static OpenBaoProgram named(Path path) {
    if (!Files.isExecutable(path)) {
      throw new CannotStart(
          "BAO_BIN names " + path + ", which is no program.",
          "set it to the bao program, or unset it.");
    }
    return new OpenBaoProgram(path.toAbsolutePath());
  }

  private static boolean knowsTheStaticSeal(Path program) {
    var version =
        VERSION.matcher(
            Tool.run(HERE, Map.of(), Duration.ofSeconds(30), List.of(program.toString(), "version"))
                .output());
    return version.matches()
        && Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)) >= 2004;
  }

  private static OpenBaoProgram fromWheel() {
    try {
      return new OpenBaoProgram(
          Cache.entry("openbao-2.7.2", OpenBaoProgram::unpackWheel).resolve("bao"));
    } catch (IOException e) {
      throw missing(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static void unpackWheel(Path folder) throws IOException {
    download(folder, Sessions.find("python3"));
    try (var found = Files.newDirectoryStream(folder, "*.whl")) {
      for (var wheel : found) {
        try (var zip = FileSystems.newFileSystem(wheel);
            var inside = Files.walk(zip.getPath("/"))) {
          var bao = inside.filter(path -> path.endsWith("bin/bao")).findFirst();
          Files.copy(
              bao.orElseThrow(() -> new IOException(wheel + " holds no bao")),
              folder.resolve("bao"),
              StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(wheel);
      }
    }
    Files.setPosixFilePermissions(
        folder.resolve("bao"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void download(Path folder, Optional<Path> found) {
    var python = found.orElseThrow(() -> missing("there is no python3 with pip to fetch it"));
    var pip =
        List.of(
            python.toString(),
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps");
    var what =
        List.of(
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--requirement",
            PINNED.toString(),
            "--dest",
            folder.toString());
    var download =
        Tool.run(
            HERE,
            Map.of(),
            Duration.ofMinutes(5),
            Stream.concat(pip.stream(), what.stream()).toList());
    if (!download.succeeded()) {
      throw missing("pip said: " + download.errors().strip());
    }
  }

  private static CannotStart missing(String why) {
    return new CannotStart(
        "OpenBao is missing and could not be fetched: " + why,
        "put bao on the PATH, set BAO_BIN to it, install Python's pip (Debian: apt-get install"
            + " python3-pip), or set VAULT_ADDR and VAULT_TOKEN to a server of your own.");
  }
}
