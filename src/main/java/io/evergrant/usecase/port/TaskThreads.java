package io.evergrant.usecase.port;

import java.util.concurrent.ExecutorService;

/**
 * Threads that wait cheaply, one for each task, with the application's context on each: the
 * container's transactions need it. A test's are plain.
 */
@FunctionalInterface
public interface TaskThreads {
  /** A set of threads that whoever opened it shuts down. */
  ExecutorService open();
}
