package io.evergrant.domain.notice;

import java.util.UUID;

/** Identity of what was told at one time. */
public record DigestId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
