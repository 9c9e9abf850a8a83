package io.evergrant.portal.frame;

/** There is nothing at this address for whoever asked: the same answer for a foreign id. */
public final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotFound() {
    super("nothing is here");
  }

  public NotFound(Throwable cause) {
    super("nothing is here", cause);
  }
}
