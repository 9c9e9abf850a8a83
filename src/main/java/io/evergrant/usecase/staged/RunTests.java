package io.evergrant.usecase.staged;

import io.evergrant.domain.staged.StageEnding;
import io.evergrant.usecase.port.StagedTestWork.Turn;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Takes up tests of providers, some at a time on a node, so that a provider that does not answer
 * keeps nobody else's test waiting.
 */
@Singleton
public class RunTests {
  private static final Logger LOG = System.getLogger(RunTests.class.getName());

  private static final int AT_ONCE = 8;

  /** So often one is begun at the same stage: by nodes that died, or while a store was away. */
  private static final int TRIES = 10;

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

  private final RecordTests record;
  private final TakeStages stages;
  private final ExecutorService threads;
  private final Semaphore places = new Semaphore(AT_ONCE);

  @Inject
  public RunTests(RecordTests record, TakeStages stages, TaskThreads threads) {
    this.record = record;
    this.stages = stages;
    this.threads = threads.open();
  }

  /** Begins what there is room for and waits for none of it; returns how many were begun. */
  public int run() {
    var free = places.drainPermits();
    var claimed = List.<Turn>of();
    try {
      claimed = free == 0 ? List.of() : record.claim(free);
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "tests of providers wait for the database: {0}", e.getMessage());
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
            take(turn);
          } finally {
            places.release();
          }
        });
  }

  private void take(Turn turn) {
    try {
      if (turn.tries() > TRIES) {
        giveUp(turn);
      } else {
        stages.take(turn);
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "test {0} waits for a store: {1}", turn.id(), e.getMessage());
      release(turn);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "test " + turn.id() + " broke off; it goes on later", e);
      release(turn);
    }
  }

  private void giveUp(Turn turn) {
    LOG.log(Level.ERROR, "test {0} of tenant {1} is given up", turn.id(), turn.tenant());
    record
        .at(turn)
        .ifPresent(
            at -> record.ended(turn, at.test().stage(), new StageEnding.BrokeOff(), Duration.ZERO));
  }

  /** Without this the lease ends it, later. */
  private void release(Turn turn) {
    try {
      record.release(turn, AFTER_A_FAULT, false);
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "test {0} is not released: {1}", turn.id(), e.getMessage());
    }
  }

  @PreDestroy
  public void stop() {
    threads.shutdown();
  }
}
