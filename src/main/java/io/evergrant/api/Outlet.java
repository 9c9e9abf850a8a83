package io.evergrant.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * The connection by which an answer goes to its caller, which must not take a piece for the whole.
 * A container may end a chunked body in good order whatever its writer throws. But before it writes
 * the end it asks for the trailer fields (RFC 9110 section 6.5): a body that broke off gives none,
 * and so has no end.
 */
final class Outlet {
  private final boolean chunks;
  private volatile boolean begun;
  private volatile boolean broken;

  /** To be made on the request's own thread, before the answer begins. */
  Outlet(HttpServletRequest request, HttpServletResponse response) {
    chunks = !request.getProtocol().equals("HTTP/1.0");
    if (chunks) {
      response.setTrailerFields(this::trailers);
    }
  }

  /** Whether a body without a length can be told from one that broke off (RFC 9112 section 8). */
  boolean tellsTheEnd() {
    return chunks;
  }

  /** A part of the body goes out. */
  void begin() {
    begun = true;
  }

  /** No more will come; what has not begun can still be another answer. */
  void breakOff() {
    broken = begun;
  }

  private Map<String, String> trailers() {
    if (broken) {
      Outlet.<RuntimeException>raise(new IOException("the answer broke off"));
    }
    return Map.of();
  }

  /**
   * As writing to a connection that is gone would: containers close such a one, and do not expect
   * anything else here. A supplier cannot declare it.
   */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> void raise(IOException e) throws E {
    throw (E) e;
  }
}
