package io.evergrant.portal.audit;

import io.evergrant.usecase.audit.SearchLog;
import io.evergrant.usecase.audit.SearchLog.Tally;
import java.time.Duration;

/**
 * How many answers there are. A page counts for as long as it may take; where that was not enough,
 * whoever reads it may ask to have all of them counted, and waits.
 */
enum AuditCount {
  AT_ONCE(SearchLog.AT_ONCE),
  WHOLE(SearchLog.PATIENTLY);

  /** In the address. */
  static final String PARAMETER = "count";

  static final String OF_ALL = "whole";

  private final Duration within;

  AuditCount(Duration within) {
    this.within = within;
  }

  static AuditCount of(String parameter) {
    return OF_ALL.equals(parameter) ? WHOLE : AT_ONCE;
  }

  Duration within() {
    return within;
  }

  /** Whether more patience may count what this has not. */
  boolean leaves(Tally counted) {
    return this == AT_ONCE && !counted.more() && counted.searchedTo() != null;
  }

  /** The sentence that tells it; so many are its argument. */
  static String key(Tally counted) {
    if (counted.more()) {
      return "audit.count.more";
    }
    return counted.searchedTo() == null ? "audit.count" : "audit.count.least";
  }
}
