package io.evergrant.usecase.port;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;

/** Sealing keys that nobody can use any more, over all tenants. */
public interface EndedSealingKeys {
  /** Those of which something may lie in Vault. */
  List<Ended> toDestroy(int limit);

  /** Forgets keys that were destroyed longer than {@code age} ago. */
  long forget(Duration age);

  /** A key of a tenant. */
  record Ended(TenantId tenant, SealingKeyId id) {}
}
