package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.Claim;
import io.evergrant.usecase.port.Ticker;
import java.time.Duration;
import java.time.Instant;

/**
 * A claim under way. Its time is the database's at the claim plus what has passed here since, so a
 * node whose own clock is wrong writes right times all the same.
 *
 * @param claimedNanos taken before the claim was asked for: errs towards late
 */
record Work(Claim claim, long claimedNanos, Ticker ticker) {
  Duration elapsed() {
    return Duration.ofNanos(ticker.nanos() - claimedNanos);
  }

  Instant now() {
    return claim.claimedAt().plus(elapsed());
  }
}
