package io.evergrant.domain.staged;

import java.util.UUID;

/** Identity of a test; a later one is larger. */
public record StagedTestId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
