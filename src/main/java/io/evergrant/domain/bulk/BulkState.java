package io.evergrant.domain.bulk;

/** How an act stands. */
public enum BulkState {
  /** It waits for a second admin. */
  ASKED,
  RUNNING,
  DONE,
  CANCELLED,
  /** By the second admin. */
  REFUSED,
  /** Nobody approved it in time. */
  ENDED;

  public boolean isOver() {
    return this != ASKED && this != RUNNING;
  }
}
