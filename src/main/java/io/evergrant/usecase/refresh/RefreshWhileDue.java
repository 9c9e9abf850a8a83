package io.evergrant.usecase.refresh;

import io.evergrant.usecase.port.Rest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What one tick of the timer begins: a round over what is due, and another one soon, until a second
 * has passed in which none found anything. So grants that fall due evenly are taken a few at a
 * time, not once a second all together, and where nothing is due nobody looks more often than the
 * timer ticks.
 */
@Singleton
public class RefreshWhileDue {
  private static final Duration SOON = Duration.ofMillis(100);

  /** So many rounds that find nothing are a second. */
  private static final int QUIET = 10;

  private final RefreshDue due;
  private final Rest rest;
  private volatile boolean stopped;

  @Inject
  public RefreshWhileDue(RefreshDue due, Rest rest) {
    this.due = due;
    this.rest = rest;
  }

  /**
   * Returns when nothing has been due for a second, at once if nothing was, or when the node stops.
   *
   * @return how many were claimed
   */
  public int run() {
    var claimed = due.run();
    var quiet = claimed == 0 ? QUIET : 0;
    while (quiet < QUIET && !stopped && rest.rested(SOON)) {
      var round = due.run();
      claimed += round;
      quiet = round == 0 ? quiet + 1 : 0;
    }
    return claimed;
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }
}
