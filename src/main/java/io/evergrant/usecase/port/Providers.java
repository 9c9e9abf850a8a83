package io.evergrant.usecase.port;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Provider registrations. */
public interface Providers {
  Optional<Provider> find(TenantId tenant, ProviderId id);

  /** By name, then id. */
  List<Provider> list(TenantId tenant);

  /** Answers false where the tenant has a provider of that name already. */
  boolean insert(Provider provider);

  /**
   * Changes everything but the status, if nobody changed it since {@code provider.version()}, which
   * grows by one.
   */
  boolean update(Provider provider);

  /** Answers false where it had that status already. */
  boolean setStatus(TenantId tenant, ProviderId id, ProviderStatus status, @Nullable String reason);
}
