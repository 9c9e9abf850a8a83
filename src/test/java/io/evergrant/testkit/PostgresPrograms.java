package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Sessions;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked from the artifact for this machine. */
record PostgresPrograms(Path folder) {
  /** Raised when another server version comes into the pom. */
  private static final String ENTRY = "postgresql-18.1.0";

  static PostgresPrograms unpack() {
    try {
      return new PostgresPrograms(Cache.entry(ENTRY, PostgresPrograms::unpackInto));
    } catch (IOException | IllegalStateException e) {
      throw new CannotStart(
          "PostgreSQL's programs could not be unpacked for this machine: " + e.getMessage() + ".",
          "check the disk, or use a server of your own: EVERGRANT_DB_URL, EVERGRANT_DB_USER,"
              + " EVERGRANT_DB_PASSWORD, EVERGRANT_DB_OWNER_USER and EVERGRANT_DB_OWNER_PASSWORD.",
          e);
    }
  }

  /**
   * The command line of one of them. PostgreSQL refuses to run as root; where root starts it, it
   * runs in a user namespace in which it is nobody.
   */
  List<String> line(String program, List<String> arguments) {
    var line = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      line.add(
          Sessions.find("unshare")
              .orElseThrow(
                  () ->
                      new CannotStart(
                          "PostgreSQL refuses to run as root, and this machine has no unshare to"
                              + " hide root from it.",
                          "run as another user, install util-linux, or set EVERGRANT_DB_URL to a"
                              + " server of your own."))
              .toString());
      line.add("--user");
    }
    line.add(folder.resolve("bin").resolve(program).toString());
    line.addAll(arguments);
    return line;
  }

  private static void unpackInto(Path folder) throws IOException {
    var resolver = DefaultPostgresBinaryResolver.INSTANCE;
    try (InputStream packed =
            resolver.getPgBinary(System.getProperty("os.name"), System.getProperty("os.arch"));
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    var target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException(entry.getName() + " leads out of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(folder.resolve(entry.getName()).getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(
          target,
          PosixFilePermissions.fromString(
              (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
    }
  }
}
