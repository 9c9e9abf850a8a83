package io.evergrant.domain.secret;

/** An access token (RFC 6749 section 1.4). */
public record AccessToken(String reveal) {
  public AccessToken {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
