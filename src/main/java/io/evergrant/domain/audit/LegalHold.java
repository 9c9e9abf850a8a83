package io.evergrant.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * While it stands nothing of the log is removed.
 *
 * @param placedBy a person's address, or a key's name
 * @param releasedAt null while it stands
 */
public record LegalHold(
    HoldId id,
    String reason,
    String placedBy,
    Instant placedAt,
    @Nullable String releasedBy,
    @Nullable Instant releasedAt) {
  public boolean stands() {
    return releasedAt == null;
  }
}
