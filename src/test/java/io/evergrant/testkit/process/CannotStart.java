package io.evergrant.testkit.process;

import org.jspecify.annotations.Nullable;

/**
 * A reason to stop that a person can mend: one sentence that says what is wrong, and one that says
 * what to do.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotStart(String what, String mend) {
    this(what, mend, null);
  }

  public CannotStart(String what, String mend, @Nullable Throwable cause) {
    super(what + "\nMend: " + mend, cause);
  }
}
