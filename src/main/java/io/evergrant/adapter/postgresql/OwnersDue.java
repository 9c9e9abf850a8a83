package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.OwnerMails.Due;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Owners who are to be asked by themselves. Whoever finds one marks the step at once, and of two
 * nodes the later one finds it marked: each step of a consent comes once, and none after a later
 * one. A provider that is paused leads nowhere, so its owners are asked when it goes on; while
 * refreshes fail an end comes nearer that the next one may move, so nobody is asked ahead of it.
 */
final class OwnersDue {
  private static final String ASK =
      """
      WITH ends AS MATERIALIZED (
      %s
      ),
      due AS MATERIALIZED (
        SELECT c.grant_id, g.consented_at,
               CASE
                 WHEN g.status = 'NEEDS_CONSENT' THEN %d
                 WHEN e.ends_at <= eg_now() + interval '1 day' THEN %d
                 WHEN e.ends_at <= eg_now() + interval '7 days' THEN %d
                 ELSE %d
               END AS step
        FROM owner_contact c
        JOIN oauth_grant g ON g.tenant_id = c.tenant_id AND g.id = c.grant_id
        JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id AND p.status = 'ACTIVE'
        LEFT JOIN ends e ON e.id = g.id
        WHERE c.tenant_id = :tenant
          AND (g.status = 'ACTIVE' AND g.failures = 0 AND e.ends_at > eg_now()
               OR g.status = 'NEEDS_CONSENT'
               AND coalesce(g.last_outcome_at, g.consented_at) <= eg_now() - :settled_ms * interval '1 millisecond')
      ),
      first AS MATERIALIZED (
        SELECT d.*
        FROM due d
        JOIN owner_contact c ON c.tenant_id = :tenant AND c.grant_id = d.grant_id
        WHERE c.asked_for IS DISTINCT FROM d.consented_at OR c.asked < d.step
        ORDER BY d.step DESC, d.grant_id
        LIMIT :limit
      )
      UPDATE owner_contact c
      SET asked_for = f.consented_at, asked = f.step
      FROM first f
      WHERE c.tenant_id = :tenant
        AND c.grant_id = f.grant_id
        AND (c.asked_for IS DISTINCT FROM f.consented_at OR c.asked < f.step)
      RETURNING c.grant_id, c.asked
      """
          .formatted(
              EndingGrants.SELECT,
              AskStep.LOST.rank(),
              AskStep.DAY.rank(),
              AskStep.WEEK.rank(),
              AskStep.MONTH.rank());

  private OwnersDue() {}

  static List<Due> ask(Handle handle, TenantId tenant, Duration settled, int limit) {
    return handle
        .createQuery(ASK)
        .bind("tenant", tenant.value())
        .bind("ends_ms", EndsSoon.MONTH.toMillis())
        .bind("settled_ms", settled.toMillis())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Due(
                    new GrantId(Columns.uuid(row, "grant_id")),
                    AskStep.ofRank(row.getInt("asked"))))
        .list();
  }
}
