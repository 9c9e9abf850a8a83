package io.evergrant.domain.bulk;

import java.util.UUID;

/** Identity of an act on many grants; a later one is larger. */
public record BulkActId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
