package io.evergrant.testkit.demo;

/** A grant made without a browser, ready to be refreshed. */
public record Seeded(String grant, String subject, String refreshToken) {
  @Override
  public String toString() {
    return "Seeded[" + grant + " of " + subject + "]";
  }
}
