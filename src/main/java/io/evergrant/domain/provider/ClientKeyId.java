package io.evergrant.domain.provider;

import java.util.UUID;

/** Names a client's key; not its {@code kid}, which the provider is told. */
public record ClientKeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
