package io.evergrant.usecase.port;

/**
 * Whether Vault serves this portal: for readiness, and for the sentence that says what is wrong.
 */
public interface VaultHealth {
  /** Asks Vault; an answer may be a second old. Never throws. */
  State state();

  /** How Vault stands towards the portal. */
  enum State {
    SERVES,
    SEALED,
    UNREACHABLE,
    /** It answers, but refuses the portal's login. */
    DENIED,
    /** It answers with an error of its own. */
    FAILING
  }
}
