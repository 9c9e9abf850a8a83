package io.evergrant.usecase.port;

import java.time.Duration;

/** Lets a thread wait; a test's does not. */
@FunctionalInterface
public interface Rest {
  void rest(Duration duration) throws InterruptedException;

  /** False when the thread was interrupted, which it then is still. */
  default boolean rested(Duration duration) {
    try {
      rest(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
