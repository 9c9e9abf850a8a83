package io.evergrant.testkit;

import java.io.InputStream;

/** So many bytes, none of which is kept. */
public final class Zeros extends InputStream {
  private long left;

  public Zeros(long count) {
    left = count;
  }

  @Override
  public int read() {
    return left-- > 0 ? 0 : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (left <= 0) {
      return -1;
    }
    var count = (int) Math.min(left, length);
    left -= count;
    return count;
  }
}
