package io.evergrant.adapter.http;

import java.nio.charset.StandardCharsets;

/** The bytes of an answer; not printed, since tokens may be among them. */
public final class Body {
  private final byte[] bytes;

  public Body(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public static Body of(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As UTF-8, what is none replaced; a byte order mark is left out (RFC 8259 section 8.1). */
  public String text() {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  @Override
  public String toString() {
    return "Body[" + bytes.length + " bytes]";
  }
}
