package io.evergrant.testkit.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waiting for something that another process does: asked often, given up at a deadline, never a
 * fixed sleep.
 */
public final class Until {
  private static final Duration PAUSE = Duration.ofMillis(25);

  private Until() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @throws IllegalStateException when it still does not after {@code atMost}, named by {@code
   *     what}
   */
  public static void holds(String what, Duration atMost, BooleanSupplier condition) {
    holds(() -> what, atMost, condition);
  }

  /** Like the other, for what is to be told of how far it came. */
  public static void holds(Supplier<String> what, Duration atMost, BooleanSupplier condition) {
    if (!within(atMost, condition)) {
      throw new IllegalStateException(
          "Waited " + atMost.toSeconds() + " s in vain until " + what.get());
    }
  }

  /** Like {@link #holds}, but tells the answer. */
  public static boolean within(Duration atMost, BooleanSupplier condition) {
    return within(atMost, PAUSE, condition);
  }

  /** Like the other, for a condition that is dear to ask. */
  public static boolean within(Duration atMost, Duration pause, BooleanSupplier condition) {
    var deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      sleep(pause);
    }
    return true;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting", e);
    }
  }
}
