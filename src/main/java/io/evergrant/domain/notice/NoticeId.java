package io.evergrant.domain.notice;

import java.util.UUID;

/** Identity of a notice. */
public record NoticeId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
