package io.evergrant.usecase.port;

import java.time.Instant;

/** The time that all nodes share: the database's. */
public interface SharedTime {
  /** Throws {@link StoreUnavailable} where the database does not serve. */
  Instant read();
}
