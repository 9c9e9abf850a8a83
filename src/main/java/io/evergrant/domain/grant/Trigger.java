package io.evergrant.domain.grant;

/** What started an attempt. */
public enum Trigger {
  TIMER,
  API,
  PERSON,
  /** The recoverer, after an attempt whose outcome was not known. */
  RECOVERY,
  /** A code exchange, at consent. */
  CONSENT
}
