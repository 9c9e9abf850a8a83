package io.evergrant.domain.secret;

/** A password, as a person typed it. */
public record Password(String reveal) {
  public Password {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
