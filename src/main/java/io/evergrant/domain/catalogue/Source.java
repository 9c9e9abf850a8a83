package io.evergrant.domain.catalogue;

import java.net.URI;
import java.time.LocalDate;

/**
 * Where a fact stands.
 *
 * @param page whoever doubts the fact reads there
 * @param checked the day on which the page, or a stored copy of it, was last read
 */
public record Source(URI page, Publisher publisher, LocalDate checked) {
  /** Providers change their rules about once a year. */
  private static final int YEARS = 1;

  public boolean isStale(LocalDate today) {
    return checked.plusYears(YEARS).isBefore(today);
  }

  /** Who says it. */
  public enum Publisher {
    /** The provider itself: its documentation, its repository, its staff. */
    PROVIDER,
    /** An RFC or an OpenID specification. */
    STANDARD,
    /** Somebody who uses the provider. */
    THIRD_PARTY
  }
}
