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
 * @param absoluteLimit a consent ends so long after it was given, however it is used; null where
 *     unknown
 * @param introspectsRefreshTokens whether the introspection endpoint tells of refresh tokens too;
 *     many answer «not active» for any
 * @param probe where a new access token is tried out; null where there is no such place
 * @param guard rules for tokens that never change
 */
public record RefreshPolicy(
    RefreshMode mode,
    Duration margin,
    Duration assumedLife,
    @Nullable Duration idleLimit,
    Duration reuseGrace,
    ReuseConsequence reuse,
    ProofKind proof,
    Duration deadline,
    @Nullable Duration absoluteLimit,
    boolean introspectsRefreshTokens,
    @Nullable Probe probe,
    TokenGuard guard) {
  public RefreshPolicy {
    if (proof == ProofKind.PROBE && probe == null) {
      throw new IllegalArgumentException("a proof by probe needs a probe");
    }
  }

  /** Without further rules. */
  public RefreshPolicy(
      RefreshMode mode,
      Duration margin,
      Duration assumedLife,
      @Nullable Duration idleLimit,
      Duration reuseGrace,
      ReuseConsequence reuse,
      ProofKind proof,
      Duration deadline,
      @Nullable Duration absoluteLimit,
      boolean introspectsRefreshTokens,
      @Nullable Probe probe) {
    this(
        mode,
        margin,
        assumedLife,
        idleLimit,
        reuseGrace,
        reuse,
        proof,
        deadline,
        absoluteLimit,
        introspectsRefreshTokens,
        probe,
        TokenGuard.NONE);
  }

  /** Of a provider of which nothing more is known. */
  public RefreshPolicy(
      RefreshMode mode,
      Duration margin,
      Duration assumedLife,
      @Nullable Duration idleLimit,
      Duration reuseGrace,
      ReuseConsequence reuse,
      ProofKind proof,
      Duration deadline) {
    this(
        mode,
        margin,
        assumedLife,
        idleLimit,
        reuseGrace,
        reuse,
        proof,
        deadline,
        null,
        false,
        null);
  }

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
