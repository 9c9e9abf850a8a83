package io.evergrant.testkit;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.usecase.port.Catalogue;
import java.util.List;
import java.util.Optional;

/** A catalogue in which nothing is. */
public final class EmptyCatalogue implements Catalogue {
  @Override
  public List<Entry> entries() {
    return List.of();
  }

  @Override
  public Optional<Entry> find(EntryId id) {
    return Optional.empty();
  }
}
