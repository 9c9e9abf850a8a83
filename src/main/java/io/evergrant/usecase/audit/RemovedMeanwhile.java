package io.evergrant.usecase.audit;

/** Events were removed while they were read: what was read is no log, and nobody's fault. */
final class RemovedMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RemovedMeanwhile() {
    super("events were removed while they were read; begin again");
  }
}
