package io.evergrant.usecase.port;

import io.evergrant.domain.audit.Link;
import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chain of a tenant's log as it grows. One node at a time links a tenant's events: the lease
 * keeps others from trying, and the chain's keys decide where two tried all the same.
 */
public interface AuditChain {
  /**
   * Notes which events can no longer be joined by one with a smaller number. Crosses tenants, and
   * sees none of their rows.
   */
  void raiseFloor();

  /** Claims chains with events to link, or to pass over from now on. Crosses tenants. */
  List<TenantId> claim(String node, int limit, Duration lease);

  /** Events without a link, by number; empty where this node no longer has the lease. */
  Optional<Unlinked> unlinked(TenantId tenant, String node, int limit);

  /**
   * Adds links.
   *
   * @param settled every event up to this number has its link now
   * @param last nothing more is to be linked now: the lease ends
   */
  void append(TenantId tenant, List<Link> links, long settled, boolean last);

  void release(TenantId tenant, String node);

  /**
   * What to link.
   *
   * @param head the newest link's sequence; 0 before the first
   * @param hash the newest link; null before the first
   * @param floor no event with a number up to this is missing here
   * @param settled what was settled so far
   */
  record Unlinked(
      long head, @Nullable String hash, long floor, long settled, List<LoggedEvent> events) {}
}
