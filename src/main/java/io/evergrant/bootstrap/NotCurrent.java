package io.evergrant.bootstrap;

import org.jspecify.annotations.Nullable;

/** The schema is not the one this build needs: the message names the cause and the mend. */
final class NotCurrent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotCurrent(String cause, String mend, @Nullable Throwable because) {
    super(cause + ". " + mend, because);
  }
}
