package io.evergrant.usecase.port;

/** Vault, or the database, did not serve. Whatever was asked did not happen, or may not have. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Cause why;

  public StoreUnavailable(Cause why, String message) {
    super(message);
    this.why = why;
  }

  public StoreUnavailable(Cause why, String message, Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  public Cause why() {
    return why;
  }

  /** Why a store did not serve. */
  public enum Cause {
    /** The store's policy forbids it. */
    DENIED,
    SEALED,
    UNREACHABLE,
    /** The store answered with an error of its own. */
    FAILED
  }
}
