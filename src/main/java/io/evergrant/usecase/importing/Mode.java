package io.evergrant.usecase.importing;

/** What becomes of the good rows where others are bad. */
public enum Mode {
  /** All or nothing. */
  ALL,
  /** Each row for itself. */
  ROWS
}
