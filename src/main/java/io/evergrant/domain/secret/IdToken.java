package io.evergrant.domain.secret;

/** An OpenID Connect id token, as it was received. */
public record IdToken(String reveal) {
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
