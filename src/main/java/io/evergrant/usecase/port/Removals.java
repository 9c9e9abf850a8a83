package io.evergrant.usecase.port;

import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Removes events that are older than a tenant keeps its log. */
public interface Removals {
  /** Claims a tenant that has such events, and no legal hold. Crosses tenants. */
  Optional<Turn> claim(String node, Duration lease);

  /**
   * Removes them, and tells of it in the log.
   *
   * @param head the link at the newest of them, in hexadecimal
   * @param root of the Merkle tree over those that are removed now
   */
  Ending remove(Turn turn, String node, SignedRemoval removal, String head, String root);

  /** Leaves it to whoever comes next, after a while. */
  void release(Turn turn, Duration rest);

  /** The same, as what was to be removed is not as it was signed. */
  void altered(Turn turn, Duration rest);

  /**
   * The right to remove a tenant's events.
   *
   * @param before events from then on are kept
   */
  record Turn(TenantId tenant, long fence, Instant before) {}

  /** How a removal ended; only the first one removed anything. */
  enum Ending {
    REMOVED,
    /** The turn is another's. */
    LATE,
    /** Another policy was decided on. */
    KEPT,
    /** A legal hold was placed. */
    HELD,
    /** An export of them is being made. */
    READ,
    /** One of them is not old enough. */
    YOUNG
  }
}
