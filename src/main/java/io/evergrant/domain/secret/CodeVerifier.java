package io.evergrant.domain.secret;

/** A PKCE code verifier (RFC 7636 section 4.1). */
public record CodeVerifier(String reveal) {
  public CodeVerifier {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "CodeVerifier[hidden]";
  }
}
