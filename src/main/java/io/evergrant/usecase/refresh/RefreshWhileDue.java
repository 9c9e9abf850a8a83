package io.evergrant.usecase.refresh;

import io.evergrant.usecase.port.Rest;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What one tick of the timer does: a round over what is due, and while rounds find something
 * another one soon, for a second in all. So grants that fall due evenly are taken a few at a time,
 * not once a second all together, and where nothing is due nobody looks more often than the timer
 * ticks.
 */
@Singleton
public class RefreshWhileDue {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration IN_ALL = Duration.ofSeconds(1);

  private final RefreshDue due;
  private final Ticker ticker;
  private final Rest rest;

  @Inject
  public RefreshWhileDue(RefreshDue due, Ticker ticker, Rest rest) {
    this.due = due;
    this.ticker = ticker;
    this.rest = rest;
  }

  /**
   * Returns when a round found nothing, or the second is over.
   *
   * @return how many were claimed
   */
  public int run() {
    var began = ticker.nanos();
    var claimed = 0;
    int round;
    do {
      round = due.run();
      claimed += round;
    } while (round > 0 && isTimeLeft(began) && rest.rested(SOON));
    return claimed;
  }

  /** For a rest, and a round after it. */
  private boolean isTimeLeft(long began) {
    return ticker.nanos() - began < IN_ALL.minus(SOON).toNanos();
  }
}
