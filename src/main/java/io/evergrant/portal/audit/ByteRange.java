package io.evergrant.portal.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes are asked for (RFC 9110 section 14). One range of a whole number of bytes; whoever
 * asks for several, or for another unit, gets all, as section 14.2 allows.
 *
 * @param from the first
 * @param to behind the last; {@code from} or less where there are no such bytes
 */
record ByteRange(long from, long to, boolean partial) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

  static ByteRange of(@Nullable String header, long size) {
    var asked = header == null ? null : ONE.matcher(header.strip());
    if (asked == null || !asked.matches() || asked.group().endsWith("=-")) {
      return new ByteRange(0, size, false);
    }
    if (asked.group(1).isEmpty()) {
      var last = Long.parseLong(asked.group(2));
      return new ByteRange(last == 0 ? size : Math.max(0, size - last), size, true);
    }
    var from = Long.parseLong(asked.group(1));
    var to = asked.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(asked.group(2)) + 1);
    return to <= from && from < size
        ? new ByteRange(0, size, false)
        : new ByteRange(from, to, true);
  }

  /** Whether there is nothing at that place. */
  boolean isBeyond(long size) {
    return partial && from >= size;
  }
}
