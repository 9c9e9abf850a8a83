package io.evergrant.adapter.postgresql;

/**
 * Grants whose consent ends within {@code :ends_ms}, each with the provider and the moment. An end
 * that no refresh moves counts in any case: the absolute limit since the consent, a reported end
 * that was seen to stay, and the new consent that a token which never changes needs by a rule. One
 * that a refresh moves counts where refreshing does not go well: the provider or the grant is not
 * active, or failures have used up half of the time.
 *
 * <p>Each kind is looked for by an index, provider by provider: {@code OFFSET 0} keeps PostgreSQL,
 * which cannot know how few end soon, from reading every grant instead.
 */
final class EndingGrants {
  static final String SELECT =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      ),
      limits AS MATERIALIZED (
        SELECT p.id, p.status, p.idle_limit_ms * interval '1 millisecond' AS idle,
               p.absolute_limit_ms * interval '1 millisecond' AS absolute,
               p.consent_days * interval '24 hours' AS renewal,
               c.now, c.now + :ends_ms * interval '1 millisecond' AS horizon
        FROM provider p
        CROSS JOIN clock c
        WHERE p.tenant_id = :tenant
      ),
      ending AS (
        SELECT l.id AS provider_id, a.id, a.consented_at + l.absolute AS ends_at
        FROM limits l
        CROSS JOIN LATERAL (
          SELECT g.id, g.consented_at
          FROM oauth_grant g
          WHERE g.tenant_id = :tenant
            AND g.provider_id = l.id
            AND g.consented_at <= l.horizon - l.absolute
            AND g.status IN ('ACTIVE', 'PAUSED', 'NEEDS_REVIEW')
          OFFSET 0
        ) a
        WHERE l.absolute IS NOT NULL
        UNION ALL
        SELECT l.id, f.id, f.refresh_expires_at
        FROM limits l
        CROSS JOIN LATERAL (
          SELECT g.id, g.refresh_expires_at
          FROM oauth_grant g
          WHERE g.tenant_id = :tenant
            AND g.provider_id = l.id
            AND g.refresh_expires_at <= l.horizon
            AND NOT g.refresh_end_slides
            AND g.status IN ('ACTIVE', 'PAUSED', 'NEEDS_REVIEW')
          OFFSET 0
        ) f
        UNION ALL
        SELECT l.id, n.id, n.consented_at + l.renewal
        FROM limits l
        CROSS JOIN LATERAL (
          SELECT g.id, g.consented_at
          FROM oauth_grant g
          WHERE g.tenant_id = :tenant
            AND g.provider_id = l.id
            AND g.consented_at <= l.horizon - l.renewal
            AND g.refreshes > 0
            AND g.rotations = 0
            AND g.status <> 'REVOKED'
            AND g.status IN ('ACTIVE', 'PAUSED', 'NEEDS_REVIEW')
          OFFSET 0
        ) n
        WHERE l.renewal IS NOT NULL
        UNION ALL
        SELECT l.id, r.id, least(r.refresh_expires_at, r.alive + l.idle)
        FROM limits l
        CROSS JOIN LATERAL (
          SELECT g.id, g.refresh_expires_at, coalesce(g.last_success_at, g.consented_at) AS alive
          FROM oauth_grant g
          WHERE g.tenant_id = :tenant
            AND g.provider_id = l.id
            AND g.status IN ('ACTIVE', 'PAUSED', 'NEEDS_REVIEW')
          OFFSET 0
        ) r
        WHERE l.status <> 'ACTIVE'
        UNION ALL
        SELECT l.id, u.id, u.ends_at
        FROM limits l
        CROSS JOIN LATERAL (
          SELECT g.id, g.status, coalesce(g.last_success_at, g.consented_at) AS alive,
                 least(g.refresh_expires_at, coalesce(g.last_success_at, g.consented_at) + l.idle) AS ends_at
          FROM oauth_grant g
          WHERE g.tenant_id = :tenant
            AND g.provider_id = l.id
            AND (g.status <> 'ACTIVE' OR g.failures > 0)
            AND g.status IN ('ACTIVE', 'PAUSED', 'NEEDS_REVIEW')
          OFFSET 0
        ) u
        WHERE l.status = 'ACTIVE'
          AND (u.status <> 'ACTIVE' OR l.now > u.alive + (u.ends_at - u.alive) / 2)
      )
      SELECT e.provider_id, e.id, min(e.ends_at) AS ends_at
      FROM ending e
      WHERE e.ends_at <= (SELECT now FROM clock) + :ends_ms * interval '1 millisecond'
      GROUP BY e.provider_id, e.id
      """;

  private EndingGrants() {}
}
