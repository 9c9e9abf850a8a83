package io.evergrant.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** A request that did go on, and what came back for it so far, whether or not it was handed on. */
public final class Exchange {
  private final String request;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  Exchange(String request) {
    this.request = request;
  }

  public String request() {
    return request;
  }

  public synchronized String answer() {
    return answer.toString(ISO_8859_1);
  }

  synchronized void add(byte[] bytes, int length) {
    answer.write(bytes, 0, length);
  }
}
