package io.evergrant.usecase.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Tenants whose chain was not what had been signed when this node last wanted to sign it further,
 * for whoever watches the installation. Each is looked at again every minute, by one node.
 */
@Singleton
public class ChangedChains {
  private static final Duration IN_DOUBT = Duration.ofMinutes(10);

  private final Cache<TenantId, Boolean> lately;

  @Inject
  public ChangedChains(Ticker ticker) {
    lately = Caffeine.newBuilder().expireAfterWrite(IN_DOUBT).ticker(ticker::nanos).build();
  }

  void found(TenantId tenant) {
    lately.put(tenant, true);
  }

  void isGoodAgain(TenantId tenant) {
    lately.invalidate(tenant);
  }

  /** How many in the last ten minutes. */
  public long count() {
    lately.cleanUp();
    return lately.estimatedSize();
  }
}
