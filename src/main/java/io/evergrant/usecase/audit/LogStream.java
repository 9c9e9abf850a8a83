package io.evergrant.usecase.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.function.LongConsumer;

/** Pages of a log as the bytes that an export of them would be. */
final class LogStream extends InputStream {
  private final LogPages pages;
  private final LongConsumer reached;
  private byte[] page = new byte[0];
  private int next;

  /**
   * Nothing is read yet.
   *
   * @param reached is told the sequence after each page
   */
  LogStream(LogPages pages, LongConsumer reached) {
    this.pages = pages;
    this.reached = reached;
  }

  @Override
  public int read() {
    return fill() ? page[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    var some = Math.min(length, page.length - next);
    System.arraycopy(page, next, bytes, offset, some);
    next += some;
    return some;
  }

  /** False where nothing is left. */
  private boolean fill() {
    if (next == page.length) {
      var lines = pages.next();
      var text = new StringBuilder(1 << 16);
      lines.forEach(line -> text.append(line).append('\n'));
      page = text.toString().getBytes(UTF_8);
      next = 0;
      reached.accept(pages.reached().sequence());
    }
    return next < page.length;
  }
}
