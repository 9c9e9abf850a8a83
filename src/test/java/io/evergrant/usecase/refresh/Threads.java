package io.evergrant.usecase.refresh;

import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Other threads and what they come to, each wait with a deadline. */
final class Threads {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Threads() {}

  static <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, run -> Thread.ofVirtual().start(run));
  }

  static <T> T result(CompletableFuture<T> future) {
    try {
      return future.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("nothing came of it", e);
    }
  }

  static void until(String what, BooleanSupplier holds) {
    if (!Until.within(DEADLINE, Duration.ofMillis(1), holds)) {
      throw new AssertionError("in vain: until " + what);
    }
  }

  static void untilItWaits(Thread thread) {
    until("the thread waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
  }
}
