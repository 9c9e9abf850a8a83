package io.evergrant.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.usecase.port.CheckpointsOutside;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in a file of the node's own, a line each. Whoever shall guard the log against the
 * database's administrator puts it where that one cannot write.
 */
public class CheckpointFile implements CheckpointsOutside {
  private final @Nullable Path file;

  /**
   * A file that is made with its first line.
   *
   * @param file null where none was configured
   */
  public CheckpointFile(@Nullable Path file) {
    this.file = file;
  }

  @Override
  public boolean isKept() {
    return file != null;
  }

  /** In one write, so that what others append comes before or after it. */
  @Override
  public void append(String line) {
    if (file == null) {
      return;
    }
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new StoreUnavailable(Cause.FAILED, file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
