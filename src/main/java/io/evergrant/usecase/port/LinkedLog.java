package io.evergrant.usecase.port;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's log in the order of its chain, as it stands, whatever was done to it. */
public interface LinkedLog {
  /** How far it reaches now. */
  Reach reach(TenantId tenant);

  /** The link at a sequence, in hexadecimal. */
  Optional<String> link(TenantId tenant, long sequence);

  /** Links with their events, {@code after < sequence <= upTo}. */
  List<Linked> events(TenantId tenant, long after, long upTo, int limit);

  /** Checkpoints, {@code after < sequence <= upTo}. */
  List<SignedCheckpoint> checkpoints(TenantId tenant, long after, long upTo, int limit);

  /** The newest checkpoint with {@code sequence <= upTo}. */
  Optional<SignedCheckpoint> newestCheckpoint(TenantId tenant, long upTo);

  /** The newest removal of events with {@code sequence <= upTo}. */
  Optional<SignedRemoval> removal(TenantId tenant, long upTo);

  /** Removals of events with {@code sequence > after}, the oldest first. */
  List<SignedRemoval> removals(TenantId tenant, long after, int limit);

  /** Every event up to this number has its link. */
  long settled(TenantId tenant);

  /** A sequence before which no event is from that time or later; 0 where there is none. */
  long before(TenantId tenant, Instant from);

  /** A sequence after which no event is from before that time; 0 where there is none. */
  long upTo(TenantId tenant, Instant until);

  /**
   * How far a chain reaches.
   *
   * @param head sequence of the newest link; 0 before the first
   * @param signed sequence of the newest checkpoint; 0 before the first
   * @param now the database's clock
   */
  record Reach(long head, long signed, Instant now) {}

  /**
   * A link.
   *
   * @param event null where the event is gone
   */
  record Linked(long sequence, String hash, @Nullable LoggedEvent event) {}
}
