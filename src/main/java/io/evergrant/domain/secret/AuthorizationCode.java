package io.evergrant.domain.secret;

/** An authorization code (RFC 6749 section 1.3.1), good for one exchange. */
public record AuthorizationCode(String reveal) {
  public AuthorizationCode {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "AuthorizationCode[hidden]";
  }
}
