package io.evergrant.api;

import io.evergrant.usecase.access.forward.Forwarded.Answered;
import io.evergrant.usecase.port.ProviderApi.Field;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;

/**
 * The body of an answer as it goes on. A short one is read whole before anything goes on: where it
 * breaks off the caller gets a problem document in its place. Of a longer one a part has gone by
 * then.
 *
 * @param length in bytes; -1 where it is not known before the end
 * @param whole whether all of it is here
 */
record AnswerBody(InputStream bytes, long length, boolean whole) {
  private static final int SHORT = 64 * 1024;
  private static final int PIECE = 16 * 1024;

  /** Reads of it what is read before the answer begins. */
  static AnswerBody of(Answered answered, InputStream body) {
    return answered.length() > SHORT || (answered.length() < 0 && !isJson(answered))
        ? new AnswerBody(body, answered.length(), false)
        : begun(body);
  }

  private static AnswerBody begun(InputStream body) {
    try {
      var begun = body.readNBytes(SHORT + 1);
      var bytes = new ByteArrayInputStream(begun);
      return begun.length <= SHORT
          ? new AnswerBody(bytes, begun.length, true)
          : new AnswerBody(new SequenceInputStream(bytes, body), -1, false);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  static Problem silent() {
    return new Problem(
        ProblemType.API_TIMEOUT, "It was silent for a minute. It may have done what was asked.");
  }

  /** One document, of which nobody can use a part; other kinds may be read as they come. */
  private static boolean isJson(Answered answered) {
    return answered.fields().stream()
        .filter(field -> field.is(HttpHeaders.CONTENT_TYPE))
        .map(Field::value)
        .map(type -> type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
        .anyMatch(type -> type.equals("application/json") || type.endsWith("+json"));
  }

  /**
   * What has come goes on at once when nothing follows it yet: events must not wait for a full
   * piece.
   */
  void copy(OutputStream out, Outlet outlet) throws IOException {
    var piece = new byte[PIECE];
    try {
      var read = read(piece);
      while (read >= 0) {
        outlet.begin();
        out.write(piece, 0, read);
        if (read < PIECE) {
          out.flush();
        }
        read = read(piece);
      }
    } catch (IOException | RuntimeException e) {
      outlet.breakOff();
      throw e;
    }
  }

  private int read(byte[] piece) {
    try {
      return bytes.read(piece);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static Problem broken(IOException e) {
    return e instanceof SocketTimeoutException
        ? silent()
        : new Problem(
            ProblemType.API_ANSWER_CUT,
            "The connection ended in the middle of the answer. It may have done what was asked.");
  }
}
