-- When a portal looks next whether a tenant's transit key was rotated, and what it found the last time. Due by this clock:
-- whoever claims a look moves the next one behind its lease, so one node looks, and another one does if that one dies.
CREATE TABLE token_rewrap (
  tenant_id   uuid        NOT NULL PRIMARY KEY REFERENCES tenant,
  look_at     timestamptz NOT NULL,
  key_version integer,                        -- the newest one, as it was seen
  older       integer     NOT NULL DEFAULT 0  -- grants whose token set is under an older one
) WITH (fillfactor = 50);

ALTER TABLE token_rewrap ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant     ON token_rewrap TO evergrant_app     USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON token_rewrap TO evergrant_definer USING (true);
GRANT SELECT, UPDATE (look_at, key_version, older) ON token_rewrap TO evergrant_app;
GRANT SELECT, INSERT, UPDATE ON token_rewrap TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Takes the looks that are due, at tenants that hold a token set. A new tenant has nothing to move: its first look comes
-- after p_first.
CREATE FUNCTION eg_claim_rewraps(p_limit integer, p_lease interval, p_first interval) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO token_rewrap (tenant_id, look_at)
  SELECT t.id, eg_now() + p_first
  FROM tenant t
  WHERE NOT EXISTS (SELECT FROM token_rewrap r WHERE r.tenant_id = t.id)
  ON CONFLICT DO NOTHING;

  WITH held AS MATERIALIZED (
    SELECT r.tenant_id
    FROM token_rewrap r
    WHERE r.look_at <= eg_now()
      AND EXISTS (
        SELECT FROM oauth_grant g
        WHERE g.tenant_id = r.tenant_id
          AND g.emptied_at IS NULL)
    ORDER BY r.look_at
    LIMIT p_limit
    FOR UPDATE OF r SKIP LOCKED
  )
  UPDATE token_rewrap r
  SET look_at = eg_now() + p_lease
  FROM held h
  WHERE r.tenant_id = h.tenant_id
  RETURNING r.tenant_id
$$;

-- Of all tenants, as the last looks found them: for operators, who see no tenant's rows.
CREATE FUNCTION eg_under_older_keys() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(sum(r.older), 0)
  FROM token_rewrap r
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_rewraps(integer, interval, interval),
  eg_under_older_keys()
TO evergrant_app;

RESET ROLE;
