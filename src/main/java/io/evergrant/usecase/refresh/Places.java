package io.evergrant.usecase.refresh;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many attempts a node may have under way. Where all places are taken they come free one by
 * one, and a transaction that claims and a call that decrypts for each alone would be the dearest
 * of a refresh: a part of all places may gather first.
 */
final class Places {
  /** This part of all places is worth a claim. */
  private static final int WORTH_A_CLAIM = 6;

  private static final Duration FIRST = Duration.ofSeconds(5);

  private final Semaphore free;
  private final int all;
  private final Duration gathering;

  /**
   * @param all places of the node
   * @param gathering how long those that came free wait for more at most; short, because where most
   *     places hang the few that turn over go on
   */
  Places(int all, Duration gathering) {
    this.free = new Semaphore(all);
    this.all = all;
    this.gathering = gathering;
  }

  /**
   * Waits for a place, and for a moment for as many as are worth a claim.
   *
   * @param most how many can be used, at least one
   * @return how many were taken; none where all hang, or where the thread was interrupted, which it
   *     still is then
   */
  int take(int most) {
    try {
      if (!free.tryAcquire(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
        return 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
    var taken = 1 + gathered(Math.min(all / WORTH_A_CLAIM, most) - 1);
    var more = Math.min(free.availablePermits(), most - taken);
    return more > 0 && free.tryAcquire(more) ? taken + more : taken;
  }

  private int gathered(int some) {
    try {
      return some > 0 && free.tryAcquire(some, gathering.toMillis(), TimeUnit.MILLISECONDS)
          ? some
          : 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Waits for one for as long as it takes, interrupted or not. */
  void takeOne() {
    free.acquireUninterruptibly();
  }

  void giveBack(int many) {
    free.release(many);
  }

  /** Attempts under way. */
  int taken() {
    return all - free.availablePermits();
  }
}
