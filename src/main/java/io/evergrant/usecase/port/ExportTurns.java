package io.evergrant.usecase.port;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditExports.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What crosses tenants: whose export is to be gone on with, and whose link somebody holds. */
public interface ExportTurns {
  /** Claims one, of those written by this layout. */
  Optional<Turn> claim(String node, int layout, Duration lease);

  /** By the hash of the secret in its address. */
  Optional<Link> link(String hash);

  /** A link, and whether it ended. */
  record Link(TenantId tenant, UUID id, ExportId export, boolean ended) {}
}
