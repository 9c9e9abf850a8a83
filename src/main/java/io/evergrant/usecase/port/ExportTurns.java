package io.evergrant.usecase.port;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;

/** Whose export is to be gone on with. Crosses tenants. */
public interface ExportTurns {
  /** Claims one, of those written by this layout. */
  Optional<Turn> claim(String node, int layout, Duration lease);

  /**
   * The right to go on with an export.
   *
   * @param fence of the claim
   * @param tries how often it was claimed since it last went on
   */
  record Turn(TenantId tenant, ExportId id, long fence, int tries) {}
}
