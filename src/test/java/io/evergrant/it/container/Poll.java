package io.evergrant.it.container;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what a timer does in its own time, and fails when it never does. */
final class Poll {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Poll() {}

  static <T> T until(Supplier<T> look, Predicate<T> there) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var seen = look.get();
    while (!there.test(seen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never came; last seen: " + seen);
      }
      rest();
      seen = look.get();
    }
    return seen;
  }

  private static void rest() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
