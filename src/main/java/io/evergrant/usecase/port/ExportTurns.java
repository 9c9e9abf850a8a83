package io.evergrant.usecase.port;

import io.evergrant.usecase.port.AuditExports.Turn;
import java.time.Duration;
import java.util.Optional;

/** Whose export is to be gone on with. Crosses tenants. */
public interface ExportTurns {
  /** Claims one, of those written by this layout. */
  Optional<Turn> claim(String node, int layout, Duration lease);
}
