package io.evergrant.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * The right to write a file: an advisory lock on a file beside it, which ends with the process at
 * the latest. The lock file stays; removing it would let two hold the lock of one name.
 */
final class Lock implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final FileChannel channel;
  private final Workplace workplace;

  private Lock(FileChannel channel, Workplace workplace) {
    this.channel = channel;
    this.workplace = workplace;
  }

  /**
   * Waits for it.
   *
   * @throws Failure where it is held until then, or cannot be had
   */
  static Lock take(TokenFile file, Instant until, InstantSource clock, Pause pause) {
    try {
      var channel =
          FileChannel.open(
              file.workplace().file("lock"),
              Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS),
              TokenFile.PRIVATE);
      try {
        while (!isTaken(channel)) {
          if (!clock.instant().isBefore(until)) {
            throw new Failure(
                ExitCode.NOT_NOW,
                "Another process has been fetching " + file.path() + " all the time.",
                "Try again, or give more time by --wait.");
          }
          pause.of(LOOK_AGAIN);
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return new Lock(channel, file.workplace());
    } catch (IOException | UnsupportedOperationException e) {
      throw Failure.place(
          "No lock can be had beside " + file.path() + " (" + e.getClass().getSimpleName() + ").",
          "Check the rights of its folder.");
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Removes what writers left that were killed: there is no other now. */
  void tidy() throws IOException {
    workplace.tidy();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it ends with the process
    }
  }
}
