package io.evergrant.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What takes a millisecond is not worth another thread: it is done on the server's own, by a few at
 * a time. Where more come at once than finish, because a store is slow, the others go to threads of
 * their own and the server's stay free for everybody.
 */
@Singleton
class Hurry {
  private static final int AT_ONCE = 16;

  private final Semaphore places = new Semaphore(AT_ONCE);

  /** Empty where no place was free, and where the work found that it takes longer. */
  <T> Optional<T> tryHere(Supplier<Optional<T>> work) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
