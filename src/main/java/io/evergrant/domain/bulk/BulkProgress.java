package io.evergrant.domain.bulk;

import java.util.Map;

/**
 * How far an act is.
 *
 * @param waiting grants to which nothing was done yet
 * @param underWay grants at which the rest is waited for
 * @param results of the others, how many of each
 */
public record BulkProgress(long waiting, long underWay, Map<BulkResult, Long> results) {
  public BulkProgress {
    results = Map.copyOf(results);
  }

  public long over() {
    return results.values().stream().mapToLong(Long::longValue).sum();
  }

  public long of(BulkResult result) {
    return results.getOrDefault(result, 0L);
  }

  /** In percent; all of it only when nothing is left. */
  public int percent() {
    var all = waiting + underWay + over();
    return all == 0 ? 100 : (int) (100 * over() / all);
  }
}
