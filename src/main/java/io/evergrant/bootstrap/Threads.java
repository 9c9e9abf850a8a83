package io.evergrant.bootstrap;

import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Virtual threads with the container's context (Jakarta Concurrency 3.0, section 3.3). */
class Threads {
  @Resource private ContextService contexts;

  @Produces
  @Singleton
  TaskThreads threads() {
    return () -> new InContext(Executors.newVirtualThreadPerTaskExecutor(), contexts);
  }

  /** Each task takes along the context of whoever hands it in. */
  private static final class InContext extends AbstractExecutorService {
    private final ExecutorService threads;
    private final ContextService contexts;

    InContext(ExecutorService threads, ContextService contexts) {
      this.threads = threads;
      this.contexts = contexts;
    }

    @Override
    public void execute(Runnable task) {
      threads.execute(contexts.contextualRunnable(task));
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
