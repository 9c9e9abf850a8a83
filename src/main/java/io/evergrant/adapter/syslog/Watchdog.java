package io.evergrant.adapter.syslog;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket over which a step takes too long. A receiver that does not read would stop a
 * write for ever, and one that says an octet now and then would a handshake: the time-out of a
 * socket begins anew with each.
 */
final class Watchdog {
  private Watchdog() {}

  static void inTime(Socket socket, Duration patience, Step step) throws IOException {
    var done = new CountDownLatch(1);
    Thread.startVirtualThread(
        () -> {
          try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
              Quietly.close(socket);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      step.run();
    } finally {
      done.countDown();
    }
  }

  /** What may fail. */
  interface Step {
    void run() throws IOException;
  }
}
