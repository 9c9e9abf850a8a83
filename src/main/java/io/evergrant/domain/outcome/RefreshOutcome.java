package io.evergrant.domain.outcome;

import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import java.time.Duration;

/** How one attempt ended. Every switch over it is exhaustive, without {@code default}. */
public sealed interface RefreshOutcome {
  /** New tokens are stored; {@code rotated} says whether the refresh token changed. */
  record Renewed(boolean rotated, Proof proof) implements RefreshOutcome {}

  /** The provider provably did nothing; asked again after {@code retryIn}. */
  record Deferred(DeferCause cause, Duration retryIn) implements RefreshOutcome {}

  /** The grant is dead until its owner authorises again. */
  record ConsentLost(ConsentCause cause) implements RefreshOutcome {}

  /** The provider refuses the client: the provider is paused, the grant is untouched. */
  record ProviderRefused(String error) implements RefreshOutcome {}

  /** The token may be spent; asked again after {@code retryIn} only if a replay is safe. */
  record Unknown(UnknownCause cause, boolean replayIsSafe, Duration retryIn)
      implements RefreshOutcome {}

  /** Another writer was there first; what it stored stands. */
  record LostRace() implements RefreshOutcome {}

  /** New tokens came and the store did not take them: they are kept sealed until it does. */
  record Escrowed() implements RefreshOutcome {}

  /** The attempt ended before anything was sent. */
  record Abandoned(AbandonCause cause) implements RefreshOutcome {}

  /** Why an attempt was given up before anything was sent. */
  enum AbandonCause {
    STORE_UNREADABLE,
    STORE_BEHIND,
    PROVIDER_PAUSED,
    /** The token may be spent, and the provider would punish a second try. */
    REPLAY_UNSAFE,
    CRASHED
  }

  /** The name in tables, addresses and exports: lower case, words joined by underscores. */
  default String code() {
    return switch (this) {
      case Renewed r -> "renewed";
      case Deferred d -> "deferred";
      case ConsentLost c -> "consent_lost";
      case ProviderRefused p -> "provider_refused";
      case Unknown u -> "unknown";
      case LostRace l -> "lost_race";
      case Escrowed e -> "escrowed";
      case Abandoned a -> "abandoned";
    };
  }

  /** What specifies the code further, in lower case; empty where there is nothing to add. */
  default String detail() {
    return switch (this) {
      case Renewed r -> r.rotated() ? "rotated" : "same_token";
      case Deferred d -> Words.of(d.cause());
      case ConsentLost c -> Words.of(c.cause());
      case ProviderRefused p -> p.error();
      case Unknown u -> Words.of(u.cause());
      case LostRace l -> "";
      case Escrowed e -> "";
      case Abandoned a -> Words.of(a.cause());
    };
  }
}
