package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One start at a time per project folder. Maven gives the prompt back before the servers are gone,
 * so a new start first waits for the old one to end.
 */
final class RunLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FileChannel channel;
  private @Nullable FileLock lock;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock in(Path folder, Consumer<String> progress) {
    return in(folder, PATIENCE, progress);
  }

  static RunLock in(Path folder, Duration patience, Consumer<String> progress) {
    try {
      var channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = new RunLock(channel);
      if (!lock.taken()) {
        progress.accept("waiting for an earlier start in this folder to end");
        if (!Until.within(patience, lock::taken)) {
          channel.close();
          throw new CannotStart(
              "Another Evergrant runs in this folder (" + folder + ").",
              "end it with Ctrl-C, or use that one.");
        }
      }
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + folder, e);
    }
  }

  private boolean taken() {
    try {
      lock = channel.tryLock();
      return lock != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
