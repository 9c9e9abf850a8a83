package io.evergrant.bootstrap;

import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Virtual threads with the container's context (Jakarta Concurrency 3.0, section 3.3). */
class Threads {
  @Resource private ContextService contexts;

  @Produces
  @Singleton
  TaskThreads threads() {
    return () ->
        new InContext(
            Executors.newVirtualThreadPerTaskExecutor(), contexts.currentContextExecutor());
  }

  /**
   * Each task runs in the context of whoever opened this, which is the application's. To save it
   * anew for each task costs a look through the class path (Payara 6).
   */
  private static final class InContext extends AbstractExecutorService {
    private final ExecutorService threads;
    private final Executor context;

    InContext(ExecutorService threads, Executor context) {
      this.threads = threads;
      this.context = context;
    }

    @Override
    public void execute(Runnable task) {
      threads.execute(() -> context.execute(task));
    }

    @Override
    public void shutdown() {
      threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return threads.awaitTermination(timeout, unit);
    }
  }
}
