package io.evergrant.domain.secret;

/** A refresh token (RFC 6749 section 1.5). It never crosses a browser. */
public record RefreshToken(String reveal) {
  public RefreshToken {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "RefreshToken[hidden]";
  }
}
