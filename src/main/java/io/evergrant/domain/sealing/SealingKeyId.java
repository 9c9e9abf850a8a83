package io.evergrant.domain.sealing;

import java.util.UUID;

/** Identity of a key that one import is sealed to. */
public record SealingKeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
