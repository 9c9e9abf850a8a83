package io.evergrant.usecase.access.forward;

import io.evergrant.usecase.port.ProviderApi.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call: a short one is kept, so that it can be sent a second time; a long one streams
 * by, once, whatever its length.
 */
final class Parcel {
  private static final int KEPT = 64 * 1024;

  private final @Nullable Body whole;
  private final byte[] start;
  private final boolean isKept;

  private Parcel(@Nullable Body whole, byte[] start, boolean isKept) {
    this.whole = whole;
    this.start = start;
    this.isKept = isKept;
  }

  /** Reads the beginning. */
  static Parcel of(@Nullable Body body) throws IOException {
    if (body == null) {
      return new Parcel(null, new byte[0], true);
    }
    var start = body.bytes().readNBytes(KEPT + 1);
    return new Parcel(body, start, start.length <= KEPT);
  }

  boolean isRepeatable() {
    return isKept;
  }

  /** To be sent; a second time only where it is repeatable. */
  @Nullable Body body() {
    if (whole == null) {
      return null;
    }
    var first = new ByteArrayInputStream(start);
    return isKept
        ? new Body(first, start.length)
        : new Body(new SequenceInputStream(first, whole.bytes()), whole.length());
  }
}
