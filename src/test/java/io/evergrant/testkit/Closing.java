package io.evergrant.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been started so far and must be stopped in the end, the last one first, also when the
 * end comes in the middle.
 */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  /** Remembers a server; one that comes up after the end is stopped at once. */
  synchronized <T extends AutoCloseable> T add(T server) {
    started.push(server);
    if (closed) {
      closeAll();
      throw new IllegalStateException("Stopped while starting");
    }
    return server;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeAll();
  }

  private void closeAll() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        System.err.println("A server did not stop in good order: " + e.getMessage());
      }
    }
  }
}
