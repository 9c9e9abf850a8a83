package io.evergrant.usecase.port;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the syslog receiver has read each tenant's log, and which node sends. Crosses tenants,
 * and sees of them no more than their names.
 */
public interface SyslogCursors {
  /** Whose log has something that was not read yet; who has waited longest comes first. */
  List<Due> due();

  /** Takes the turn; empty where it is another node's, or the receiver is given a rest. */
  Optional<Long> claim(String node, Duration lease);

  /** Keeps the turn for so long again; false where it is another's by now. */
  boolean goOn(long fence, Duration lease);

  /** The receiver has read up to there; ends the turn. */
  Taken taken(long fence, Map<TenantId, Reached> reached);

  /**
   * It was not reached, or broke off; ends the turn, and gives it a rest.
   *
   * @return whether it was well before
   */
  boolean failed(long fence, ReceiverTrouble trouble, Duration longestRest);

  Standing standing();

  /** A tenant, and how far its log was read. */
  record Due(TenantId tenant, String name, Reached reached) {}

  /**
   * A place in a tenant's log; 0 before the first.
   *
   * @param sequence of the last event
   * @param checkpoint sequence of the last checkpoint
   */
  record Reached(long sequence, long checkpoint) {}

  /** What came of moving the cursors. */
  enum Taken {
    TAKEN,
    /** The first time after a trouble. */
    AGAIN,
    /** The turn was another's, and nothing was moved. */
    LATE
  }

  /**
   * How the receiver does.
   *
   * @param trouble null where it does well
   * @param since of the trouble
   * @param takenAt when it was last known to have read all that was sent; null for never
   * @param waiting events that it is not known to have read
   */
  record Standing(
      @Nullable ReceiverTrouble trouble,
      @Nullable Instant since,
      @Nullable Instant takenAt,
      long waiting) {}
}
