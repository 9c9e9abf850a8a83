package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Catalogue;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shows what is known of providers, and prepares a registration from it. Nothing is stored. */
@Singleton
public class ReadCatalogue {
  private final Catalogue catalogue;
  private final InstantSource clock;

  @Inject
  public ReadCatalogue(Catalogue catalogue, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  public List<Entry> list(Member by) {
    by.reads();
    return catalogue.entries();
  }

  public Optional<Entry> find(Member by, String id) {
    by.reads();
    return find(id);
  }

  public List<Entry> list(ApiKey by) {
    by.in(ApiScope.READ);
    return catalogue.entries();
  }

  public Optional<Entry> find(ApiKey by, String id) {
    by.in(ApiScope.READ);
    return find(id);
  }

  /** The entry that a registration is one of, by its token endpoint. */
  public Optional<Entry> of(Member by, Provider provider) {
    by.reads();
    return catalogue.at(provider.endpoints().token());
  }

  /**
   * What a new registration begins with.
   *
   * @param typed by a placeholder's name; empty where nothing was typed
   */
  public Chosen choose(Steward by, String id, Function<String, String> typed) {
    by.wholeTenant();
    var entry = find(id);
    if (entry.isEmpty()) {
      return new Chosen.NotThere();
    }
    var places = new PlaceholderCheck(entry.get().placeholders(), typed);
    return places.values().isEmpty()
        ? new Chosen.Asks(entry.get(), places.refused())
        : new Chosen.Ready(entry.get(), Preset.of(entry.get(), places.values().get()));
  }

  /** On which day staleness is judged. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Optional<Entry> find(String id) {
    return EntryId.isOne(id) ? catalogue.find(new EntryId(id)) : Optional.empty();
  }

  /** What becomes of a choice. */
  public sealed interface Chosen {
    record NotThere() implements Chosen {}

    /**
     * The provider's addresses have parts that a person must fill in first.
     *
     * @param refused what was typed and does not fit, by the placeholder's name
     */
    record Asks(Entry entry, Map<String, String> refused) implements Chosen {}

    record Ready(Entry entry, ProviderDraft draft) implements Chosen {}
  }
}
