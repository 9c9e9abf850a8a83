package io.evergrant.usecase.audit;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Links the events of each tenant and has the heads of the chains signed. Whoever writes an event
 * does not wait for it.
 */
@Singleton
public class ChainEvents {
  private static final Logger LOG = System.getLogger(ChainEvents.class.getName());
  private static final int TENANTS = 64;

  /** Before the floor is looked at anew. */
  private static final int TURNS = 20;

  private static final long SIGNING_RESTS = Duration.ofSeconds(10).toNanos();

  private final RecordChain record;
  private final LinkTenants links;
  private final SignHeads heads;
  private final Ticker ticker;
  private long signFrom;

  @Inject
  public ChainEvents(RecordChain record, LinkTenants links, SignHeads heads, Ticker ticker) {
    this.record = record;
    this.links = links;
    this.heads = heads;
    this.ticker = ticker;
    this.signFrom = ticker.nanos();
  }

  /** One round; returns how many events were linked. */
  public int run() {
    var linked = 0;
    try {
      record.raiseFloor();
      var claimed = record.claim(TENANTS);
      for (var turn = 1; !claimed.isEmpty(); turn++) {
        linked += chain(claimed);
        var full = claimed.size() == TENANTS && turn < TURNS;
        claimed = full ? record.claim(TENANTS) : List.of();
      }
      heads.holdWaiting();
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "chaining waits for the database: {0}", e.getMessage());
    }
    return linked;
  }

  /** No tenant's events wait for another's signature. */
  private int chain(List<TenantId> claimed) {
    var done = links.link(claimed);
    for (var tenant : done.kept()) {
      sign(tenant);
      record.release(tenant);
    }
    return done.events();
  }

  /** While Vault does not serve, links are made all the same. */
  private void sign(TenantId tenant) {
    if (ticker.nanos() - signFrom < 0) {
      return;
    }
    try {
      heads.run(tenant);
    } catch (StoreUnavailable e) {
      signFrom = ticker.nanos() + SIGNING_RESTS;
      LOG.log(Level.WARNING, "heads of audit chains are signed later: {0}", e.getMessage());
    }
  }
}
