package io.evergrant.domain.staged;

/** How a stage ended, in one word; from the best to the worst. */
public enum StageVerdict {
  PASSED,
  /** There was nothing to try. */
  NOT_NEEDED,
  /** It goes on, and somebody should look at it. */
  DOUBTFUL,
  /** Nobody did it, or a stage before it failed. */
  NOT_DONE,
  FAILED
}
