package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;

/** What each tenant allows. */
public interface TenantPolicies {
  TenantPolicy find(TenantId tenant);

  /** False where it is no longer what was seen: nothing was written. */
  boolean save(TenantId tenant, TenantPolicy seen, TenantPolicy policy);
}
