package io.evergrant.usecase.refresh;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.StoreUnavailable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registrations that can be looked up, changed and removed, and that count their readers. */
final class FakeProviders implements Providers {
  private final Map<ProviderId, Provider> rows = new HashMap<>();
  boolean away;
  int reads;

  void put(Provider provider) {
    rows.put(provider.id(), provider);
  }

  void remove(ProviderId id) {
    rows.remove(id);
  }

  @Override
  public Optional<Provider> find(TenantId tenant, ProviderId id) {
    if (away) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
    }
    reads++;
    return Optional.ofNullable(rows.get(id)).filter(row -> row.tenant().equals(tenant));
  }

  @Override
  public List<Provider> list(TenantId tenant) {
    throw new AssertionError("a refresh lists no providers");
  }

  @Override
  public boolean insert(Provider provider) {
    throw new AssertionError("a refresh registers no provider");
  }

  @Override
  public boolean update(Provider provider) {
    throw new AssertionError("a refresh changes no registration");
  }

  @Override
  public boolean setStatus(
      TenantId tenant, ProviderId id, ProviderStatus status, @Nullable String reason) {
    throw new AssertionError("nothing pauses a provider here");
  }
}
