package io.evergrant.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the log is asked for: by sequences, or by times, or all of it.
 *
 * @param after events after this sequence; 0 for all, as the first one is 1
 * @param before events before this sequence; null for all
 * @param from every event from then on; null for all
 * @param until every event before; null for all
 */
public record ExportRange(
    long after, @Nullable Long before, @Nullable Instant from, @Nullable Instant until) {
  public static final ExportRange ALL = new ExportRange(0, null, null, null);

  /** Whether it says one thing, and could hold something. */
  public boolean isSound() {
    var bySequence = after > 0 || before != null;
    var byTime = from != null || until != null;
    return !(bySequence && byTime)
        && (before == null || before - after > 1)
        && (from == null || until == null || from.isBefore(until));
  }
}
