package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditEvent;

/**
 * The log of what happens hundreds of times a second. Calls that come at the same time are written
 * in one transaction; each returns when its own event is committed.
 */
public interface SharedLog {
  /**
   * Not within a transaction: the event would be committed whatever becomes of that one.
   *
   * @throws StoreUnavailable where the database does not serve: the event may have been written or
   *     not
   */
  void append(AuditEvent event);
}
