package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** At most so many token requests in each second of the clock, where the mode sets a rate. */
final class RateLimit {
  private record Second(long second, int count) {}

  private final Map<String, Second> seen = new HashMap<>();
  private final InstantSource clock;

  RateLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** The refusal (RFC 6585, section 4), or null for go on. */
  @Nullable HTTPResponse refusal(Mode mode) {
    if (mode.rate() == 0 || admit(mode)) {
      return null;
    }
    var answer = Answers.json(429, Json.of("error", "rate_limited"));
    answer.setHeader("Retry-After", "1");
    return answer;
  }

  private synchronized boolean admit(Mode mode) {
    var now = clock.instant().getEpochSecond();
    var last = seen.get(mode.name());
    var count = last == null || last.second() != now ? 1 : last.count() + 1;
    seen.put(mode.name(), new Second(now, count));
    return count <= mode.rate();
  }
}
