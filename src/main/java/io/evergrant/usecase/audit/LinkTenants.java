package io.evergrant.usecase.audit;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Links the events of claimed tenants, a few tenants at a time: each waits for fewer others. */
@Singleton
public class LinkTenants {
  private static final int LANES = 4;

  /** Batches a tenant and a turn; less than the lease lasts. */
  private static final int BATCHES = 20;

  private final RecordChain record;
  private final ExecutorService threads;

  @Inject
  public LinkTenants(RecordChain record, TaskThreads threads) {
    this.record = record;
    this.threads = threads.open();
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }

  /**
   * Links what they have; returns how many events that were.
   *
   * @throws StoreUnavailable where the database does not serve
   */
  int link(List<TenantId> claimed) {
    var waiting = new ConcurrentLinkedQueue<>(claimed);
    if (claimed.size() == 1) {
      return lane(waiting);
    }
    try {
      Callable<Integer> lane = () -> lane(waiting);
      var lanes = threads.invokeAll(Collections.nCopies(LANES, lane));
      var events = 0;
      for (Future<Integer> ended : lanes) {
        events += ended.get();
      }
      return events;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(Cause.FAILED, "interrupted", e);
    }
  }

  private int lane(Queue<TenantId> waiting) {
    var events = 0;
    for (var tenant = waiting.poll(); tenant != null; tenant = waiting.poll()) {
      events += link(tenant);
    }
    return events;
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
