package io.evergrant.usecase.importing;

import io.evergrant.domain.grant.GrantId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row that was taken.
 *
 * @param dueAt about when the first refresh proves it; null where nothing changed
 */
public record RowTaken(
    int row, String externalId, GrantId grant, Result result, @Nullable Instant dueAt) {
  /** What became of the row's grant. */
  public enum Result {
    /** It is new. */
    IMPORTED,
    /** It has these tokens in the place of its older ones. */
    REPLACED,
    /** It had this very refresh token already. */
    UNCHANGED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
