package io.evergrant.domain.notice;

/** Why an account's owner is mailed a link; a later step is more urgent. */
public enum AskStep {
  /** Somebody asked for it. */
  ASKED,
  /** The consent ends within a month; and so on. */
  MONTH,
  WEEK,
  DAY,
  /** Without its owner the grant is of no use. */
  LOST;

  /** Of a consent that ends, or ended. */
  public boolean isByItself() {
    return this != ASKED;
  }
}
