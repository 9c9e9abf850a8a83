package io.evergrant.timer;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The context of the web application, for what a timer does. In the context of an EJB's timer
 * Payara gives connections that do not belong to the transaction that {@code @Transactional} began.
 */
@ApplicationScoped
public class WebContext {
  @Resource private ContextService contexts;

  private final ReentrantLock turn = new ReentrantLock();

  private volatile @Nullable Executor executor;

  /** Within a request, or at the start of the web application. */
  void capture() {
    executor = contexts.currentContextExecutor();
  }

  /**
   * Does it on this thread; nothing before the web application is there. One at a time: Payara
   * mixes up the connections of two threads that share a context.
   */
  public void run(Runnable work) {
    var known = executor;
    if (known == null) {
      return;
    }
    turn.lock();
    try {
      known.execute(work);
    } finally {
      turn.unlock();
    }
  }
}
