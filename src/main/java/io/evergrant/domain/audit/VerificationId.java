package io.evergrant.domain.audit;

import java.util.UUID;

/** Identity of a verification of a log; a later one is larger. */
public record VerificationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
