package io.evergrant.domain.provider;

import java.util.UUID;

/** Identity of a provider registration. */
public record ProviderId(UUID value) {
  public static ProviderId parse(String text) {
    return new ProviderId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
