-- Keys of tenants' back ends. A key has one secret, or two while it is rotated; of each only the hash is here.

CREATE TABLE api_key (
  tenant_id    uuid        NOT NULL REFERENCES tenant,
  id           uuid        NOT NULL,
  name         text        NOT NULL CHECK (name <> ''),
  scopes       text[]      NOT NULL
               CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'token', 'forward', 'manage', 'audit']),
  provider_id  uuid,
  addresses    text[]      NOT NULL DEFAULT '{}',
  generation   bigint      NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT eg_now(),
  ends_at      timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider
) WITH (fillfactor = 70);
-- a revoked key keeps its name in the log and gives it free
CREATE UNIQUE INDEX api_key_name ON api_key (tenant_id, lower(name COLLATE pg_c_utf8)) WHERE revoked_at IS NULL;

CREATE TABLE api_key_secret (
  tenant_id  uuid        NOT NULL,
  key_id     uuid        NOT NULL,
  hash       text        NOT NULL,
  hint       text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT eg_now(),
  ends_at    timestamptz,
  PRIMARY KEY (tenant_id, key_id, hash),
  FOREIGN KEY (tenant_id, key_id) REFERENCES api_key ON DELETE CASCADE
);
CREATE UNIQUE INDEX api_key_secret_hash ON api_key_secret (hash);

ALTER TABLE api_key        ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE api_key_secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON api_key        TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON api_key_secret TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON api_key        TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON api_key_secret TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON api_key, api_key_secret TO evergrant_app;
GRANT SELECT, INSERT ON api_key, api_key_secret TO evergrant_definer;

-- The log names the key that acted: its name here, its id among the details.
ALTER TABLE audit_event
  DROP CONSTRAINT audit_event_actor_kind_check,
  ADD CONSTRAINT audit_event_actor_kind_check
      CHECK (actor_kind IN ('timer', 'person', 'portal', 'anonymous', 'api_key'));

SET LOCAL ROLE evergrant_definer;

-- Whose key it is, by the hash of its secret: nobody who does not hold the secret can ask.
CREATE FUNCTION eg_api_key(p_hash text)
RETURNS TABLE (tenant_id uuid, id uuid, name text, scopes text[], provider_id uuid, addresses text[],
               generation bigint, hint text, previous_ends_at timestamptz, created_at timestamptz,
               ends_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, ended boolean,
               used_lately boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT k.tenant_id, k.id, k.name, k.scopes, k.provider_id, k.addresses, k.generation, s.hint, s.ends_at,
         k.created_at, k.ends_at, k.revoked_at, k.last_used_at,
         coalesce(least(k.ends_at, s.ends_at) <= eg_now(), false),
         coalesce(k.last_used_at > eg_now() - interval '1 minute', false)
  FROM api_key_secret s
  JOIN api_key k ON k.tenant_id = s.tenant_id AND k.id = s.key_id
  WHERE s.hash = p_hash
$$;

-- Seeding: changes nothing where the id is there already.
CREATE FUNCTION eg_create_api_key(p_id uuid, p_tenant_id uuid, p_name text, p_scopes text[], p_hash text, p_hint text)
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH made AS (
    INSERT INTO api_key (tenant_id, id, name, scopes)
    VALUES (p_tenant_id, p_id, p_name, p_scopes)
    ON CONFLICT DO NOTHING
    RETURNING tenant_id, id
  )
  INSERT INTO api_key_secret (tenant_id, key_id, hash, hint)
  SELECT m.tenant_id, m.id, p_hash, p_hint
  FROM made m
$$;

GRANT EXECUTE ON FUNCTION eg_api_key(text) TO evergrant_app;
GRANT EXECUTE ON FUNCTION eg_create_api_key(uuid, uuid, text, text[], text, text) TO evergrant_app, evergrant_owner;

RESET ROLE;
