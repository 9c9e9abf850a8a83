package io.evergrant.domain.secret;

import java.time.Instant;

/**
 * An OpenID Connect id token, as it was received.
 *
 * @param sentAt when, by the clock of whoever sent it, as far as it told
 */
public record IdToken(String reveal, Instant sentAt) {
  public IdToken {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "IdToken[hidden]";
  }
}
