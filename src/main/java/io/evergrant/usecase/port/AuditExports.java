package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportExtent;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exports of a tenant's log. What changes one that is being made takes the turn it changes it in.
 */
public interface AuditExports {
  /** Writes down that it is asked for, of all events that this transaction sees. */
  AuditExport insert(TenantId tenant, Fresh export);

  Optional<AuditExport> find(TenantId tenant, ExportId id);

  /** Newest first, those that ended too until they are swept. */
  List<AuditExport> list(TenantId tenant, @Nullable ExportId after, int limit);

  /** How many wait or run. */
  int underWay(TenantId tenant);

  /** The end over which it waits for a checkpoint; false where the turn is another's by now. */
  boolean want(TenantId tenant, Turn turn, long upTo);

  /** It begins to run; false where the turn is another's by now. */
  boolean fix(TenantId tenant, Turn turn, ExportExtent extent);

  /** Notes a part, and how far the whole is then; false where the turn is another's by now. */
  boolean add(TenantId tenant, Turn turn, ExportPart part, ExportProgress progress, Duration lease);

  /** Nothing more will come; false where the turn is another's by now. */
  boolean ready(TenantId tenant, Turn turn, String sha256);

  boolean fail(TenantId tenant, Turn turn);

  /** Leaves it to whoever comes next, after a while. */
  void release(TenantId tenant, Turn turn, Duration rest);

  /** The same of one that cannot go on yet: that was no vain try. */
  void waits(TenantId tenant, Turn turn, Duration rest);

  /** The part that holds a byte. */
  Optional<ExportPart> partAt(TenantId tenant, ExportId id, long position);

  /**
   * What is asked for.
   *
   * @param by a person's address, or a key's name
   */
  record Fresh(ExportFormat format, int layout, String by, ExportRange range, Duration life) {}

  /**
   * The right to go on with an export.
   *
   * @param fence of the claim
   * @param tries how often it was claimed since it last went on
   */
  record Turn(TenantId tenant, ExportId id, long fence, int tries) {}
}
