package io.evergrant.domain.tenant;

import java.util.UUID;

/** Identity of a person who can sign in. */
public record MemberId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
