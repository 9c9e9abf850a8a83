package io.evergrant.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Files and folders that only their owner may read: unseal keys, passwords, what a launcher keeps.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes the folder with mode 0700, or sets that mode where it exists. */
  public static Path folder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, FOLDER);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + folder, e);
    }
  }

  /** Writes the whole file or nothing, with mode 0600 from its first byte. */
  public static void write(Path file, String content) {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the whole file or nothing, with mode 0600 from its first byte. */
  public static void write(Path file, byte[] content) {
    try {
      FileAttribute<?> onlyMine = PosixFilePermissions.asFileAttribute(FILE);
      var half =
          Files.createTempFile(parent(file), file.getFileName().toString(), ".half", onlyMine);
      Files.write(half, content);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /**
   * What the file says; if there is none, it is made from {@code first} and says that from now on.
   */
  public static String kept(Path file, Supplier<String> first) {
    try {
      if (!Files.exists(file)) {
        write(file, first.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Deletes a folder with all that is in it; links are not followed. */
  public static void wipe(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }

  private static Path parent(Path file) {
    var parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
