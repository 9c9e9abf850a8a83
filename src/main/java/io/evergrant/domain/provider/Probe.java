package io.evergrant.domain.provider;

import java.net.URI;

/**
 * Where a new access token is tried out: a GET with it as a bearer token (RFC 6750 section 2.1).
 *
 * @param status what a good token is answered with
 */
public record Probe(URI uri, int status) {
  public Probe {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("no HTTP status: " + status);
    }
  }
}
