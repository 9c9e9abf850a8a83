package io.evergrant.domain.sealing;

import java.util.UUID;

/** Identity of a hand-over. */
public record HandOverId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
