package io.evergrant.usecase.port;

/** Outcomes, counted by hour as they come into the log. */
public interface OutcomeCounts {
  /**
   * Counts what came since the last time, each event once. Crosses tenants.
   *
   * @param limit at most so many events of a tenant
   * @return how many events were looked at
   */
  long count(int limit);
}
