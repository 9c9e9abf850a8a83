package io.evergrant.usecase.port;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.ApiHost;
import java.util.List;
import java.util.Map;

/** The hosts at which a provider's API may be called. */
public interface ApiHosts {
  /** By authority. */
  List<ApiHost> list(TenantId tenant, ProviderId provider);

  /** Of all providers that have any; each list by authority. */
  Map<ProviderId, List<ApiHost>> byProvider(TenantId tenant);

  /** As {@link #list}; nobody else changes them before the transaction ends. */
  List<ApiHost> hold(TenantId tenant, ProviderId provider);

  /** Takes these in the place of those that were there. */
  void replace(TenantId tenant, ProviderId provider, List<ApiHost> hosts);
}
