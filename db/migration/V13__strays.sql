-- What no row points to is found and destroyed, what cannot be reached is tried again later and holds up nothing behind
-- it, and the canary tries the log too.

-- The canary: a request may go out where an intent AND the event of its end can be kept. The event is taken back by
-- ending the block with an error of its own; whatever else goes wrong in there goes wrong for the caller.
SET LOCAL ROLE evergrant_definer;

CREATE OR REPLACE FUNCTION eg_write_canary(p_node text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  INSERT INTO canary (node, written_at)
  VALUES (p_node, eg_now())
  ON CONFLICT (node) DO UPDATE SET written_at = excluded.written_at;
  BEGIN
    INSERT INTO audit_event (tenant_id, type, actor_kind, actor_name, terminal, details)
    VALUES ('00000000-0000-0000-0000-000000000000', 'canary', 'portal', p_node, false, '{}');
    RAISE EXCEPTION 'taken back' USING ERRCODE = 'EG000';
  EXCEPTION WHEN SQLSTATE 'EG000' THEN
    NULL;
  END;
END
$$;

RESET ROLE;

-- Events that were taken back leave dead rows: up to one in two seconds on a node that has nothing else to do.
ALTER TABLE audit_event SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000);

-- Where a token set may lie to which no grant's row points: written down before the set of a consent goes to Vault, gone
-- with the row that points there; and the older consent's place, until it was destroyed.
CREATE TABLE stray_location (
  tenant_id  uuid        NOT NULL REFERENCES tenant,
  grant_id   uuid        NOT NULL,
  salt       text        NOT NULL,
  strayed_at timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, grant_id, salt)
);
CREATE INDEX stray_since ON stray_location (strayed_at);
ALTER TABLE stray_location ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON stray_location TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON stray_location TO evergrant_definer USING (true);
GRANT SELECT, INSERT, DELETE ON stray_location TO evergrant_app;
GRANT SELECT ON stray_location TO evergrant_definer;

-- When to try again what could not be reached; null: at once.
ALTER TABLE oauth_grant ADD COLUMN empty_after timestamptz;
ALTER TABLE token_escrow ADD COLUMN drain_after timestamptz;

SET LOCAL ROLE evergrant_definer;

CREATE FUNCTION eg_stray_locations(p_age interval, p_limit integer)
RETURNS TABLE (tenant_id uuid, grant_id uuid, salt text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT s.tenant_id, s.grant_id, s.salt
  FROM stray_location s
  WHERE s.strayed_at < eg_now() - p_age
  ORDER BY s.strayed_at
  LIMIT p_limit
$$;

CREATE OR REPLACE FUNCTION eg_grants_to_empty(p_limit integer)
RETURNS TABLE (tenant_id uuid, grant_id uuid, provider_id uuid, salt text, revoked_at timestamptz, now timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT g.tenant_id, g.id, g.provider_id, g.salt, g.revoked_at, eg_now()
  FROM oauth_grant g
  WHERE g.status <> 'ACTIVE'
    AND g.emptied_at IS NULL
    AND g.attempt_id IS NULL
    AND (g.status = 'REVOKED' OR g.refresh_expires_at <= eg_now())
    AND (g.empty_after IS NULL OR g.empty_after <= eg_now())
    AND NOT EXISTS (
      SELECT FROM token_escrow e
      WHERE e.tenant_id = g.tenant_id AND e.grant_id = g.id AND e.state = 'KEPT')
  ORDER BY g.revoked_at, g.refresh_expires_at
  LIMIT p_limit
$$;

DROP FUNCTION eg_undrained_escrow(integer);
CREATE FUNCTION eg_undrained_escrow(p_limit integer)
RETURNS TABLE (tenant_id uuid, id uuid, grant_id uuid, provider_id uuid, attempt_id uuid, salt text, kv_version integer,
               wrapped_key text, ciphertext text, age_ms bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT e.tenant_id, e.id, e.grant_id, e.provider_id, e.attempt_id, e.salt, e.kv_version, e.wrapped_key, e.ciphertext,
         (extract(epoch FROM eg_now() - e.kept_at) * 1000)::bigint
  FROM token_escrow e
  WHERE e.state = 'KEPT'
    AND (e.drain_after IS NULL OR e.drain_after <= eg_now())
  ORDER BY e.kept_at, e.id
  LIMIT p_limit
$$;

GRANT EXECUTE ON FUNCTION eg_stray_locations(interval, integer), eg_undrained_escrow(integer) TO evergrant_app;

RESET ROLE;
