package io.evergrant.api;

import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What takes a millisecond is not worth another thread: it is done on the server's own, by many at
 * a time while they come to an end, and by a few where they do not. Where a store is slow, the
 * others go to threads of their own and the server's stay free for everybody.
 */
@Singleton
class Hurry {
  /** So many may stand still here. */
  private static final int FEW = 16;

  private static final int MANY = 64;

  /** Nobody has come to an end for so long: they stand still. */
  private static final long STILL = Duration.ofMillis(10).toNanos();

  private final Ticker ticker;
  private final AtomicInteger inside = new AtomicInteger();
  private volatile long lastEnd;

  @Inject
  Hurry(Ticker ticker) {
    this.ticker = ticker;
    lastEnd = ticker.nanos();
  }

  /** Empty where no place was free, and where the work found that it takes longer. */
  <T> Optional<T> tryHere(Supplier<Optional<T>> work) {
    if (!enter()) {
      return Optional.empty();
    }
    try {
      return work.get();
    } finally {
      lastEnd = ticker.nanos();
      inside.decrementAndGet();
    }
  }

  private boolean enter() {
    var others = inside.getAndIncrement();
    if (others < FEW || (others < MANY && ticker.nanos() - lastEnd < STILL)) {
      return true;
    }
    inside.decrementAndGet();
    return false;
  }
}
