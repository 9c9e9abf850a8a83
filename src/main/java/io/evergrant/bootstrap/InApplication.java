package io.evergrant.bootstrap;

import java.util.function.Supplier;

/** Health is asked outside the application: its driver is found by its own class loader alone. */
final class InApplication {
  private InApplication() {}

  static <T> T call(Supplier<T> work) {
    var thread = Thread.currentThread();
    var outside = thread.getContextClassLoader();
    thread.setContextClassLoader(InApplication.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(outside);
    }
  }
}
