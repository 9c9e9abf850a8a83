package io.evergrant.usecase.handover;

/** What came of a second person's decision. */
public enum Decided {
  DONE,
  /** The organisation does not allow hand-overs any more. */
  OFF,
  /** The rules of the grant's provider let no refresh token leave any more. */
  PROVIDER_REFUSES,
  /** Whoever asked cannot be the second person. */
  OWN,
  /** It was decided before, or its time is over. */
  TOO_LATE,
  NO_SUCH_HAND_OVER
}
