package io.evergrant.usecase.refresh;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.usecase.port.Catalogue;
import java.util.List;
import java.util.Optional;

/** A catalogue of one provider. */
record OneEntry(Entry entry) implements Catalogue {
  @Override
  public List<Entry> entries() {
    return List.of(entry);
  }

  @Override
  public Optional<Entry> find(EntryId id) {
    return Optional.of(entry).filter(one -> one.id().equals(id));
  }
}
