package io.evergrant.domain.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to refresh at a provider, and what a replay there would do.
 *
 * @param margin how long before the access token's end a refresh is due
 * @param assumedLife of an access token whose {@code expires_in} is missing or zero
 * @param idleLimit a refresh token dies when it was not used for so long; null where unknown
 * @param reuseGrace how long a spent refresh token is still answered; zero where there is none
 * @param deadline for one request to the token endpoint, connection included
 */
public record RefreshPolicy(
    RefreshMode mode,
    Duration margin,
    Duration assumedLife,
    @Nullable Duration idleLimit,
    Duration reuseGrace,
    ReuseConsequence reuse,
    ProofKind proof,
    Duration deadline) {

  /** Of a provider of which nothing is known: warm tokens, and the careful view of a replay. */
  public static final RefreshPolicy CAREFUL =
      new RefreshPolicy(
          RefreshMode.KEEP_WARM,
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          null,
          Duration.ZERO,
          ReuseConsequence.REVOKES_GRANT,
          ProofKind.NONE,
          Duration.ofSeconds(10));
}
