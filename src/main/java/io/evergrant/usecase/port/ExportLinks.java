package io.evergrant.usecase.port;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Addresses at which exports are fetched; of the secret in one only a hash is kept. */
public interface ExportLinks {
  /** Returns when it ends: with the export at the latest. */
  Instant insert(TenantId tenant, ExportId export, UUID link, String hash, Duration life);

  /** By the hash of the secret. Crosses tenants. */
  Optional<Link> find(String hash);

  /** A link, and whether it ended. */
  record Link(TenantId tenant, UUID id, ExportId export, boolean ended) {}
}
