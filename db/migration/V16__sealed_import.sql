-- Tokens that are imported in a browser leave its page sealed to a key that is good once. What stands here is who may use
-- it, and until when: the key pair itself lies in Vault, and its private half leaves it never.

ALTER TABLE tenant ADD COLUMN sealed_import boolean NOT NULL DEFAULT false;
GRANT UPDATE (sealed_import) ON tenant TO evergrant_app;

CREATE TABLE sealing_key (
  tenant_id    uuid        NOT NULL REFERENCES tenant,
  id           uuid        NOT NULL,
  member_id    uuid        NOT NULL REFERENCES member,
  session_hash text        NOT NULL,
  made_at      timestamptz NOT NULL,
  ends_at      timestamptz NOT NULL,
  used_at      timestamptz,
  -- when nothing of it lay in Vault any more
  destroyed_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK (ends_at > made_at AND ends_at <= made_at + interval '5 minutes')
);
CREATE INDEX sealing_key_end ON sealing_key (ends_at) WHERE destroyed_at IS NULL;
CREATE INDEX sealing_key_destroyed ON sealing_key (destroyed_at) WHERE destroyed_at IS NOT NULL;

ALTER TABLE sealing_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON sealing_key TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON sealing_key TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON sealing_key TO evergrant_app;
GRANT SELECT, DELETE ON sealing_key TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Keys that nobody can use any more and that may still lie in Vault. Whoever took one may be about to open something.
CREATE FUNCTION eg_sealing_keys_to_destroy(p_limit integer)
RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT k.tenant_id, k.id
  FROM sealing_key k
  WHERE k.destroyed_at IS NULL
    AND CASE WHEN k.used_at IS NULL
          THEN k.ends_at <= eg_now()
          ELSE k.used_at < eg_now() - interval '1 minute'
        END
  ORDER BY k.ends_at
  LIMIT p_limit
$$;

-- They stay for a while, so that whoever comes with one again is told why it is refused.
CREATE FUNCTION eg_sweep_sealing_keys(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM sealing_key k
    WHERE k.destroyed_at < eg_now() - p_age
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION eg_sealing_keys_to_destroy(integer), eg_sweep_sealing_keys(interval) TO evergrant_app;

RESET ROLE;
