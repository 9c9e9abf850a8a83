package io.evergrant.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.port.ApiSettings;
import io.evergrant.usecase.port.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.UUID;

/**
 * How many calls a key, and a ticket, may still make on this node: buckets that hold five seconds'
 * worth and fill evenly. Tickets draw from buckets of their own, so that a page that loops takes
 * nothing from the back end whose key minted its ticket. Told as the draft «RateLimit header fields
 * for HTTP» (httpapi, revision 9) has it.
 */
@Singleton
class Pace {
  static final String STEP = "evergrant.api.step";

  private static final int SECONDS = 5;
  private static final int TICKETS_CALLS_PER_SECOND = 20;
  private static final int MOST_BUCKETS = 100_000;

  private final int callsPerSecond;
  private final TimeMeter meter;
  private final LoadingCache<Drawn, Bucket> buckets;

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
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(this::bucket);
  }

  private Bucket bucket(Drawn from) {
    return Bucket.builder()
        .withCustomTimePrecision(meter)
        .addLimit(
            limit ->
                limit
                    .capacity(from.quota())
                    .refillGreedy(from.callsPerSecond(), Duration.ofSeconds(1)))
        .build();
  }

  /** Counts a call, and throws where it may not go; {@link PaceHeaders} tells of it either way. */
  void count(ContainerRequestContext request, ApiKeyId key) {
    count(request, step(key));
  }

  /** Counts what a call asks for besides the one thing that it was counted for. */
  void countMore(ContainerRequestContext request, ApiKeyId key, int more) {
    if (more > 0) {
      count(request, step(key, more));
    }
  }

  /** So many things a single call may ask for: more would never go. */
  int mostAtOnce() {
    return callsPerSecond * SECONDS;
  }

  /** The same for a call by a ticket that this key minted. */
  void count(ContainerRequestContext request, TicketId ticket, ApiKeyId mintedBy) {
    count(request, step(ticket, mintedBy));
  }

  private static void count(ContainerRequestContext request, Step step) {
    request.setProperty(STEP, step);
    if (!step.goes()) {
      throw new Problem(
              ProblemType.TOO_MANY_CALLS,
              "At most " + step.quota() + " calls in " + step.window() + " seconds.")
          .retryAfter(step.next());
    }
  }

  Step step(ApiKeyId key) {
    return step(key, 1);
  }

  /** All of them go, or none. */
  Step step(ApiKeyId key, int calls) {
    return draw(new Drawn("key", key.value(), callsPerSecond), calls);
  }

  /** All tickets of a key together may make half as many calls as the key. */
  Step step(TicketId ticket, ApiKeyId mintedBy) {
    var own = draw(new Drawn("ticket", ticket.value(), TICKETS_CALLS_PER_SECOND), 1);
    if (!own.goes()) {
      return own;
    }
    var together = draw(new Drawn("tickets", mintedBy.value(), Math.max(1, callsPerSecond / 2)), 1);
    return together.goes() ? own : together;
  }

  private Step draw(Drawn from, int calls) {
    var probe = buckets.get(from).tryConsumeAndReturnRemaining(calls);
    return new Step(
        from.policy(),
        probe.isConsumed(),
        from.quota(),
        SECONDS,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** Whose bucket a call draws from, and how fast that fills. */
  private record Drawn(String policy, UUID id, int callsPerSecond) {
    long quota() {
      return (long) callsPerSecond * SECONDS;
    }
  }

  /**
   * One call.
   *
   * @param name of the policy it was counted by
   * @param goes whether it may
   * @param full when the whole quota is there again
   * @param next when the next call may go; zero where this one did
   */
  record Step(
      String name,
      boolean goes,
      long quota,
      int window,
      long remaining,
      Duration full,
      Duration next) {
    String policy() {
      return "\"" + name + "\";q=" + quota + ";w=" + window;
    }

    String limit() {
      return "\"" + name + "\";r=" + remaining + ";t=" + full.plusMillis(999).toSeconds();
    }
  }
}
