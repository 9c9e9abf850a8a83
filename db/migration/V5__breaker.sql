-- A breaker per provider, shared by all nodes. No row, or step 0: closed. After two failures in a row it opens (step 1):
-- then one grant at a time may try, and each try that fails makes the wait longer.

CREATE TABLE provider_breaker (
  tenant_id   uuid        NOT NULL,
  provider_id uuid        NOT NULL,
  failures    integer     NOT NULL,
  step        integer     NOT NULL DEFAULT 0,
  retry_at    timestamptz,
  probe       uuid,
  changed_at  timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, provider_id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider,
  CHECK ((step > 0) = (retry_at IS NOT NULL)),
  CHECK (step > 0 OR probe IS NULL)
);
ALTER TABLE provider_breaker ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON provider_breaker TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON provider_breaker TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON provider_breaker TO evergrant_app;
GRANT SELECT, UPDATE ON provider_breaker TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

DROP FUNCTION eg_claim_due(text, integer, interval);

-- Claims due grants, fence + 1, and writes the intent of each, in one statement. A batch takes turns: one grant of each
-- tenant before the second of any, and within a tenant one of each provider, so no backlog starves another. So no more
-- is looked at of a provider than its turn may bring; a batch may be smaller than asked though more is due.
--
-- p_rooms tells how many more requests the node has room for at each of p_providers, p_room at every other. A provider
-- whose breaker is open gives one grant, when its wait is over, to the one node that gets the breaker's row.
--
-- The candidates come from the statement's snapshot, so the lock looks again: a fence that grew meanwhile says that
-- somebody claimed, and perhaps ended or escrowed, in between.
CREATE FUNCTION eg_claim_due(p_node text, p_limit integer, p_lease interval, p_providers uuid[], p_rooms integer[],
                             p_room integer)
RETURNS TABLE (tenant_id uuid, grant_id uuid, attempt_id uuid, provider_id uuid, trigger text, fence bigint, salt text,
               kv_version integer, fingerprint text, claimed_at timestamptz, refreshes bigint, rotations bigint,
               failures integer, in_doubt boolean)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH clock AS MATERIALIZED (
    SELECT eg_now() AS now
  ),
  ticket AS MATERIALIZED (
    SELECT b.tenant_id, b.provider_id
    FROM provider_breaker b
    WHERE b.step > 0 AND b.retry_at <= (SELECT now FROM clock)
    FOR UPDATE SKIP LOCKED
  ),
  waiting AS MATERIALIZED (
    SELECT p.tenant_id, p.id,
           CASE
             WHEN b.step > 0 THEN least(1, coalesce(r.room, p_room))
             ELSE coalesce(r.room, p_room)
           END AS room
    FROM provider p
    CROSS JOIN LATERAL (
      SELECT FROM oauth_grant c
      WHERE c.provider_id = p.id
        AND c.tenant_id = p.tenant_id
        AND c.status = 'ACTIVE'
        AND c.attempt_id IS NULL
        AND c.due_at <= (SELECT now FROM clock)
      ORDER BY c.due_at
      LIMIT 1
    ) d
    LEFT JOIN provider_breaker b ON b.tenant_id = p.tenant_id AND b.provider_id = p.id
    LEFT JOIN ticket t ON t.tenant_id = p.tenant_id AND t.provider_id = p.id
    LEFT JOIN unnest(p_providers, p_rooms) AS r (id, room) ON r.id = p.id
    WHERE p.status = 'ACTIVE'
      AND (coalesce(b.step, 0) = 0 OR t.provider_id IS NOT NULL)
      AND coalesce(r.room, p_room) > 0
  ),
  share AS MATERIALIZED (
    SELECT w.tenant_id, w.id,
           least(w.room, 1 + 2 * p_limit / ((SELECT count(DISTINCT a.tenant_id) FROM waiting a)
                                            * count(*) OVER (PARTITION BY w.tenant_id))) AS most
    FROM waiting w
  ),
  turn AS (
    SELECT d.tenant_id, d.id, d.fence, d.due_at,
           row_number() OVER (PARTITION BY d.tenant_id ORDER BY d.place, d.due_at) AS place
    FROM (
      SELECT g.tenant_id, g.id, g.fence, g.due_at, row_number() OVER (PARTITION BY s.id ORDER BY g.due_at) AS place
      FROM share s
      CROSS JOIN LATERAL (
        SELECT c.tenant_id, c.id, c.fence, c.due_at
        FROM oauth_grant c
        WHERE c.provider_id = s.id
          AND c.tenant_id = s.tenant_id
          AND c.status = 'ACTIVE'
          AND c.attempt_id IS NULL
          AND c.due_at <= (SELECT now FROM clock)
          AND (c.lease_until IS NULL OR c.lease_until <= (SELECT now FROM clock))
          AND NOT EXISTS (
            SELECT FROM token_escrow e
            WHERE e.tenant_id = c.tenant_id AND e.grant_id = c.id AND e.state = 'KEPT')
        ORDER BY c.due_at
        LIMIT s.most
      ) g
    ) d
  ),
  chosen AS MATERIALIZED (
    SELECT t.tenant_id, t.id, t.fence
    FROM turn t
    ORDER BY t.place, t.due_at
    LIMIT p_limit
  ),
  held AS MATERIALIZED (
    SELECT g.tenant_id, g.id
    FROM oauth_grant g
    JOIN chosen c ON c.tenant_id = g.tenant_id AND c.id = g.id
    WHERE g.fence = c.fence
      AND g.status = 'ACTIVE'
      AND g.attempt_id IS NULL
      AND g.due_at <= (SELECT now FROM clock)
    FOR UPDATE OF g SKIP LOCKED
  ),
  claimed AS (
    UPDATE oauth_grant g
    SET fence = g.fence + 1,
        attempt_id = uuidv7(),
        lease_until = (SELECT now FROM clock) + p_lease
    FROM held h
    WHERE g.tenant_id = h.tenant_id AND g.id = h.id
    RETURNING g.*
  ),
  probing AS (
    UPDATE provider_breaker b
    SET probe = c.attempt_id,
        retry_at = (SELECT now FROM clock) + 2 * p_lease
    FROM claimed c
    JOIN ticket t ON t.tenant_id = c.tenant_id AND t.provider_id = c.provider_id
    WHERE b.tenant_id = c.tenant_id AND b.provider_id = c.provider_id
  ),
  intent AS (
    INSERT INTO refresh_attempt (tenant_id, id, grant_id, provider_id, trigger, node, fence, salt, kv_version,
                                 fingerprint, started_at)
    SELECT c.tenant_id, c.attempt_id, c.id, c.provider_id, 'TIMER', p_node, c.fence, c.salt, c.kv_version,
           c.fingerprint, (SELECT now FROM clock)
    FROM claimed c
    RETURNING refresh_attempt.tenant_id, refresh_attempt.id
  )
  SELECT c.tenant_id, c.id, i.id, c.provider_id, 'TIMER', c.fence, c.salt, c.kv_version, c.fingerprint,
         (SELECT now FROM clock), c.refreshes, c.rotations, c.failures, c.in_doubt
  FROM claimed c
  JOIN intent i ON i.tenant_id = c.tenant_id AND i.id = c.attempt_id
  ORDER BY c.due_at
$$;

GRANT EXECUTE ON FUNCTION eg_claim_due(text, integer, interval, uuid[], integer[], integer) TO evergrant_app;

RESET ROLE;
