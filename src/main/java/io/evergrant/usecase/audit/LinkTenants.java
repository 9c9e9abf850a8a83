package io.evergrant.usecase.audit;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
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
   * Links what they have.
   *
   * @throws StoreUnavailable where the database does not serve
   */
  Done link(List<TenantId> claimed) {
    var waiting = new ConcurrentLinkedQueue<>(claimed);
    if (claimed.size() == 1) {
      return lane(waiting);
    }
    try {
      Callable<Done> lane = () -> lane(waiting);
      var lanes = threads.invokeAll(Collections.nCopies(LANES, lane));
      var events = 0;
      var kept = new ArrayList<TenantId>();
      for (Future<Done> ended : lanes) {
        events += ended.get().events();
        kept.addAll(ended.get().kept());
      }
      return new Done(events, kept);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(Cause.FAILED, "interrupted", e);
    }
  }

  private Done lane(Queue<TenantId> waiting) {
    var events = 0;
    var kept = new ArrayList<TenantId>();
    for (var tenant = waiting.poll(); tenant != null; tenant = waiting.poll()) {
      var found = record.link(tenant);
      events += found.events();
      for (var i = 1; found.more() && i < BATCHES; i++) {
        found = record.link(tenant);
        events += found.events();
      }
      if (found.more() || found.due()) {
        kept.add(tenant);
      }
    }
    return new Done(events, kept);
  }

  /**
   * What came of it.
   *
   * @param kept tenants whose lease is kept: a checkpoint is due, or there is more to link
   */
  record Done(int events, List<TenantId> kept) {}
}
