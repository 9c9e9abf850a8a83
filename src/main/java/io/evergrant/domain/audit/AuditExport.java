package io.evergrant.domain.audit;

import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An export that was asked for.
 *
 * @param layout by which it is written, see {@link ExportFormat#LAYOUT}
 * @param askedBy a person's address, or a key's name
 * @param askedNumber no event up to this number is missing in it, where its range has no end
 * @param wanted the sequence over which a checkpoint is waited for; null while that is not known
 * @param extent null while it is not fixed
 * @param sha256 of the whole, in hexadecimal; null while it is not ready
 */
public record AuditExport(
    TenantId tenant,
    ExportId id,
    ExportFormat format,
    int layout,
    ExportState state,
    String askedBy,
    Instant askedAt,
    Instant endsAt,
    ExportRange range,
    long askedNumber,
    @Nullable Long wanted,
    @Nullable ExportExtent extent,
    ExportProgress progress,
    @Nullable String sha256,
    @Nullable Instant readyAt) {

  /** The extent of one that runs or is ready. */
  public ExportExtent fixed() {
    return Objects.requireNonNull(extent, "the extent of export " + id);
  }

  /** In percent of its events. */
  public int percent() {
    var reach = extent;
    if (state == ExportState.READY) {
      return 100;
    }
    if (reach == null || progress.parts() == 0) {
      return 0;
    }
    var all = Math.max(1, reach.upTo() - reach.after());
    return (int) Math.min(99, 100 * (progress.sequence() - reach.after()) / all);
  }

  public String fileName() {
    var reach = extent;
    var part = reach == null ? "" : "-" + (reach.after() + 1) + "-" + reach.upTo();
    return "audit" + part + "." + format.extension();
  }
}
