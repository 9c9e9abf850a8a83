package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;

/** What each tenant allows. */
public interface TenantPolicies {
  TenantPolicy find(TenantId tenant);

  void save(TenantId tenant, TenantPolicy policy);
}
