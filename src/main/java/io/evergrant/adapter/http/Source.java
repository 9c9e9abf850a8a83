package io.evergrant.adapter.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * What is sent. Remembers whether it was the reading that failed rather than the sending, and when
 * the last piece was taken: sockets know no limit for a write that nobody takes.
 */
final class Source extends FilterInputStream {
  private final LongSupplier nanoTime;
  private volatile long takenAt;
  private volatile boolean broken;

  Source(InputStream in, LongSupplier nanoTime) {
    super(in);
    this.nanoTime = nanoTime;
    this.takenAt = nanoTime.getAsLong();
  }

  long nanosSinceTaken() {
    return nanoTime.getAsLong() - takenAt;
  }

  boolean isBroken() {
    return broken;
  }

  @Override
  public int read() throws IOException {
    takenAt = nanoTime.getAsLong();
    try {
      return super.read();
    } catch (IOException | RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    takenAt = nanoTime.getAsLong();
    try {
      return super.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      broken = true;
      throw e;
    }
  }
}
