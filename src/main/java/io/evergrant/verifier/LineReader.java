package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines in place, as bytes between {@code from} and {@code to}: nothing is copied. */
final class LineReader {
  /** No event is longer: what is, is no export. */
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private byte[] bytes = new byte[1 << 16];
  private int filled;
  private int next;
  private int from;
  private int to;
  private long number;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Moves to the next line; false where there is none. */
  boolean next() throws IOException {
    from = next;
    var at = from;
    while (true) {
      at = feed(at);
      if (at < filled) {
        return found(at, at + 1);
      }
      var already = at - from;
      if (!fill()) {
        return from < filled && found(filled, filled);
      }
      at = from + already;
    }
  }

  /** Where the next line feed is, or the end of what was read. */
  private int feed(int start) {
    var in = bytes;
    var most = filled;
    var at = start;
    while (at < most && in[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean found(int end, int after) {
    to = end;
    next = after;
    number++;
    return true;
  }

  /** Makes room and reads; what was begun moves to the front. */
  private boolean fill() throws IOException {
    System.arraycopy(bytes, from, bytes, 0, filled - from);
    filled -= from;
    from = 0;
    if (filled == bytes.length) {
      if (filled >= LONGEST) {
        throw new IOException("line " + (number + 1) + " is longer than any line of an export");
      }
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    var read = in.read(bytes, filled, bytes.length - filled);
    filled += Math.max(read, 0);
    return read >= 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Of the line, from 1. */
  long number() {
    return number;
  }

  boolean startsWith(byte[] prefix) {
    return to - from >= prefix.length
        && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
  }

  String text() {
    return new String(bytes, from, to - from, UTF_8);
  }
}
