package io.evergrant.domain.secret;

/**
 * Keyed fingerprint (HMAC-SHA-256, first 128 bits, lower-case hex) of a refresh token: tells two
 * tokens apart in a log without telling the token to whoever lacks the key.
 */
public record Fingerprint(String value) {
  @Override
  public String toString() {
    return value;
  }
}
