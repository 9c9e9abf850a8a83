package io.evergrant.usecase.refresh;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Providers with their secrets, remembered for a second so that a batch of one provider's grants
 * reads both once. A replaced secret is read at the next look, because the row's version grew.
 */
@Singleton
public class KnownProviders {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  /** A secret that nobody asked for in that time is forgotten. */
  private static final long UNUSED_NANOS = Duration.ofMinutes(10).toNanos();

  private final Providers providers;
  private final SecretVault secrets;
  private final Ticker ticker;
  private final ConcurrentHashMap<Wanted, Known> known = new ConcurrentHashMap<>();

  @Inject
  public KnownProviders(Providers providers, SecretVault secrets, Ticker ticker) {
    this.providers = providers;
    this.secrets = secrets;
    this.ticker = ticker;
  }

  /**
   * Empty where the provider was removed.
   *
   * @throws io.evergrant.usecase.port.StoreUnavailable where row or secret cannot be read
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public Optional<Known> find(TenantId tenant, ProviderId id) {
    var wanted = new Wanted(tenant, id);
    var remembered = known.get(wanted);
    if (remembered != null && ticker.nanos() - remembered.readNanos() < FRESH_NANOS) {
      return Optional.of(remembered);
    }
    var row = providers.find(tenant, id);
    if (row.isEmpty()) {
      known.remove(wanted);
      return Optional.empty();
    }
    var provider = row.get();
    var secret =
        remembered != null && remembered.provider().version() == provider.version()
            ? remembered.secret()
            : secrets.get(tenant, id);
    var read = new Known(provider, secret, ticker.nanos());
    known.values().removeIf(one -> read.readNanos() - one.readNanos() > UNUSED_NANOS);
    known.put(wanted, read);
    return Optional.of(read);
  }

  /** A provider as it was read at {@code readNanos}. */
  public record Known(Provider provider, ClientSecrets secret, long readNanos) {}

  /** With the tenant, so that nobody is given another's. */
  private record Wanted(TenantId tenant, ProviderId id) {}
}
