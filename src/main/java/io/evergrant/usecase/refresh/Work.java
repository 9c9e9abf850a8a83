package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.usecase.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /** The same, known to send what an earlier attempt may have spent. */
  Work replaying(@Nullable AttemptId earlier) {
    return new Work(claim.replaying(earlier), claimedNanos, ticker);
  }

  Instant now() {
    return claim.claimedAt().plus(elapsed());
  }
}
