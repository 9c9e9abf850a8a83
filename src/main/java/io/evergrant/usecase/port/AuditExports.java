package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exports of a tenant's log: asked for, listed, and read once they are made. */
public interface AuditExports {
  /** Writes down that it is asked for, of all events that this transaction sees. */
  AuditExport insert(TenantId tenant, Fresh export);

  Optional<AuditExport> find(TenantId tenant, ExportId id);

  /** Newest first, those that ended too until they are swept. */
  List<AuditExport> list(TenantId tenant, @Nullable ExportId after, int limit);

  /** How many wait or run. */
  int underWay(TenantId tenant);

  /** The part that holds a byte. */
  Optional<ExportPart> partAt(TenantId tenant, ExportId id, long position);

  /**
   * What is asked for.
   *
   * @param by a person's address, or a key's name
   */
  record Fresh(ExportFormat format, int layout, String by, ExportRange range, Duration life) {}
}
