package io.evergrant.domain.outcome;

import io.evergrant.domain.provider.RefreshPolicy;
import java.time.Duration;

/** Whether a refresh token may be presented again although it may be spent. */
public final class Replay {
  /** Longer than a provider works on a request that its client gave up. */
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private Replay() {}

  /**
   * How long after a request was sent nothing is done about its token, because the provider may be
   * at work on it still. Within a grace both the request that was given up and its replay bring a
   * token, and the later one is the provider's newest: that has to be the replay's, as far as the
   * grace leaves time for it. Without a grace it is the time before the provider is asked.
   */
  public static Duration settling(RefreshPolicy policy) {
    if (!policy.reuseGrace().isZero()) {
      var late = policy.deadline().multipliedBy(2);
      var half = policy.reuseGrace().dividedBy(2);
      return late.compareTo(half) < 0 ? late : half;
    }
    return policy.introspectsRefreshTokens() ? SETTLING : Duration.ZERO;
  }

  /** Whether it is safe, or the provider can tell later. */
  public static boolean mayBecomeSafe(RefreshPolicy policy, Duration sinceSent) {
    return policy.introspectsRefreshTokens() || isSafe(policy, sinceSent);
  }

  /**
   * Pure. Within the provider's grace a spent token is answered once more; where reuse would at
   * worst revoke this very grant nothing is lost by trying: if the token was spent, the grant was
   * lost already. Where reuse would revoke more, a person decides.
   *
   * @param sinceSent since the first request with this token was sent
   */
  public static boolean isSafe(RefreshPolicy policy, Duration sinceSent) {
    if (sinceSent.compareTo(policy.reuseGrace()) < 0) {
      return true;
    }
    return switch (policy.reuse()) {
      case NOTHING, REVOKES_GRANT -> true;
      case REVOKES_MORE -> false;
    };
  }
}
