package io.evergrant.adapter.http;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a request ended whose answer is not read here. */
public sealed interface Streamed {
  /**
   * A response has begun.
   *
   * @param body null for none; whoever reads it to its end leaves the connection to the next
   * @param length of the body in bytes; -1 where it is not known before the end
   * @param end ends the response wherever it stands, also a second time
   */
  record Begun(int status, List<Line> fields, @Nullable InputStream body, long length, Runnable end)
      implements Streamed {
    public Begun {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Provably no byte of the request left.
   *
   * @param refused the host leads to an address that may not be connected to
   */
  record NotBegun(boolean refused, String detail) implements Streamed {}

  /** Of the connections that there may be none came free. No byte of the request left. */
  record Crowded() implements Streamed {}

  /** The request may have been received, and no response began. */
  record Gone(boolean timeout) implements Streamed {}

  /** What was to be sent could not be read to its end. */
  record SourceBroken() implements Streamed {}

  /** A field of a head. */
  record Line(String name, String value) {
    @Override
    public String toString() {
      return "Line[" + name + "]";
    }
  }
}
