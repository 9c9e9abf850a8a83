package io.evergrant.domain.secret;

/** The random part of a single-use link, or of a {@code state}. */
public record OneTimeSecret(String reveal) {
  public OneTimeSecret {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "OneTimeSecret[hidden]";
  }
}
