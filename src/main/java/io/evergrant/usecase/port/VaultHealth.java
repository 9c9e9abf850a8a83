package io.evergrant.usecase.port;

import java.time.Duration;

/**
 * Whether Vault serves this portal: for readiness, and for the sentence that says what is wrong.
 */
public interface VaultHealth {
  /** Asks Vault; an answer may be a second old. Never throws. */
  Answer answer();

  default State state() {
    return answer().state();
  }

  /** How Vault stands, and how long its answer took. */
  record Answer(State state, Duration took) {}

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
