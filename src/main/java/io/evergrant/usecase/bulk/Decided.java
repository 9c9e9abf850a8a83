package io.evergrant.usecase.bulk;

/** What came of a second admin's decision. */
public enum Decided {
  DONE,
  /** Whoever asked cannot be the second person. */
  OWN,
  /** It was decided before, or its time is over. */
  TOO_LATE,
  NO_SUCH_ACT
}
