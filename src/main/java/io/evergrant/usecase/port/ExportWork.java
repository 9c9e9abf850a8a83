package io.evergrant.usecase.port;

import io.evergrant.domain.audit.ExportExtent;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ExportTurns.Turn;
import java.time.Duration;

/** How an export is made, step by step, by whoever has the turn. */
public interface ExportWork {
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
}
