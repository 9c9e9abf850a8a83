package io.evergrant.domain.audit;

import java.util.UUID;

/** Identity of a legal hold; a later one is larger. */
public record HoldId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
