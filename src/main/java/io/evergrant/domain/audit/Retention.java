package io.evergrant.domain.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a tenant's log is kept.
 *
 * @param months whole months before the one that it is; null: all of it is kept
 * @param changedAt when that was decided; null where it never was
 * @param takesEffectAt when it does; null where it never was decided
 * @param alteredAt when what was to be removed was found not to be as it was signed, and so was
 *     kept; null where it was not
 * @param holds legal holds, those that stand first, newest first
 * @param removed what was removed last; null where nothing was
 */
public record Retention(
    @Nullable Integer months,
    @Nullable Instant changedAt,
    @Nullable Instant takesEffectAt,
    @Nullable Instant alteredAt,
    List<LegalHold> holds,
    @Nullable Removed removed) {
  /** Twenty years. */
  public static final int MOST_MONTHS = 240;

  public Retention {
    holds = List.copyOf(holds);
  }

  /** Whether a legal hold stands. */
  public boolean isHeld() {
    return holds.stream().anyMatch(LegalHold::stands);
  }

  /**
   * What was removed.
   *
   * @param upTo sequence of the newest event that is gone
   * @param until no event from then on was removed
   */
  public record Removed(long upTo, Instant until, Instant at) {}
}
