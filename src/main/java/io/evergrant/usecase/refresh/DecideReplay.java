package io.evergrant.usecase.refresh;

import io.evergrant.domain.outcome.Replay;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenStanding;
import io.evergrant.usecase.refresh.KnownProviders.Known;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides, for a grant to whose last request no answer came, whether its refresh token may be
 * presented again. Within the grace it may. After that the provider's word on the token counts,
 * where it gives one. A provider may be at work on the lost request still: it would call the token
 * good, and within the grace it would bring another after the replay's. So it is left time first.
 */
@Singleton
public class DecideReplay {
  private final TokenStanding standing;

  @Inject
  public DecideReplay(TokenStanding standing) {
    this.standing = standing;
  }

  /**
   * Uses the network where the provider is asked.
   *
   * @param sent when the request was sent to which no answer came
   */
  Decision decide(Known known, RefreshToken token, Instant sent, Instant now) {
    var policy = known.provider().policy();
    var since = Duration.between(sent, now);
    var left = Replay.settling(policy).minus(since);
    if (left.isPositive()) {
      return new Decision.Settle(left);
    }
    if (since.compareTo(policy.reuseGrace()) < 0) {
      return new Decision.Ask();
    }
    return switch (standing.of(known.provider(), known.secret(), token)) {
      case ACTIVE -> new Decision.Ask();
      case INACTIVE -> new Decision.Lost();
      case NOT_TOLD -> Replay.isSafe(policy, since) ? new Decision.Ask() : new Decision.TooRisky();
    };
  }

  /** What to do with a refresh token that may be spent. */
  sealed interface Decision {
    /** It is presented again. */
    record Ask() implements Decision {}

    /** The provider may be at work on the lost request still. */
    record Settle(Duration left) implements Decision {}

    /** The provider knows it no more, and answers no spent token: its successor is lost. */
    record Lost() implements Decision {}

    /** A person has to decide. */
    record TooRisky() implements Decision {}
  }
}
