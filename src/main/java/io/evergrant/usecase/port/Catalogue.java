package io.evergrant.usecase.port;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.domain.catalogue.Group;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What is known of real providers; the same for every tenant, and it does not change at run time.
 */
public interface Catalogue {
  /** By group, then by name. */
  List<Entry> entries();

  Optional<Entry> find(EntryId id);

  /** The provider that a registration with this token endpoint is one at. */
  default Optional<Entry> at(URI tokenEndpoint) {
    return entries().stream()
        .filter(entry -> entry.group() != Group.GENERIC)
        .filter(entry -> entry.isAt(tokenEndpoint))
        .findFirst();
  }
}
