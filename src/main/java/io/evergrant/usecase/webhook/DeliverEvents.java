package io.evergrant.usecase.webhook;

import io.evergrant.usecase.port.Deliveries.Turn;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes up webhooks that something is to be sent to, some at a time on a node, so that one that
 * takes its time keeps no other waiting.
 */
@Singleton
public class DeliverEvents {
  private static final Logger LOG = System.getLogger(DeliverEvents.class.getName());

  /** Webhooks at once. */
  private static final int AT_ONCE = 8;

  private final RecordDeliveries record;
  private final SendTurn turns;
  private final ExecutorService threads;
  private final Semaphore places = new Semaphore(AT_ONCE);

  @Inject
  public DeliverEvents(RecordDeliveries record, SendTurn turns, TaskThreads threads) {
    this.record = record;
    this.turns = turns;
    this.threads = threads.open();
  }

  /** Begins what there is room for and waits for none of it; returns how many were begun. */
  public int run() {
    var free = places.drainPermits();
    var claimed = List.<Turn>of();
    try {
      claimed = free == 0 ? List.of() : record.claim(free);
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "webhooks wait for the database: {0}", e.getMessage());
    } finally {
      places.release(free - claimed.size());
    }
    claimed.forEach(this::begin);
    return claimed.size();
  }

  private void begin(Turn turn) {
    threads.execute(
        () -> {
          try {
            turns.run(turn, threads);
          } finally {
            places.release();
          }
        });
  }

  /** Lets the requests under way come to their ends. */
  @PreDestroy
  public void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(25, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "requests to webhooks were still under way at the stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
