package io.evergrant.domain.secret;

/**
 * What a back end sends to be known: it is shown once, when it is made, and kept by nobody here.
 */
public record ApiKeySecret(String reveal) {
  public ApiKeySecret {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "ApiKeySecret[hidden]";
  }
}
