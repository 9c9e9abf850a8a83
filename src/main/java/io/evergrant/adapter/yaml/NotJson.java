package io.evergrant.adapter.yaml;

/** Something that JSON has no word for. */
final class NotJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotJson() {
    super("not JSON", null, false, false);
  }
}
