package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A member, or a back end by its key, looks at the own tenant's providers. */
@Singleton
public class ReadProviders {
  private final Providers providers;
  private final Grants grants;
  private final PortalSettings portal;

  @Inject
  public ReadProviders(Providers providers, Grants grants, PortalSettings portal) {
    this.providers = providers;
    this.grants = grants;
    this.portal = portal;
  }

  @Transactional
  public List<WithGrants> list(Member by) {
    var counts = grants.countByProvider(by.reads());
    return providers.list(by.reads()).stream()
        .map(provider -> new WithGrants(provider, counts.getOrDefault(provider.id(), 0L)))
        .toList();
  }

  @Transactional
  public Optional<Provider> find(Member by, ProviderId id) {
    return providers.find(by.reads(), id);
  }

  /** How many of its grants keep a refresh token that never changed. */
  @Transactional
  public long countLongLived(Member by, ProviderId id) {
    return grants.countLongLived(by.reads(), id);
  }

  @Transactional
  public List<WithGrants> list(ApiKey by) {
    var tenant = by.in(ApiScope.READ);
    var counts = grants.countByProvider(tenant);
    return providers.list(tenant).stream()
        .filter(provider -> by.reaches(provider.id()))
        .map(provider -> new WithGrants(provider, counts.getOrDefault(provider.id(), 0L)))
        .toList();
  }

  @Transactional
  public Optional<Provider> find(ApiKey by, ProviderId id) {
    return providers.find(by.in(ApiScope.READ), id).filter(found -> by.reaches(found.id()));
  }

  /** For whoever is about to change it. */
  @Transactional
  public Optional<Provider> find(Steward by, ProviderId id) {
    return by.reaches(id) ? providers.find(by.tenant(), id) : Optional.empty();
  }

  /** To be entered at every provider. */
  public URI redirectUri() {
    return portal.redirectUri();
  }

  /** A provider and how many grants it has. */
  public record WithGrants(Provider provider, long grants) {}
}
