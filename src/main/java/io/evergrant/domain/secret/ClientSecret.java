package io.evergrant.domain.secret;

/** A client secret (RFC 6749 section 2.3.1). */
public record ClientSecret(String reveal) {
  public ClientSecret {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "ClientSecret[hidden]";
  }
}
