-- Who made a grant due, until an attempt begins: that one is theirs, and each after it the timer's again. All three, or none.
ALTER TABLE oauth_grant
  ADD COLUMN asked_trigger text CHECK (asked_trigger IN ('PERSON', 'API')),
  ADD COLUMN asked_by      text,
  ADD COLUMN asker_id      uuid,
  ADD CONSTRAINT asked_by_somebody
    CHECK ((asked_trigger IS NULL) = (asked_by IS NULL) AND (asked_trigger IS NULL) = (asker_id IS NULL));

-- The member (trigger PERSON) or the key (API) whose name actor is. So whoever recovers an attempt can still name them.
ALTER TABLE refresh_attempt ADD COLUMN actor_id uuid;

SET LOCAL ROLE evergrant_definer;

DROP FUNCTION eg_claim_due(text, integer, interval, uuid[], integer[], integer);
DROP FUNCTION eg_take_overdue(text, integer, interval);

-- Claims due grants, fence + 1, and writes the intent of each, in one statement. A batch takes turns: one grant of each
-- tenant before the second of any, and within a tenant one of each provider, so no backlog starves another. So no more
-- is looked at of a provider than its turn may bring; a batch may be smaller than asked though more is due.
--
-- p_rooms tells how many more requests the node has room for at each of p_providers, p_room at every other. A provider
-- whose breaker is open gives one grant, when its wait is over, to the one node that gets the breaker's row.
--
-- The candidates come from the statement's snapshot, so the lock looks again: a fence that grew meanwhile says that
-- somebody claimed, and perhaps ended or escrowed, in between. Whoever asked is read from the row as it was when it was taken.
CREATE FUNCTION eg_claim_due(p_node text, p_limit integer, p_lease interval, p_providers uuid[], p_rooms integer[],
                             p_room integer)
RETURNS TABLE (tenant_id uuid, grant_id uuid, attempt_id uuid, provider_id uuid, trigger text, fence bigint, salt text,
               kv_version integer, fingerprint text, claimed_at timestamptz, refreshes bigint, rotations bigint,
               failures integer, in_doubt boolean, actor text, actor_id uuid)
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
        lease_until = (SELECT now FROM clock) + p_lease,
        asked_trigger = NULL,
        asked_by = NULL,
        asker_id = NULL
    FROM held h
    WHERE g.tenant_id = h.tenant_id AND g.id = h.id
    RETURNING g.*, coalesce(old.asked_trigger, 'TIMER') AS trigger, old.asked_by AS actor, old.asker_id AS actor_id
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
    INSERT INTO refresh_attempt (tenant_id, id, grant_id, provider_id, trigger, actor, actor_id, node, fence, salt,
                                 kv_version, fingerprint, started_at)
    SELECT c.tenant_id, c.attempt_id, c.id, c.provider_id, c.trigger, c.actor, c.actor_id, p_node, c.fence, c.salt,
           c.kv_version, c.fingerprint, (SELECT now FROM clock)
    FROM claimed c
    RETURNING refresh_attempt.tenant_id, refresh_attempt.id
  )
  SELECT c.tenant_id, c.id, i.id, c.provider_id, c.trigger, c.fence, c.salt, c.kv_version, c.fingerprint,
         (SELECT now FROM clock), c.refreshes, c.rotations, c.failures, c.in_doubt, c.actor, c.actor_id
  FROM claimed c
  JOIN intent i ON i.tenant_id = c.tenant_id AND i.id = c.attempt_id
  ORDER BY c.due_at
$$;

CREATE FUNCTION eg_take_overdue(p_node text, p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, grant_id uuid, attempt_id uuid, provider_id uuid, trigger text, fence bigint, salt text,
               kv_version integer, fingerprint text, claimed_at timestamptz, refreshes bigint, rotations bigint,
               failures integer, in_doubt boolean, sent_at timestamptz, replay_of uuid, actor text,
               actor_id uuid)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH clock AS MATERIALIZED (
    SELECT eg_now() AS now
  ),
  held AS MATERIALIZED (
    SELECT g.tenant_id, g.id
    FROM refresh_attempt a
    JOIN oauth_grant g ON g.tenant_id = a.tenant_id AND g.id = a.grant_id
    WHERE a.open
      AND a.fence IS NOT NULL
      AND g.attempt_id = a.id
      AND g.lease_until <= (SELECT now FROM clock)
    ORDER BY g.lease_until
    LIMIT p_limit
    FOR UPDATE OF g SKIP LOCKED
  ),
  taken AS (
    UPDATE oauth_grant g
    SET fence = g.fence + 1,
        lease_until = (SELECT now FROM clock) + p_lease
    FROM held h
    WHERE g.tenant_id = h.tenant_id AND g.id = h.id
    RETURNING g.*
  ),
  moved AS (
    UPDATE refresh_attempt a
    SET fence = t.fence,
        node = p_node
    FROM taken t
    WHERE a.tenant_id = t.tenant_id AND a.id = t.attempt_id AND a.open
    RETURNING a.*
  )
  SELECT t.tenant_id, t.id, m.id, t.provider_id, m.trigger, t.fence, m.salt, m.kv_version, m.fingerprint,
         (SELECT now FROM clock), t.refreshes, t.rotations, t.failures, t.in_doubt, m.sent_at, m.replay_of, m.actor,
         m.actor_id
  FROM taken t
  JOIN moved m ON m.tenant_id = t.tenant_id AND m.id = t.attempt_id
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_due(text, integer, interval, uuid[], integer[], integer),
  eg_take_overdue(text, integer, interval)
TO evergrant_app;

RESET ROLE;
