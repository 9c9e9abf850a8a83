package io.evergrant.domain.tenant;

/** A member asked for what the role does not give. */
public final class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAllowed(String message) {
    super(message);
  }
}
