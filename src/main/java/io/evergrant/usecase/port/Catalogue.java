package io.evergrant.usecase.port;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import java.util.List;
import java.util.Optional;

/**
 * What is known of real providers; the same for every tenant, and it does not change at run time.
 */
public interface Catalogue {
  /** By group, then by name. */
  List<Entry> entries();

  Optional<Entry> find(EntryId id);
}
