package io.evergrant.verifier;

import java.util.Arrays;

/** Looks at bytes in place. */
final class Ascii {
  private Ascii() {}

  static boolean is(byte[] bytes, int at, byte[] expected) {
    return Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }

  static long number(byte[] bytes, int from, int to) {
    var number = 0L;
    for (var i = from; i < to; i++) {
      number = 10 * number + bytes[i] - '0';
    }
    return number;
  }

  /** Whether these bytes are written there in hexadecimal. */
  static boolean isHex(byte[] bytes, int at, byte[] expected) {
    for (var i = 0; i < expected.length; i++) {
      if (bytes[at + 2 * i] != digit(expected[i] >>> 4)
          || bytes[at + 2 * i + 1] != digit(expected[i])) {
        return false;
      }
    }
    return true;
  }

  private static int digit(int bits) {
    var nibble = bits & 0xf;
    return nibble < 10 ? '0' + nibble : 'a' + nibble - 10;
  }
}
