package io.evergrant.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.usecase.port.CheckpointsOutside;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in a file of the node's own, a line each. Whoever shall guard the log against the
 * database's administrator puts it where that one cannot write.
 */
public class CheckpointFile implements CheckpointsOutside {
  /** Bytes; some eight thousand checkpoints. */
  static final int LAST = 4 << 20;

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

  @Override
  public Optional<InputStream> held() {
    if (file == null || Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      var whole = wholeLines(file);
      return whole == 0
          ? Optional.empty()
          : Optional.of(new Beginning(Files.newInputStream(file), whole));
    } catch (IOException e) {
      throw new StoreUnavailable(Cause.FAILED, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Up to the end of its last line: another may be written just now. */
  private static long wholeLines(Path file) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
      var length = bytes.length();
      while (length > 0) {
        bytes.seek(length - 1);
        if (bytes.read() == '\n') {
          break;
        }
        length--;
      }
      return length;
    }
  }

  @Override
  public List<String> last() {
    if (file == null || Files.notExists(file)) {
      return List.of();
    }
    try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
      var from = Math.max(0, bytes.length() - LAST);
      var read = new byte[(int) (bytes.length() - from)];
      bytes.seek(from);
      bytes.readFully(read);
      return whole(new String(read, UTF_8), from == 0);
    } catch (IOException e) {
      throw new StoreUnavailable(Cause.FAILED, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> whole(String text, boolean isAll) {
    var begin = isAll ? 0 : text.indexOf('\n') + 1;
    var end = text.lastIndexOf('\n') + 1;
    return text.substring(begin, Math.max(begin, end)).lines().toList();
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

  /** The first bytes of a file, whatever comes behind them. */
  private static final class Beginning extends FilterInputStream {
    private long left;

    Beginning(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      var read = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
