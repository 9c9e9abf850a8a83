package io.evergrant.domain.tenant;

import java.util.UUID;

/** Identity of an API key; it stays the same when the key is rotated. */
public record ApiKeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
