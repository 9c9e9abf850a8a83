package io.evergrant.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.port.ApiSettings;
import io.evergrant.usecase.port.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;

/**
 * How many calls a key may still make on this node: a bucket that holds five seconds' worth and
 * fills evenly. Told as the draft «RateLimit header fields for HTTP» (httpapi, revision 9) has it.
 */
@Singleton
class Pace {
  static final String STEP = "evergrant.api.step";

  private static final int SECONDS = 5;
  private static final int MOST_KEYS = 100_000;

  private final int callsPerSecond;
  private final TimeMeter meter;
  private final LoadingCache<ApiKeyId, Bucket> buckets;

  @Inject
  Pace(ApiSettings settings, Ticker ticker) {
    callsPerSecond = settings.callsPerSecond();
    meter =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return ticker.nanos();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
    buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(key -> bucket());
  }

  private Bucket bucket() {
    return Bucket.builder()
        .withCustomTimePrecision(meter)
        .addLimit(
            limit -> limit.capacity(quota()).refillGreedy(callsPerSecond, Duration.ofSeconds(1)))
        .build();
  }

  private long quota() {
    return (long) callsPerSecond * SECONDS;
  }

  /** Counts a call, and throws where it may not go; {@link PaceHeaders} tells of it either way. */
  void count(ContainerRequestContext request, ApiKeyId key) {
    var step = step(key);
    request.setProperty(STEP, step);
    if (!step.goes()) {
      throw new Problem(
              ProblemType.TOO_MANY_CALLS,
              "At most " + step.quota() + " calls in " + step.window() + " seconds.")
          .retryAfter(step.next());
    }
  }

  Step step(ApiKeyId key) {
    var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
    return new Step(
        probe.isConsumed(),
        quota(),
        SECONDS,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /**
   * One call.
   *
   * @param goes whether it may
   * @param full when the whole quota is there again
   * @param next when the next call may go; zero where this one did
   */
  record Step(boolean goes, long quota, int window, long remaining, Duration full, Duration next) {
    String policy() {
      return "\"key\";q=" + quota + ";w=" + window;
    }

    String limit() {
      return "\"key\";r=" + remaining + ";t=" + full.plusMillis(999).toSeconds();
    }
  }
}
