package io.evergrant.usecase.refresh;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store with one provider in it. */
record OneProvider(Supplier<Provider> provider, List<String> paused) implements Providers {
  OneProvider(Supplier<Provider> provider) {
    this(provider, new ArrayList<>());
  }

  @Override
  public Optional<Provider> find(TenantId tenant, ProviderId id) {
    return Optional.of(provider.get());
  }

  @Override
  public List<Provider> list(TenantId tenant) {
    return List.of(provider.get());
  }

  @Override
  public boolean insert(Provider added) {
    return false;
  }

  @Override
  public boolean update(Provider changed) {
    return false;
  }

  @Override
  public boolean setStatus(
      TenantId tenant, ProviderId id, ProviderStatus status, @Nullable String reason) {
    return paused.add(String.valueOf(reason));
  }
}
