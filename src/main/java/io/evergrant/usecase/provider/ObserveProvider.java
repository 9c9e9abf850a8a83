package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.observed.Agreement;
import io.evergrant.domain.observed.Comparison;
import io.evergrant.domain.observed.Declared;
import io.evergrant.domain.observed.Seen;
import io.evergrant.domain.observed.Sighting;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Catalogue;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.Sightings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** Lays what is said of a provider beside what its grants show. */
@Singleton
public class ObserveProvider {
  /** Of the grants with the newest consents: what a provider does now, they show. */
  private static final int GRANTS = 500;

  /** Of each provider, where somebody looks at all of them. */
  private static final int FEW = 20;

  private final Sightings sightings;
  private final Providers providers;
  private final Catalogue catalogue;

  @Inject
  public ObserveProvider(Sightings sightings, Providers providers, Catalogue catalogue) {
    this.sightings = sightings;
    this.providers = providers;
    this.catalogue = catalogue;
  }

  @Transactional
  public Observed observe(Member by, Provider provider) {
    return observe(by.reads(), provider);
  }

  /** Of a provider that was found for this very key. */
  @Transactional
  public Observed observe(ApiKey by, Provider provider) {
    return observe(by.in(ApiScope.READ), provider);
  }

  private Observed observe(TenantId tenant, Provider provider) {
    var declared = declared(provider);
    var seen = Seen.of(sightings.of(tenant, provider.id(), GRANTS));
    return new Observed(declared, seen, Comparison.of(declared, seen));
  }

  /** Those at which grants may be lost because something is not as it was declared, by name. */
  @Transactional
  public List<Provider> endangered(Member by) {
    var seen = sightings.ofEach(by.reads(), FEW);
    return seen.isEmpty()
        ? List.of()
        : providers.list(by.reads()).stream()
            .filter(provider -> isEndangered(provider, seen.getOrDefault(provider.id(), List.of())))
            .toList();
  }

  private boolean isEndangered(Provider provider, List<Sighting> seen) {
    return Comparison.of(declared(provider), Seen.of(seen)).stream()
        .anyMatch(one -> one.agreement() == Agreement.ENDANGERS);
  }

  private Declared declared(Provider provider) {
    return Declared.of(provider, catalogue.at(provider.endpoints().token()).orElse(null));
  }

  /** Both sides, and how they compare. */
  public record Observed(Declared declared, Seen seen, List<Comparison> comparisons) {}
}
