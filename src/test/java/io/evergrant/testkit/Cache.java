package io.evergrant.testkit;

import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Unpacked programs, kept per user over all checkouts in {@code $XDG_CACHE_HOME/evergrant} or
 * {@code ~/.cache/evergrant}. Each entry is filled once, under a file lock, so that builds that
 * start side by side do not meet.
 */
public final class Cache {
  private static final Path ROOT = root();

  private Cache() {}

  /** Fills a new, empty folder; the entry exists only if this returns. */
  public interface Filling {
    void fill(Path folder) throws IOException;
  }

  /** The entry's folder; it is filled now if nobody has done so before. */
  public static Path entry(String name, Filling filling) throws IOException {
    var entry = ROOT.resolve(name);
    if (Files.isDirectory(entry)) {
      return entry;
    }
    PrivateFiles.folder(ROOT);
    try (var channel =
            FileChannel.open(
                ROOT.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(entry)) {
        var half = ROOT.resolve(name + ".half");
        PrivateFiles.wipe(half);
        Files.createDirectories(half);
        filling.fill(half);
        Files.move(half, entry, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return entry;
  }

  private static Path root() {
    var home = System.getenv("XDG_CACHE_HOME");
    return home == null || home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "evergrant")
        : Path.of(home, "evergrant");
  }
}
