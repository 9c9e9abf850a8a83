package io.evergrant.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where one client's request ends. */
public enum Framing {
  /** HTTP/1.1 with {@code Content-Length} or without a body; one request at a time. */
  HTTP {
    @Override
    int end(byte[] bytes, int length, boolean greeting) {
      var text = new String(bytes, 0, length, ISO_8859_1);
      var head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return -1;
      }
      if (text.substring(0, head).toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding:")) {
        throw new IllegalStateException("A chunked request is not expected here");
      }
      var found = LENGTH.matcher(text.substring(0, head));
      var end = head + 4 + (found.find() ? Integer.parseInt(found.group(1)) : 0);
      return end <= length ? end : -1;
    }

    @Override
    boolean endsTransaction(String text) {
      return true;
    }
  },

  /** Frontend messages up to the one that the server answers: Sync, Query, a password, the end. */
  POSTGRESQL {
    @Override
    int end(byte[] bytes, int length, boolean greeting) {
      var at = 0;
      while (true) {
        var type = greeting ? 0 : 1;
        if (length - at < type + 4) {
          return -1;
        }
        var end = at + type + ByteBuffer.wrap(bytes).getInt(at + type);
        if (end > length) {
          return -1;
        }
        if (greeting || ANSWERED.indexOf(bytes[at]) >= 0) {
          return end;
        }
        at = end;
      }
    }

    @Override
    boolean endsTransaction(String text) {
      return text.contains("COMMIT\0") || text.contains("ROLLBACK\0");
    }
  };

  static final int ASKS_FOR_ENCRYPTION = 8;

  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final String ANSWERED = "SQHpX";

  /**
   * The end of the first whole request, or -1 while it is not there yet.
   *
   * @param greeting PostgreSQL's first message, which has no type
   */
  abstract int end(byte[] bytes, int length, boolean greeting);

  /** What is said afterwards has nothing to do with what was said before. */
  abstract boolean endsTransaction(String text);
}
