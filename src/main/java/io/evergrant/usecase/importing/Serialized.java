package io.evergrant.usecase.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells serialized objects by how they begin, plain or in Base64. They are recognised and never
 * opened: loading one runs whatever its writer wanted.
 *
 * <p>Java: the stream's magic number and version (Object Serialization Specification, section 6.4).
 * Python: opcode PROTO and the protocol's number (PEP 307, PEP 3154), or the text of protocol 0.
 */
enum Serialized {
  PICKLE,
  JAVA_SERIALIZATION;

  /** Protocols 0 and 1 have no header: a mark with a dictionary or a list, or a class by name. */
  private static final Pattern WITHOUT_HEADER =
      Pattern.compile(
          "\\((dp|lp|i)\\d*[\\s\\S]*"
              + "|[}\\]]q[\\x00-\\x08][\\s\\S]*"
              + "|c[A-Za-z_][\\w.]*\\r?\\n[A-Za-z_]\\w*\\r?\\n[\\s\\S]*");

  private static final int NEWEST_PROTOCOL = 5;
  private static final int PROTO = 0x80;
  private static final int FRAME = 0x95;
  private static final int STOP = '.';
  private static final String FIRST_OPCODES = "}]()cX\u008cUKJ\u0095";

  /** Of a whole body. */
  static Optional<Serialized> in(byte[] body) {
    if (isJava(body)) {
      return Optional.of(JAVA_SERIALIZATION);
    }
    if (body.length > 2 && (body[0] & 0xFF) == PROTO && isProtocol(body[1])) {
      return Optional.of(PICKLE);
    }
    var start = new String(body, 0, Math.min(body.length, 1_000), ISO_8859_1);
    return WITHOUT_HEADER.matcher(start).matches() ? Optional.of(PICKLE) : encoded(body);
  }

  /** Of one field: stricter than a whole body, since a token may look like anything. */
  static Optional<Serialized> in(String field) {
    if (field.endsWith(".") && WITHOUT_HEADER.matcher(field).matches()) {
      return Optional.of(PICKLE);
    }
    return field.startsWith("rO0") || field.startsWith("gA")
        ? encoded(field.getBytes(ISO_8859_1))
        : Optional.empty();
  }

  private static Optional<Serialized> encoded(byte[] text) {
    var plain = decoded(text);
    if (isJava(plain)) {
      return Optional.of(JAVA_SERIALIZATION);
    }
    return isPickle(plain) || (plain.length > 8 && isPickleOfText(plain))
        ? Optional.of(PICKLE)
        : Optional.empty();
  }

  private static boolean isPickleOfText(byte[] bytes) {
    return bytes[bytes.length - 1] == STOP
        && WITHOUT_HEADER.matcher(new String(bytes, ISO_8859_1)).matches();
  }

  private static boolean isJava(byte[] bytes) {
    return bytes.length > 4
        && (bytes[0] & 0xFF) == 0xAC
        && (bytes[1] & 0xFF) == 0xED
        && bytes[2] == 0
        && bytes[3] == 5;
  }

  private static boolean isPickle(byte[] bytes) {
    if (bytes.length < 4 || (bytes[0] & 0xFF) != PROTO || !isProtocol(bytes[1])) {
      return false;
    }
    var opcode = bytes[2] & 0xFF;
    var frames = bytes[1] < 4 || opcode == FRAME;
    return frames && FIRST_OPCODES.indexOf(opcode) >= 0 && bytes[bytes.length - 1] == STOP;
  }

  private static boolean isProtocol(byte number) {
    return number >= 1 && number <= NEWEST_PROTOCOL;
  }

  /**
   * What the text is the Base64 of, of either alphabet, line ends or not; nothing where of none.
   */
  private static byte[] decoded(byte[] text) {
    var letters = new byte[text.length];
    var count = 0;
    for (var letter : text) {
      switch (letter) {
        case '\r', '\n', ' ', '\t', '"', '=' -> {}
        case '-' -> letters[count++] = '+';
        case '_' -> letters[count++] = '/';
        default -> letters[count++] = letter;
      }
    }
    try {
      return Base64.getDecoder().decode(Arrays.copyOf(letters, count));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
