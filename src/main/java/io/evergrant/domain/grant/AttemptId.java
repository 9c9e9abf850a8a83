package io.evergrant.domain.grant;

import java.util.UUID;

/** Identity of one try to refresh a grant, or to exchange a code for one. */
public record AttemptId(UUID value) {
  public static AttemptId parse(String text) {
    return new AttemptId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
