package io.evergrant.adapter.syslog;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A socket that remembers that it broke. A kernel tells a reset once, to whoever writes or reads
 * next; Java's TLS keeps it to itself if that was its own close_notify, and what is read afterwards
 * looks like an end in good order.
 */
final class MindfulSocket extends Socket {
  private final AtomicLong octetsRead = new AtomicLong();
  private volatile @Nullable IOException broke;

  long octetsRead() {
    return octetsRead.get();
  }

  /** Throws what broke it, if anything did. */
  void orBroken() throws IOException {
    var known = broke;
    if (known != null) {
      throw known;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        var octets = remembering(() -> super.read(bytes, offset, length));
        octetsRead.addAndGet(Math.max(octets, 0));
        return octets;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        var unused =
            remembering(
                () -> {
                  out.write(bytes, offset, length);
                  return length;
                });
      }
    };
  }

  private int remembering(Transfer transfer) throws IOException {
    try {
      return transfer.octets();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      broke = e;
      throw e;
    }
  }

  /** What may break. */
  private interface Transfer {
    int octets() throws IOException;
  }
}
