package io.evergrant.domain.notice;

import java.util.Arrays;

/** Why an account's owner is mailed a link. */
public enum AskStep {
  /** Somebody asked for it. */
  ASKED(0),
  /** The consent ends within a month; and so on. */
  MONTH(1),
  WEEK(2),
  DAY(3),
  /** Without its owner the grant is of no use. */
  LOST(4);

  private final int rank;

  AskStep(int rank) {
    this.rank = rank;
  }

  /** As it is kept; a later step has a larger one. */
  public int rank() {
    return rank;
  }

  public static AskStep ofRank(int rank) {
    return Arrays.stream(values())
        .filter(step -> step.rank == rank)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such step: " + rank));
  }
}
