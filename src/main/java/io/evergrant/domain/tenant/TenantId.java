package io.evergrant.domain.tenant;

import java.util.UUID;

/** Identity of an organisation. */
public record TenantId(UUID value) {
  public static TenantId parse(String text) {
    return new TenantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
