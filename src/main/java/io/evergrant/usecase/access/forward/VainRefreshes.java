package io.evergrant.usecase.access.forward;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Grants of which a new token was refused as the old one was, or could not be tried: for a while
 * this node refreshes them for no other 401. Whoever holds a ticket chooses what is called, and
 * would choose how often the provider is asked for a token.
 */
@Singleton
class VainRefreshes {
  private static final Duration WHILE = Duration.ofMinutes(10);
  private static final int MOST = 100_000;

  private final Cache<GrantId, Boolean> lately;

  @Inject
  VainRefreshes(Ticker ticker) {
    lately =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(WHILE)
            .ticker(ticker::nanos)
            .build();
  }

  boolean knows(GrantId grant) {
    return lately.getIfPresent(grant) != null;
  }

  void remember(GrantId grant) {
    lately.put(grant, true);
  }
}
