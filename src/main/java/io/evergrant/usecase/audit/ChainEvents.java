package io.evergrant.usecase.audit;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Links the events of each tenant. Whoever writes an event does not wait for it. */
@Singleton
public class ChainEvents {
  private static final Logger LOG = System.getLogger(ChainEvents.class.getName());
  private static final int TENANTS = 64;

  /** Before the floor is looked at anew. */
  private static final int TURNS = 20;

  /** Batches a tenant and a turn; less than the lease lasts. */
  private static final int BATCHES = 20;

  private final RecordChain record;

  @Inject
  public ChainEvents(RecordChain record) {
    this.record = record;
  }

  /** One round; returns how many events were linked. */
  public int run() {
    var linked = 0;
    try {
      record.raiseFloor();
      var turn = 0;
      int claimed;
      do {
        var tenants = record.claim(TENANTS);
        claimed = tenants.size();
        linked += tenants.stream().mapToInt(this::link).sum();
        turn++;
      } while (claimed == TENANTS && turn < TURNS);
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "chaining waits for the database: {0}", e.getMessage());
    }
    return linked;
  }

  private int link(TenantId tenant) {
    var events = 0;
    for (var i = 0; i < BATCHES; i++) {
      var found = record.link(tenant);
      events += found.events();
      if (!found.more()) {
        return events;
      }
    }
    record.release(tenant);
    return events;
  }
}
