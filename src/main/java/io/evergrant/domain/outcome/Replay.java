package io.evergrant.domain.outcome;

import io.evergrant.domain.provider.RefreshPolicy;
import java.time.Duration;

/** Whether a refresh token may be presented again although it may be spent. */
public final class Replay {
  private Replay() {}

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
