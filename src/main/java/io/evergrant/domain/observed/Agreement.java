package io.evergrant.domain.observed;

/** Whether what was seen is what was said; the worst first. */
public enum Agreement {
  /** It differs, and grants may be lost by that. */
  ENDANGERS,
  DIFFERS,
  /** Nobody said anything. */
  NOT_DECLARED,
  /** Nothing else was seen so far, and so few refreshes prove no habit. */
  TOO_FEW,
  /** Nothing was seen yet. */
  NOT_SEEN,
  AGREES
}
