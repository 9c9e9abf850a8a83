package io.evergrant.domain.grant;

import java.util.UUID;

/** Identity of a grant; it stays the same when the account authorises again. */
public record GrantId(UUID value) {
  public static GrantId parse(String text) {
    return new GrantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
