package io.evergrant.adapter.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.secret.TokenSet;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long KV keeps what is written at a place: until 5 minutes before the reported end of the
 * refresh token, a tenth of a life under 50 minutes. KV counts from each write, so the setting
 * stands as long as the reported life does; it is rewritten where it would outlive the token, or
 * end a longer life early.
 */
final class KeptFor {
  private static final Duration EARLIER = Duration.ofMinutes(5);

  private final Cache<TokenLocation, Duration> set =
      Caffeine.newBuilder().maximumSize(50_000).build();

  /** What a value that was read or written says of its place; zero for no end. */
  void saw(TokenLocation location, Duration kept) {
    if (kept.isZero()) {
      set.invalidate(location);
    } else {
      set.put(location, kept);
    }
  }

  /** As far as this node has seen it; zero for no end. */
  Duration at(TokenLocation location) {
    return Objects.requireNonNullElse(set.getIfPresent(location), Duration.ZERO);
  }

  void forget(TokenLocation location) {
    set.invalidate(location);
  }

  /** What is to be set for these tokens where {@code kept} is set now; zero for no end. */
  static Duration wanted(TokenSet tokens, Duration kept) {
    var life = life(tokens);
    if (life == null) {
      return Duration.ZERO;
    }
    var margin = life.dividedBy(10).compareTo(EARLIER) < 0 ? life.dividedBy(10) : EARLIER;
    var wanted = atLeastASecond(life.minus(margin));
    var outlives = kept.isZero() || kept.compareTo(life) > 0;
    var endsEarly = wanted.compareTo(kept.multipliedBy(5).dividedBy(4)) > 0;
    return outlives || endsEarly ? wanted : kept;
  }

  private static @Nullable Duration life(TokenSet tokens) {
    var end = tokens.refreshExpiresAt();
    return end == null ? null : Duration.between(tokens.issuedAt(), end);
  }

  private static Duration atLeastASecond(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : duration;
  }
}
