package io.evergrant.domain.outcome;

import io.evergrant.domain.secret.IssuedTokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back from a token endpoint, before anybody judged it. */
public sealed interface TokenAnswer {
  /** From the first byte sent to the last byte read, or to the failure. */
  Duration latency();

  /**
   * An HTTP response was read to its end.
   *
   * @param tokens what could be read of a token response; null where no token was readable
   * @param error the {@code error} of RFC 6749 section 5.2, wherever the provider put it
   * @param errorDescription redacted and length-capped
   * @param retryAfter of a {@code Retry-After} header, seconds or date
   */
  record Answered(
      int status,
      BodyKind body,
      @Nullable IssuedTokens tokens,
      @Nullable String error,
      @Nullable String errorDescription,
      @Nullable Duration retryAfter,
      Duration latency)
      implements TokenAnswer {}

  /** The request provably never reached the provider. */
  record NeverSent(NotSentCause cause, Duration latency) implements TokenAnswer {}

  /** The request may have reached the provider, and no whole answer came back. */
  record NoAnswer(LossCause cause, Duration latency) implements TokenAnswer {}

  /** What the body looked like. */
  enum BodyKind {
    JSON,
    FORM,
    EMPTY,
    /** HTML, plain text, JSON that does not parse, anything else. */
    UNREADABLE
  }

  /** Why a request was never sent. */
  enum NotSentCause {
    DNS,
    CONNECT,
    TLS,
    /** The address is private and the operator's configuration does not allow it. */
    ADDRESS_REFUSED,
    /** The lease ended before the request could be sent. */
    LEASE_ENDED,
    /** There is no secret, or no signature was to be had: the client cannot prove itself. */
    CLIENT_UNPROVED
  }

  /** Why there is no whole answer. */
  enum LossCause {
    TIMEOUT,
    RESET,
    CUT,
    TOO_LARGE
  }
}
