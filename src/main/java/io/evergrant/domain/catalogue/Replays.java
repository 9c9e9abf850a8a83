package io.evergrant.domain.catalogue;

import io.evergrant.domain.provider.ReuseConsequence;

/**
 * What a spent refresh token does.
 *
 * @param grace how long it is still answered after its first use
 * @param consequence of presenting it after that
 * @param introspectsRefreshTokens whether introspection tells of refresh tokens
 */
public record Replays(
    Fact<Rotation> rotation,
    Fact<Life> grace,
    Fact<ReuseConsequence> consequence,
    Fact<Boolean> introspectsRefreshTokens) {

  /** Whether a refresh brings another refresh token. */
  public enum Rotation {
    ALWAYS,
    /** It depends on how the client is set up, or on the hour. */
    SOMETIMES,
    NEVER
  }
}
