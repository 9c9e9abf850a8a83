package io.evergrant.usecase.refresh;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds each attempt of a scene at the point where it is about to be sent. */
final class Held {
  private final Semaphore go = new Semaphore(0);
  private final AtomicInteger waiting = new AtomicInteger();

  Held(Scene scene) {
    scene.journal.onSent = this::hold;
  }

  /** Waits until so many are held. */
  void await(int many) {
    Threads.until(many + " attempts are held", () -> waiting.get() == many);
  }

  void release(int many) {
    go.release(many);
  }

  private void hold() {
    waiting.incrementAndGet();
    try {
      if (!go.tryAcquire(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody released it");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("an attempt runs to its end", e);
    } finally {
      waiting.decrementAndGet();
    }
  }
}
