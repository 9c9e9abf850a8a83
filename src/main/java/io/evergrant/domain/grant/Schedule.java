package io.evergrant.domain.grant;

import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.secret.TokenSet;
import java.time.Duration;

/** When a grant is due next, as a time to wait from now. Pure: chance is an argument. */
public final class Schedule {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration SOONEST = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);

  private Schedule() {}

  /**
   * After a success.
   *
   * @param chance from 0 (inclusive) to 1 (exclusive): refreshes up to a tenth earlier, to spread
   *     load
   */
  public static Duration afterSuccess(RefreshPolicy policy, TokenSet tokens, double chance) {
    var wait =
        switch (policy.mode()) {
          case KEEP_WARM -> warm(policy, tokens);
          case KEEP_ALIVE -> alive(policy);
        };
    return longer(SOONEST, beforeTheEnd(tokens, wait.minus(scaled(wait, chance / 10))));
  }

  /**
   * After the n-th attempt in a row that did not succeed: exponential backoff with full jitter, and
   * never before what the provider asked for.
   */
  public static Duration afterFailure(int failures, Duration retryAfter, double chance) {
    var doublings = Math.min(Math.max(failures, 1) - 1, 20);
    var ceiling = shorter(FIRST_RETRY.multipliedBy(1L << doublings), LONGEST_RETRY);
    var wait = Duration.ofSeconds(1).plus(scaled(ceiling, chance));
    return longer(retryAfter.plus(scaled(FIRST_RETRY, chance)), wait);
  }

  /** The margin is at most a third of the life, so that a short life is not refreshed at once. */
  private static Duration warm(RefreshPolicy policy, TokenSet tokens) {
    var life = accessLife(policy, tokens);
    return life.minus(shorter(policy.margin(), life.dividedBy(3)));
  }

  private static Duration accessLife(RefreshPolicy policy, TokenSet tokens) {
    var end = tokens.expiresAt();
    if (end == null || !end.isAfter(tokens.issuedAt())) {
      return policy.assumedLife();
    }
    return Duration.between(tokens.issuedAt(), end);
  }

  /** A third of the idle limit leaves room for two failed days; at least daily in any case. */
  private static Duration alive(RefreshPolicy policy) {
    var idle = policy.idleLimit();
    return idle == null ? A_DAY : shorter(A_DAY, idle.dividedBy(3));
  }

  /** However long the access token lives, the refresh token is used before its own end. */
  private static Duration beforeTheEnd(TokenSet tokens, Duration wait) {
    var end = tokens.refreshExpiresAt();
    if (end == null) {
      return wait;
    }
    return shorter(wait, Duration.between(tokens.issuedAt(), end).dividedBy(2));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }
}
