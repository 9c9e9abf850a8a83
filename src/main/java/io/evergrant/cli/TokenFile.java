package io.evergrant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The file with the token. It is replaced as a whole: written beside itself, brought to the disk,
 * renamed, and the folder brought to the disk; so whoever reads it, or loses power, finds one whole
 * token. Writers hold the {@link Lock}.
 */
final class TokenFile {
  static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(PosixFilePermissions.fromString("rw-------"));
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(OWNER_ONLY);

  private static final long LARGEST = 256 * 1024;

  private final Path file;
  private final Workplace workplace;

  private TokenFile(Path file, Workplace workplace) {
    this.file = file;
    this.workplace = workplace;
  }

  /**
   * At a path, whose folder has to be there.
   *
   * @throws Failure where a token may not be kept there
   */
  static TokenFile at(Path path, GitTree git) {
    var name = path.getFileName();
    if (name == null || name.toString().equals("..") || name.toString().equals(".")) {
      throw Failure.place("--out names no file.", "Give the path of a file.");
    }
    try {
      var folder =
          Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a folder")
              .toRealPath();
      var file = folder.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw Failure.place(
            path + " is a link, a folder or a device.", "Name the file itself, or another.");
      }
      return new TokenFile(file, Workplace.beside(file, git.of(folder, name.toString())));
    } catch (IOException e) {
      throw Failure.place(
          "The folder of " + path + " is not there, or cannot be entered.", "Make it first.");
    }
  }

  Path path() {
    return file;
  }

  Workplace workplace() {
    return workplace;
  }

  /**
   * What is kept; empty where nothing is, or where others may read it: such a token is replaced.
   *
   * @throws Failure where the file is somebody else's work
   */
  Optional<Token> read() {
    try {
      var length = Files.size(file);
      if (length == 0) {
        return Optional.empty();
      }
      if (length > LARGEST) {
        throw foreign();
      }
      var token = Token.kept(Files.readString(file));
      return Files.getPosixFilePermissions(file).equals(OWNER_ONLY)
          ? Optional.of(token)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw foreign();
    } catch (IOException e) {
      throw Failure.place(file + " cannot be read.", "Check whose it is, and its rights.");
    }
  }

  private Failure foreign() {
    return Failure.place(
        file + " was not written by this program.", "Choose another path, or remove the file.");
  }

  /**
   * Replaces it.
   *
   * @param held the right to
   */
  void write(Token token, Lock held) {
    try {
      held.tidy();
      var beside = workplace.file(UUID.randomUUID() + ".tmp");
      try {
        try (var channel = FileChannel.open(beside, EnumSet.of(CREATE_NEW, WRITE), PRIVATE)) {
          var bytes = ByteBuffer.wrap(token.toJson().getBytes(UTF_8));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(
            beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
      try (var folder = FileChannel.open(parent(), READ)) {
        folder.force(true);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw Failure.place(
          file + " cannot be written (" + e.getClass().getSimpleName() + ").",
          "Check the rights and the space of its folder, and that its file system knows owners.");
    }
  }

  private Path parent() {
    return Objects.requireNonNull(file.getParent(), "a file has a folder");
  }
}
