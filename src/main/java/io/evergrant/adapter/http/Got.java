package io.evergrant.adapter.http;

import java.time.Duration;

/** How a request ended. */
public sealed interface Got {
  /** From the request's first byte, or from the call where none was sent, to the end. */
  Duration latency();

  /** A response was read to its end, whatever its status. */
  record Received(int status, Headers headers, Body body, Duration latency) implements Got {}

  /**
   * Provably no byte of the request left.
   *
   * @param detail for a person; names hosts and addresses, no credentials
   */
  record NotSent(NotSentCause cause, boolean timeout, String detail, Duration latency)
      implements Got {}

  /** The request may have been received, and no whole response came back. */
  record Lost(LostCause cause, Duration latency) implements Got {}

  /** Where it ended before it was sent. */
  enum NotSentCause {
    /** Neither https nor http to an allowed loopback address. */
    SCHEME,
    DNS,
    ADDRESS_REFUSED,
    CONNECT,
    /** The handshake failed, or the certificate is not trusted. */
    TLS
  }

  /** How the response was lost. */
  enum LostCause {
    TIMEOUT,
    /** The connection ended before a response began that can be read. */
    RESET,
    /** The connection ended within the response, or the response is not HTTP. */
    CUT,
    /** The body, or the head, is larger than is read. */
    TOO_LARGE
  }
}
