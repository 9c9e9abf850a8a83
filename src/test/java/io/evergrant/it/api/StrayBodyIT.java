package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands behind a request that has no body is not the next request on its connection. */
class StrayBodyIT {
  private static final String NEXT = "GET /openapi HTTP/1.1\r\nHost: portal.example\r\n\r\n";

  private final Stack stack = Stack.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /login",
        "GET /api/v1/grants",
        "DELETE /api/v1/grants",
        "HEAD /assets/evergrant.css",
        "BREW /api/v1/grants"
      })
  void a_body_is_refused_and_ends_the_connection(String line) throws IOException {
    var length = "Content-Length: " + NEXT.length() + "\r\n";
    assertRefused(exchange(line, length, NEXT));
    var chunk = Integer.toHexString(NEXT.length()) + "\r\n" + NEXT + "\r\n0\r\n\r\n";
    assertRefused(exchange(line, "Transfer-Encoding: chunked\r\n", chunk));
  }

  @Test
  void no_body_keeps_it() throws IOException {
    var answered = exchange("GET /assets/leaf.svg", "Content-Length: 0\r\n", NEXT);
    assertThat(answered).contains(AFTERWARDS).doesNotContain("HTTP/1.1 400");
  }

  private static void assertRefused(String answered) {
    assertThat(answered).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
    assertThat(answered.split("HTTP/1.1 ", -1)).as(answered).hasSize(2);
    assertThat(answered).endsWith(CLOSED);
  }

  private static final String CLOSED = "<closed>";

  /** What the next request is answered, if it is one. */
  private static final String AFTERWARDS = "openapi: 3.1.0";

  /** All that comes until the other side closes, or has answered the next request as well. */
  private String exchange(String line, String header, String rest) throws IOException {
    try (var socket = new Socket(stack.base().getHost(), stack.base().getPort())) {
      socket.setSoTimeout(20_000);
      var request = line + " HTTP/1.1\r\nHost: portal.example\r\n" + header + "\r\n" + rest;
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      var answered = new StringBuilder();
      var bytes = new byte[8192];
      try {
        while (answered.indexOf(AFTERWARDS) < 0) {
          var n = socket.getInputStream().read(bytes);
          if (n < 0) {
            return answered + CLOSED;
          }
          answered.append(new String(bytes, 0, n, ISO_8859_1));
        }
      } catch (SocketTimeoutException e) {
        // it is kept open
      }
      return answered.toString();
    }
  }
}
