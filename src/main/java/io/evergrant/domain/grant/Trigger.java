package io.evergrant.domain.grant;

/** What started an attempt. */
public enum Trigger {
  TIMER,
  API,
  PERSON,
  /** The recoverer, after an attempt whose outcome was not known. */
  RECOVERY,
  /** A code exchange, at consent. */
  CONSENT,
  /** Tokens that another program kept were taken over; nothing was asked of the provider. */
  IMPORT
}
