package io.evergrant.domain.outcome;

/** What an attempt's end tells of its provider's health, whatever it means for the grant. */
public enum ProviderSign {
  /** It answered as a provider in service does: with tokens, or with a refusal of its own. */
  ANSWERED,
  /** It serves, but not as fast as it was asked (429): nothing can have been spent. */
  LIMITED,
  /** It was not there, or put everybody off: nothing can have been spent. */
  AWAY,
  /** It failed in a way that may have spent the token: each further try costs a doubt. */
  BROKEN,
  /** Our own doing, or never asked. */
  NOTHING;

  /**
   * Pure.
   *
   * @param asked whether the provider said anything in this attempt
   */
  public static ProviderSign of(RefreshOutcome outcome, boolean asked) {
    return switch (outcome) {
      case RefreshOutcome.Renewed r -> ANSWERED;
      case RefreshOutcome.ProviderRefused p -> ANSWERED;
      case RefreshOutcome.LostRace l -> ANSWERED;
      case RefreshOutcome.Escrowed e -> ANSWERED;
      case RefreshOutcome.ConsentLost c -> asked ? ANSWERED : NOTHING;
      case RefreshOutcome.Abandoned a -> NOTHING;
      case RefreshOutcome.Unknown u -> of(u.cause());
      case RefreshOutcome.Deferred d -> of(d.cause());
    };
  }

  private static ProviderSign of(Classification.UnknownCause cause) {
    return switch (cause) {
      case TIMEOUT, RESET, CUT, GATEWAY, UNREADABLE, REDIRECT, TOO_LARGE -> BROKEN;
      case CRASHED_IN_FLIGHT -> NOTHING;
    };
  }

  private static ProviderSign of(Classification.DeferCause cause) {
    return switch (cause) {
      case NO_CONNECTION, DNS, TLS, UNAVAILABLE, TEMPORARILY_UNAVAILABLE -> AWAY;
      case RATE_LIMITED -> LIMITED;
      case CLIENT_DOUBTED, REFUSAL_UNCHECKED -> ANSWERED;
      case ADDRESS_REFUSED,
          LEASE_ENDED,
          STORES_CLOSED,
          SECRET_UNREADABLE,
          PROVIDER_RESTS,
          DOUBT_SETTLES ->
          NOTHING;
    };
  }
}
