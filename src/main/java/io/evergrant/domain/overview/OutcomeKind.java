package io.evergrant.domain.overview;

/** How an attempt ended, as coarsely as a picture can show it. */
public enum OutcomeKind {
  RENEWED,
  /** No new token in Vault yet, and nothing lost: put off, in doubt, or kept in escrow. */
  OPEN,
  FAILED;

  /** Of the code of an outcome; what is not known does not count as a failure. */
  public static OutcomeKind of(String outcome) {
    return switch (outcome) {
      case "renewed" -> RENEWED;
      case "consent_lost", "provider_refused" -> FAILED;
      default -> OPEN;
    };
  }
}
