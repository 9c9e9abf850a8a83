package io.evergrant.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Where the lock lies and the next file is written: beside the file. In a git work tree these have
 * names that no rule of its owner ignores, and one that a crash leaves holds a token: so they stand
 * in a folder there that ignores itself.
 */
final class Workplace {
  private static final String OWN = ".evergrant";

  private final Path folder;
  private final String prefix;
  private final boolean ignoresItself;

  private Workplace(Path folder, String prefix, boolean ignoresItself) {
    this.folder = folder;
    this.prefix = prefix;
    this.ignoresItself = ignoresItself;
  }

  static Workplace beside(Path file, GitTree.Place place) {
    var prefix = "." + file.getFileName() + ".";
    var folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
    return switch (place) {
      case OUTSIDE -> new Workplace(folder, prefix, false);
      case IGNORED -> new Workplace(folder.resolve(OWN), prefix, true);
    };
  }

  /** A file in it; makes the folder where it is needed. */
  Path file(String name) throws IOException {
    if (ignoresItself && !Files.isRegularFile(folder.resolve(".gitignore"))) {
      try {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException e) {
        // another process was faster
      }
      Files.writeString(folder.resolve(".gitignore"), "*\n");
    }
    return folder.resolve(prefix + name);
  }

  /** Removes the files of writers that were killed. */
  void tidy() throws IOException {
    try (var left = Files.newDirectoryStream(folder, this::isLeft)) {
      for (var file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean isLeft(Path file) {
    var name = file.getFileName().toString();
    return name.startsWith(prefix) && name.endsWith(".tmp");
  }
}
