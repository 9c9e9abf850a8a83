package io.evergrant.api;

import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers that wait for a provider or for another caller's refresh do so on a virtual thread each:
 * a hundred that wait for one refresh take none of the few threads that everybody needs.
 */
@Singleton
class OwnThread {
  private static final long LONGEST_SECONDS = 45;

  private final ExecutorService threads;

  @Inject
  OwnThread(TaskThreads threads) {
    this.threads = threads.open();
  }

  /**
   * What has no answer within the time is told to be under way, and goes on; under an {@code
   * Idempotency-Key} its answer is kept when it comes.
   */
  void answer(AsyncResponse answer, HttpServletRequest request, Supplier<Response> work) {
    var run = OnceRun.of(request);
    // either the work or the end of the time answers, and the other one knows that it did not
    var answered = new AtomicBoolean();
    answer.setTimeoutHandler(
        late -> {
          if (answered.compareAndSet(false, true)) {
            run.ifPresent(OnceRun::leave);
            late.resume(NotNow.stillUnderWay());
          } else {
            late.setTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
          }
        });
    answer.setTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    threads.execute(
        () -> {
          var result = result(work);
          if (answered.compareAndSet(false, true)) {
            resume(answer, result);
          } else {
            run.ifPresent(left -> left.end(result));
          }
        });
  }

  /** As above, for an answer that may take hours: it has no end but that of its connections. */
  void stream(AsyncResponse answer, Runnable work) {
    answer.setTimeout(0, TimeUnit.SECONDS);
    threads.execute(work);
  }

  /** Does the same with each of several at once, within an answer's own thread. */
  <Q, A> List<A> together(List<Q> several, Function<Q, A> work) {
    var all =
        several.stream()
            .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), threads))
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  /** Whatever happens, there is an answer: a response, or what was thrown. */
  private static Object result(Supplier<Response> work) {
    try {
      return work.get();
    } catch (Throwable e) {
      return e;
    }
  }

  private static void resume(AsyncResponse answer, Object result) {
    if (result instanceof Throwable thrown) {
      answer.resume(thrown);
    } else {
      answer.resume(result);
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
