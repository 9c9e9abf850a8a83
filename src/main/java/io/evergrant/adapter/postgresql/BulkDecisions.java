package io.evergrant.adapter.postgresql;

import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import org.jdbi.v3.core.Handle;

/** What people decide of an act on many grants after it was asked for. */
final class BulkDecisions {
  private static final String DECIDE =
      """
      UPDATE bulk_act
      SET decided_by = :by,
          decided_at = eg_now(),
          state = CASE WHEN :approved THEN 'RUNNING' ELSE 'REFUSED' END,
          ended_at = CASE WHEN :approved THEN NULL ELSE eg_now() END,
          turn_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND asked_by <> :by
        AND NOT EXISTS (
          SELECT FROM api_key k
          WHERE k.tenant_id = bulk_act.tenant_id
            AND k.id = bulk_act.asked_by
            AND :by = ANY (k.known_to))
        AND state = 'ASKED'
        AND ends_at > eg_now()
      """;

  /** What was begun goes on to its end, and the act with it. */
  private static final String CANCEL =
      """
      UPDATE bulk_act
      SET cancelled_by = :by,
          cancelled_at = eg_now(),
          state = CASE WHEN state = 'ASKED' THEN 'CANCELLED' ELSE state END,
          ended_at = CASE WHEN state = 'ASKED' THEN eg_now() END,
          turn_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND cancelled_at IS NULL
        AND (state = 'RUNNING' OR (state = 'ASKED' AND ends_at > eg_now()))
      """;

  /** The act's row is ours by then: nobody begins one of them meanwhile. */
  private static final String LEAVE_ALONE =
      """
      UPDATE bulk_item
      SET state = 'OVER', result = 'cancelled', over_at = eg_now()
      WHERE tenant_id = :tenant
        AND act_id = :id
        AND state = 'WAITING'
      """;

  private BulkDecisions() {}

  /** False where it is the member's own, or there is nothing to decide any more. */
  static boolean decide(
      Handle handle, TenantId tenant, BulkActId id, MemberId by, boolean approved) {
    var decided =
        handle
                .createUpdate(DECIDE)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("by", by.value())
                .bind("approved", approved)
                .execute()
            == 1;
    if (decided && !approved) {
      leaveAlone(handle, tenant, id);
    }
    return decided;
  }

  /** False where there is nothing to cancel any more. */
  static boolean cancel(Handle handle, TenantId tenant, BulkActId id, String by) {
    var cancelled =
        handle
                .createUpdate(CANCEL)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("by", by)
                .execute()
            == 1;
    if (cancelled) {
      leaveAlone(handle, tenant, id);
    }
    return cancelled;
  }

  private static void leaveAlone(Handle handle, TenantId tenant, BulkActId id) {
    handle
        .createUpdate(LEAVE_ALONE)
        .bind("tenant", tenant.value())
        .bind("id", id.value())
        .execute();
  }
}
