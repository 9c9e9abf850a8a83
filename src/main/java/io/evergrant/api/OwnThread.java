package io.evergrant.api;

import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
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

  void answer(AsyncResponse answer, Supplier<Response> work) {
    answer.setTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    answer.setTimeoutHandler(late -> late.resume(NotNow.stillUnderWay()));
    threads.execute(() -> run(answer, work));
  }

  /** As above, for an answer that may take hours: it has no end but that of its connections. */
  void stream(AsyncResponse answer, Runnable work) {
    answer.setTimeout(0, TimeUnit.SECONDS);
    threads.execute(work);
  }

  /** Whatever happens, there is an answer. */
  private static void run(AsyncResponse answer, Supplier<Response> work) {
    try {
      answer.resume(work.get());
    } catch (Throwable e) {
      answer.resume(e);
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
