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
 * one. A loss is over when a refresh succeeds: what is lost after that is lost anew, and an end
 * that comes nearer is told. A provider that is paused leads nowhere, so its owners are asked when
 * it goes on; while refreshes fail an end comes nearer that the next one may move, so nobody is
 * asked ahead of it.
 */
final class OwnersDue {
  private static final String ASK =
      """
      WITH ends AS MATERIALIZED (
      %5$s
      ),
      due AS MATERIALIZED (
        SELECT c.grant_id, g.consented_at, c.asked_for, c.asked, c.asked_at,
               c.asked_for IS DISTINCT FROM g.consented_at
                 OR c.asked = %1$d AND g.last_success_at > c.asked_at AS is_over,
               CASE
                 WHEN g.status = 'NEEDS_CONSENT' THEN %1$d
                 WHEN e.ends_at <= eg_now() + interval '1 day' THEN %2$d
                 WHEN e.ends_at <= eg_now() + interval '7 days' THEN %3$d
                 ELSE %4$d
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
        WHERE d.is_over OR d.asked < d.step
        ORDER BY d.step DESC, d.grant_id
        LIMIT :limit
      )
      UPDATE owner_contact c
      SET asked_for = f.consented_at, asked = f.step, asked_at = eg_now()
      FROM first f
      WHERE c.tenant_id = :tenant
        AND c.grant_id = f.grant_id
        AND (c.asked_for, c.asked, c.asked_at) IS NOT DISTINCT FROM (f.asked_for, f.asked, f.asked_at)
      RETURNING c.grant_id, c.asked
      """
          .formatted(
              AskStep.LOST.rank(),
              AskStep.DAY.rank(),
              AskStep.WEEK.rank(),
              AskStep.MONTH.rank(),
              EndingGrants.SELECT);

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
