package io.evergrant.testkit.wire;

import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Which requests are interfered with, and how; until it is ended. */
public final class Rule {
  private final Predicate<Sent> which;
  private final IntFunction<Interference> what;
  private final AtomicInteger struck = new AtomicInteger();
  private final AtomicInteger holding = new AtomicInteger();
  private final CompletableFuture<Boolean> deliver = new CompletableFuture<>();

  Rule(Predicate<Sent> which, IntFunction<Interference> what) {
    this.which = which;
    this.what = what;
  }

  /** How many requests it has met. */
  public int struck() {
    return struck.get();
  }

  /**
   * Returns when so many requests, or answers, stand still here.
   *
   * @throws IllegalStateException when they do not come in time
   */
  public void awaitHolding(int count, Duration atMost) {
    Until.holds(
        () -> count + " were held; it is " + holding.get() + " of " + struck.get() + " met",
        atMost,
        () -> holding.get() >= count);
  }

  /** What is held goes on, and what comes later passes. */
  public void deliver() {
    deliver.complete(true);
  }

  /** What is held is lost, with its connections; what comes later passes. */
  public void drop() {
    deliver.complete(false);
  }

  boolean fits(Sent sent) {
    return !deliver.isDone() && which.test(sent);
  }

  Interference strike() {
    return what.apply(struck.getAndIncrement());
  }

  /** Stands still; true to go on. */
  boolean hold() {
    holding.incrementAndGet();
    try {
      return deliver.join();
    } finally {
      holding.decrementAndGet();
    }
  }
}
