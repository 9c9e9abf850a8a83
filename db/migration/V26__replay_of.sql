-- An attempt that sends a refresh token which an earlier one may have spent names that one.
ALTER TABLE refresh_attempt ADD COLUMN replay_of uuid;

SET LOCAL ROLE evergrant_definer;

DROP FUNCTION eg_take_overdue(text, integer, interval);

CREATE FUNCTION eg_take_overdue(p_node text, p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, grant_id uuid, attempt_id uuid, provider_id uuid, trigger text, fence bigint, salt text,
               kv_version integer, fingerprint text, claimed_at timestamptz, refreshes bigint, rotations bigint,
               failures integer, in_doubt boolean, sent_at timestamptz, replay_of uuid)
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
         (SELECT now FROM clock), t.refreshes, t.rotations, t.failures, t.in_doubt, m.sent_at, m.replay_of
  FROM taken t
  JOIN moved m ON m.tenant_id = t.tenant_id AND m.id = t.attempt_id
$$;

GRANT EXECUTE ON FUNCTION eg_take_overdue(text, integer, interval) TO evergrant_app;

RESET ROLE;
