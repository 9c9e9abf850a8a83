package io.evergrant.usecase.port;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where checkpoints are held outside the database, so that whoever rules the database cannot take
 * them back.
 */
public interface CheckpointsOutside {
  /** Whether the operator named such a place. */
  boolean isKept();

  /**
   * Every line that stands there now, whole; empty where there is no such place, or nothing in it.
   *
   * @throws StoreUnavailable where it cannot be read
   */
  Optional<InputStream> held();

  /**
   * The last whole lines, some thousands of them; none where there is no such place.
   *
   * @throws StoreUnavailable where it cannot be read
   */
  List<String> last();

  /**
   * Adds a line, or several, durably; does nothing where there is no such place.
   *
   * @throws StoreUnavailable where it cannot be written
   */
  void append(String line);
}
