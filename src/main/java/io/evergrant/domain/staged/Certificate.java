package io.evergrant.domain.staged;

import java.time.Instant;
import java.util.List;

/**
 * What a server showed of itself.
 *
 * @param names for which it is good
 */
public record Certificate(
    String subject, String issuer, Instant from, Instant until, List<String> names) {
  public Certificate {
    names = List.copyOf(names);
  }
}
