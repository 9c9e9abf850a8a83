package io.evergrant.domain.grant;

/** Text within the query of an address (RFC 3986 section 2.1), in UTF-8. */
public final class Percent {
  private static final String UNRESERVED = "-._~";

  private Percent() {}

  public static String encode(String text) {
    var out = new StringBuilder();
    text.codePoints().forEach(point -> encode(point, out));
    return out.toString();
  }

  private static void encode(int point, StringBuilder out) {
    if (point < 0x80) {
      if (isUnreserved(point)) {
        out.append((char) point);
      } else {
        octet(point, out);
      }
    } else if (point < 0x800) {
      octet(0xC0 | point >> 6, out);
      octet(0x80 | point & 0x3F, out);
    } else if (point < 0x10000) {
      octet(0xE0 | point >> 12, out);
      octet(0x80 | point >> 6 & 0x3F, out);
      octet(0x80 | point & 0x3F, out);
    } else {
      octet(0xF0 | point >> 18, out);
      octet(0x80 | point >> 12 & 0x3F, out);
      octet(0x80 | point >> 6 & 0x3F, out);
      octet(0x80 | point & 0x3F, out);
    }
  }

  private static boolean isUnreserved(int point) {
    return point >= 'a' && point <= 'z'
        || point >= 'A' && point <= 'Z'
        || point >= '0' && point <= '9'
        || UNRESERVED.indexOf(point) >= 0;
  }

  private static void octet(int octet, StringBuilder out) {
    out.append('%')
        .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
        .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16)));
  }

  /** Throws {@link IllegalArgumentException} for what breaks off within a letter. */
  public static String decode(String text) {
    var out = new StringBuilder();
    for (var at = 0; at < text.length(); ) {
      if (text.charAt(at) != '%') {
        out.append(text.charAt(at++));
        continue;
      }
      var first = octet(text, at);
      var more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      var point = more == 0 ? first : first & 0x3F >> more;
      for (var i = 1; i <= more; i++) {
        point = point << 6 | octet(text, at + 3 * i) & 0x3F;
      }
      out.appendCodePoint(point);
      at += 3 * (more + 1);
    }
    return out.toString();
  }

  private static int octet(String text, int at) {
    if (at + 3 > text.length() || text.charAt(at) != '%') {
      throw new IllegalArgumentException("a letter breaks off");
    }
    return Integer.parseInt(text, at + 1, at + 3, 16);
  }
}
