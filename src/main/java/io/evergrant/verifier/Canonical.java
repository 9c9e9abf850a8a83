package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Says whether bytes are one JSON value in canonical form (RFC 8785), in one pass and without
 * building it. Remembers the value of one member of the outermost object. Not for several threads
 * at once.
 */
final class Canonical {
  private static final int DEEPEST = 32;

  /** What {@code \\u00xx} may stand for: controls without an escape of their own. */
  private static final String SHORT_ESCAPES = "\b\t\n\f\r";

  private static final boolean[] STANDS_FOR_ITSELF = new boolean[256];

  static {
    for (var c = ' '; c < 128; c++) {
      STANDS_FOR_ITSELF[c] = c != '"' && c != '\\';
    }
  }

  private final byte[] watched;
  private byte[] bytes = new byte[0];
  private int end;
  private boolean plain;
  private int foundFrom;
  private int foundTo;

  /**
   * A check that remembers a member.
   *
   * @param watched name of the member
   */
  Canonical(String watched) {
    this.watched = watched.getBytes(UTF_8);
  }

  boolean check(byte[] in, int from, int to) {
    bytes = in;
    end = to;
    foundFrom = -1;
    foundTo = -1;
    return value(from, 0) == to;
  }

  /** Whether the watched member was there with this value, as it is written in canonical form. */
  boolean found(byte[] written) {
    return foundFrom >= 0
        && java.util.Arrays.equals(bytes, foundFrom, foundTo, written, 0, written.length);
  }

  /** Each of these answers where the value ends, or -1 where it is not canonical. */
  private int value(int at, int depth) {
    if (at >= end || depth > DEEPEST) {
      return -1;
    }
    return switch (bytes[at]) {
      case '{' -> object(at + 1, depth);
      case '[' -> array(at + 1, depth);
      case '"' -> string(at + 1);
      case 't' -> word(at, "true");
      case 'f' -> word(at, "false");
      case 'n' -> word(at, "null");
      default -> number(at);
    };
  }

  private int object(int start, int depth) {
    if (is(start, '}')) {
      return start + 1;
    }
    var at = start;
    var lastFrom = -1;
    var lastTo = -1;
    var lastPlain = true;
    while (is(at, '"')) {
      var from = at + 1;
      var closed = string(from);
      if (closed < 0 || !is(closed, ':')) {
        return -1;
      }
      var to = closed - 1;
      var nowPlain = plain;
      if (lastFrom >= 0 && compare(lastFrom, lastTo, from, to, lastPlain && nowPlain) >= 0) {
        return -1;
      }
      var after = value(closed + 1, depth + 1);
      if (after < 0) {
        return -1;
      }
      if (depth == 0 && java.util.Arrays.equals(bytes, from, to, watched, 0, watched.length)) {
        foundFrom = closed + 1;
        foundTo = after;
      }
      if (is(after, '}')) {
        return after + 1;
      }
      if (!is(after, ',')) {
        return -1;
      }
      lastFrom = from;
      lastTo = to;
      lastPlain = nowPlain;
      at = after + 1;
    }
    return -1;
  }

  private int array(int start, int depth) {
    if (is(start, ']')) {
      return start + 1;
    }
    var at = start;
    while (true) {
      var after = value(at, depth + 1);
      if (after < 0) {
        return -1;
      }
      if (is(after, ']')) {
        return after + 1;
      }
      if (!is(after, ',')) {
        return -1;
      }
      at = after + 1;
    }
  }

  /** Leaves in {@code plain} whether it was ASCII without escapes. */
  private int string(int start) {
    plain = true;
    var at = ascii(start);
    while (at < end && bytes[at] != '"') {
      plain = false;
      at = bytes[at] == '\\' ? escape(at + 1) : bytes[at] < 0 ? utf8(at) : -1;
      if (at < 0) {
        return -1;
      }
      at = ascii(at);
    }
    return at < end ? at + 1 : -1;
  }

  /** Passes over what stands for itself: most bytes of a log are passed over here. */
  private int ascii(int start) {
    var in = bytes;
    var most = end;
    var at = start;
    while (at < most && STANDS_FOR_ITSELF[in[at] & 0xff]) {
      at++;
    }
    return at;
  }

  /** Section 3.2.2.2: the short escapes, {@code \\u00xx} in lower case for other controls. */
  private int escape(int at) {
    if (at >= end) {
      return -1;
    }
    return switch (bytes[at]) {
      case '"', '\\', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> control(at + 1);
      default -> -1;
    };
  }

  private int control(int at) {
    if (at + 4 > end || !is(at, '0') || !is(at + 1, '0') || bytes[at + 2] > '1') {
      return -1;
    }
    var high = bytes[at + 2] - '0';
    var low = "0123456789abcdef".indexOf(bytes[at + 3]);
    var known = high >= 0 && low >= 0;
    return known && SHORT_ESCAPES.indexOf(16 * high + low) < 0 ? at + 4 : -1;
  }

  /** RFC 3629 section 4. */
  private int utf8(int at) {
    var lead = bytes[at] & 0xff;
    var more = lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    if (more < 0 || at + more >= end) {
      return -1;
    }
    var second = bytes[at + 1] & 0xff;
    var least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    var most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return -1;
    }
    for (var i = 2; i <= more; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    return at + more + 1;
  }

  private int word(int at, String word) {
    if (at + word.length() > end) {
      return -1;
    }
    for (var i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return -1;
      }
    }
    return at + word.length();
  }

  private int number(int start) {
    var at = start;
    var whole = true;
    while (at < end && isOfNumber(bytes[at])) {
      whole &= bytes[at] >= '0' && bytes[at] <= '9';
      at++;
    }
    if (at == start) {
      return -1;
    }
    if (whole && at - start <= 15) {
      return bytes[start] != '0' || at - start == 1 ? at : -1;
    }
    var text = new String(bytes, start, at - start, UTF_8);
    try {
      return text.equals(number(Double.parseDouble(text))) ? at : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean isOfNumber(byte c) {
    return (c >= '0' && c <= '9') || "-+.eE".indexOf(c) >= 0;
  }

  /** As ECMAScript writes a number (section 3.2.2.3). */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("JSON knows no " + value);
    }
    if (value < 0) {
      return "-" + number(-value);
    }
    var shortest = shortest(value);
    var digits = shortest.unscaledValue().toString();
    var k = digits.length();
    var n = k - shortest.scale();
    if (k <= n && n <= 21) {
      return digits + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      return digits.substring(0, n) + "." + digits.substring(n);
    }
    if (-6 < n && n <= 0) {
      return "0." + "0".repeat(-n) + digits;
    }
    var exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
    return digits.charAt(0) + (k == 1 ? "" : "." + digits.substring(1)) + exponent;
  }

  /** The fewest digits that read back as the same number; Java writes at least two of them. */
  private static BigDecimal shortest(double value) {
    var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    var one = digits.round(new MathContext(1)).stripTrailingZeros();
    return one.doubleValue() == value ? one : digits;
  }

  /** Section 3.2.3: names are in the order of their UTF-16 code units. */
  private int compare(int from1, int to1, int from2, int to2, boolean bothPlain) {
    return bothPlain
        ? java.util.Arrays.compare(bytes, from1, to1, bytes, from2, to2)
        : unescaped(from1, to1).compareTo(unescaped(from2, to2));
  }

  private String unescaped(int from, int to) {
    var text = new String(bytes, from, to - from, UTF_8);
    var out = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        out.append(text.charAt(i));
      } else if (text.charAt(++i) == 'u') {
        out.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
        i += 4;
      } else {
        var short1 = "bfnrt".indexOf(text.charAt(i));
        out.append(short1 < 0 ? text.charAt(i) : "\b\f\n\r\t".charAt(short1));
      }
    }
    return out.toString();
  }

  private boolean is(int at, char c) {
    return at < end && bytes[at] == c;
  }
}
