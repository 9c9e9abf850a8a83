package io.evergrant.usecase.provider;

import io.evergrant.domain.observed.Comparison;
import io.evergrant.domain.observed.Declared;
import io.evergrant.domain.observed.Seen;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Catalogue;
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

  private final Sightings sightings;
  private final Catalogue catalogue;

  @Inject
  public ObserveProvider(Sightings sightings, Catalogue catalogue) {
    this.sightings = sightings;
    this.catalogue = catalogue;
  }

  @Transactional
  public Observed observe(Member by, Provider provider) {
    var entry = catalogue.at(provider.endpoints().token()).orElse(null);
    var declared = Declared.of(provider, entry);
    var seen = Seen.of(sightings.of(by.reads(), provider.id(), GRANTS));
    return new Observed(declared, seen, entry != null, Comparison.of(declared, seen));
  }

  /**
   * Both sides, and how they compare.
   *
   * @param inCatalogue whether some of what is declared may come from there
   */
  public record Observed(
      Declared declared, Seen seen, boolean inCatalogue, List<Comparison> comparisons) {}
}
