package io.evergrant.domain.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a webhook answered. What it said is its first characters, redacted. */
public sealed interface Answer {
  Duration latency();

  /** 2xx: it has the event. */
  record Taken(int status, String said, Duration latency) implements Answer {}

  /** 410: it wants none, from now on. */
  record Gone(String said, Duration latency) implements Answer {}

  /**
   * Any other status; redirects are not followed.
   *
   * @param retryAfter what it asked for; zero for nothing
   */
  record Refused(int status, String said, Duration retryAfter, Duration latency)
      implements Answer {}

  /** No whole answer came. */
  record Missed(Why why, Duration latency) implements Answer {}

  /** Why none came. */
  enum Why {
    /** Neither https, nor http to an allowed loopback address. */
    SCHEME,
    DNS,
    ADDRESS_REFUSED,
    CONNECT,
    TLS,
    TIMEOUT,
    RESET,
    CUT,
    TOO_LARGE
  }

  /** The name in tables and answers. */
  default String code() {
    return switch (this) {
      case Taken taken -> "taken";
      case Gone gone -> "gone";
      case Refused refused -> "refused";
      case Missed missed -> "missed";
    };
  }

  /** Null where none came. */
  default @Nullable Integer httpStatus() {
    return switch (this) {
      case Taken taken -> taken.status();
      case Gone gone -> 410;
      case Refused refused -> refused.status();
      case Missed missed -> null;
    };
  }

  /** Whether the next event would fare no better, so that all of them rest. */
  default boolean concernsAll() {
    return switch (this) {
      case Taken taken -> false;
      case Gone gone -> true;
      case Missed missed -> true;
      case Refused refused ->
          switch (refused.status()) {
            case 429, 502, 503, 504 -> true;
            default -> false;
          };
    };
  }
}
