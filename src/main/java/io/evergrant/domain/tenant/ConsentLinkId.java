package io.evergrant.domain.tenant;

import java.util.UUID;

/** Identity of a consent link; whoever knows it alone can open nothing. */
public record ConsentLinkId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
