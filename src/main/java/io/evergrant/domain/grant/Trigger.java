package io.evergrant.domain.grant;

import io.evergrant.domain.tenant.Actor;

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
  IMPORT;

  /** Who acted where nobody asked for the attempt, or whoever did is not known any more. */
  public Actor ofNode(String node) {
    return switch (this) {
      case TIMER, API, PERSON, CONSENT, IMPORT -> new Actor.Timer(node);
      case RECOVERY -> new Actor.Portal(node);
    };
  }
}
