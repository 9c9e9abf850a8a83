package io.evergrant.usecase.port;

/**
 * Where checkpoints are held outside the database, so that whoever rules the database cannot take
 * them back.
 */
public interface CheckpointsOutside {
  /** Whether the operator named such a place. */
  boolean isKept();

  /**
   * Adds a line, durably; does nothing where there is no such place.
   *
   * @throws StoreUnavailable where it cannot be written
   */
  void append(String line);
}
