package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does many of one thing at once, a bounded number at a time over all callers. */
final class Parallel {
  private final Semaphore permits;

  Parallel(int atOnce) {
    this.permits = new Semaphore(atOnce);
  }

  /** Answers in the order of the inputs. {@code work} should not throw. */
  <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
    if (inputs.size() == 1) {
      return List.of(work.apply(inputs.getFirst()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures =
          inputs.stream().map(input -> threads.submit(() -> permitted(input, work))).toList();
      return futures.stream().map(Parallel::result).toList();
    }
  }

  private <A, B> B permitted(A input, Function<A, B> work) {
    permits.acquireUninterruptibly();
    try {
      return work.apply(input);
    } finally {
      permits.release();
    }
  }

  private static <B> B result(Future<B> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(Cause.FAILED, "interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
