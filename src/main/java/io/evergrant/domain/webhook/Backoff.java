package io.evergrant.domain.webhook;

import java.time.Duration;

/** How long failures are borne, and what lies between two attempts. Pure: chance is an argument. */
public final class Backoff {
  /** From the first failure on. */
  public static final Duration PATIENCE = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** What is believed of a wish for a rest. */
  private static final Duration LONGEST_WISH = Duration.ofHours(6);

  private Backoff() {}

  /**
   * After the n-th failure in a row: exponential with full jitter, and never before what was asked
   * for.
   *
   * @param retryAfter zero for nothing
   * @param chance from 0 (inclusive) to 1 (exclusive)
   */
  public static Duration after(int failures, Duration retryAfter, double chance) {
    var doublings = Math.clamp(failures - 1L, 0, 20);
    var ceiling = shorter(FIRST.multipliedBy(1L << doublings), LONGEST);
    var wait = Duration.ofSeconds(1).plusMillis((long) (ceiling.toMillis() * chance));
    var wish = shorter(retryAfter, LONGEST_WISH);
    return wait.compareTo(wish) < 0 ? wish : wait;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
