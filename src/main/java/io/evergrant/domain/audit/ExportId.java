package io.evergrant.domain.audit;

import java.util.UUID;

/** Identity of an export; a later one is larger. Whoever knows it alone can fetch nothing. */
public record ExportId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
