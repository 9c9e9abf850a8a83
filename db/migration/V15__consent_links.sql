-- Links by which an account's owner consents without an account here. Of a link only its id is kept: the secret in its
-- address is derived from the id with a key that lies in Vault.

CREATE TABLE consent_link (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL,
  provider_id uuid        NOT NULL,
  grant_id    uuid,
  external_id text,
  return_to   text,
  made_by     text        NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT eg_now(),
  ends_at     timestamptz NOT NULL,
  used_at     timestamptz,
  revoked_at  timestamptz,
  -- the grant that the consent made, or renewed
  used_for    uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider,
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant,
  CHECK ((used_at IS NULL) = (used_for IS NULL)),
  CHECK (used_at IS NULL OR revoked_at IS NULL)
);
CREATE UNIQUE INDEX consent_link_id ON consent_link (id);
CREATE INDEX consent_link_newest ON consent_link (tenant_id, created_at DESC, id);
CREATE INDEX consent_link_grant ON consent_link (tenant_id, grant_id, ends_at)
  WHERE grant_id IS NOT NULL AND used_at IS NULL AND revoked_at IS NULL;

ALTER TABLE consent_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON consent_link TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON consent_link TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON consent_link TO evergrant_app;
GRANT SELECT, DELETE ON consent_link TO evergrant_definer;

-- An authorization request is begun by a member or by whoever holds a link.
ALTER TABLE authorization_request
  ALTER COLUMN member_id DROP NOT NULL,
  ALTER COLUMN member_email DROP NOT NULL,
  ADD COLUMN link_id uuid,
  ADD FOREIGN KEY (tenant_id, link_id) REFERENCES consent_link ON DELETE CASCADE,
  ADD CHECK ((member_id IS NULL) = (member_email IS NULL)),
  ADD CHECK ((member_id IS NULL) <> (link_id IS NULL));
CREATE INDEX authorization_request_link ON authorization_request (tenant_id, link_id) WHERE link_id IS NOT NULL;

-- How an organisation shows itself to its customers, and where it lets them be sent afterwards.
ALTER TABLE tenant
  ADD COLUMN colour text CHECK (colour ~ '^#[0-9a-f]{6}$'),
  ADD COLUMN return_addresses text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (colour, return_addresses) ON tenant TO evergrant_app;

ALTER TABLE audit_event
  DROP CONSTRAINT audit_event_actor_kind_check,
  ADD CONSTRAINT audit_event_actor_kind_check
      CHECK (actor_kind IN ('timer', 'person', 'portal', 'anonymous', 'api_key', 'link'));

SET LOCAL ROLE evergrant_definer;

-- Whose link it is: the caller checks the secret that came with the id before it tells anybody anything.
CREATE FUNCTION eg_consent_link(p_id uuid)
RETURNS TABLE (tenant_id uuid, id uuid, provider_id uuid, grant_id uuid, external_id text, return_to text, made_by text,
               created_at timestamptz, ends_at timestamptz, used_at timestamptz, revoked_at timestamptz, used_for uuid,
               ended boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT l.tenant_id, l.id, l.provider_id, l.grant_id, l.external_id, l.return_to, l.made_by, l.created_at, l.ends_at,
         l.used_at, l.revoked_at, l.used_for, l.ends_at <= eg_now()
  FROM consent_link l
  WHERE l.id = p_id
$$;

-- The log outlives them.
CREATE FUNCTION eg_sweep_consent_links(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH swept AS (
    DELETE FROM consent_link l
    WHERE coalesce(l.used_at, l.revoked_at, l.ends_at) < eg_now() - p_age
    RETURNING l.id
  )
  SELECT count(*) FROM swept
$$;

DROP FUNCTION eg_take_authorization(text, text);
-- As before, and it tells of a link too.
CREATE FUNCTION eg_take_authorization(p_state_hash text, p_browser_hash text)
RETURNS TABLE (taken text, tenant_id uuid, id uuid, provider_id uuid, grant_id uuid, member_id uuid, member_email text,
               link_id uuid, state_hash text, browser_hash text, external_id text, scope text, used_at timestamptz)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT r.*
    FROM authorization_request r
    WHERE r.state_hash = p_state_hash
    FOR UPDATE
  ),
  judged AS MATERIALIZED (
    SELECT CASE
             WHEN h.browser_hash <> p_browser_hash THEN 'foreign'
             WHEN h.used_at IS NOT NULL THEN 'used'
             WHEN h.ends_at <= eg_now() THEN 'ended'
             ELSE 'fresh'
           END AS taken,
           h.*
    FROM held h
  ),
  used_up AS (
    UPDATE authorization_request r
    SET used_at = eg_now()
    FROM judged j
    WHERE j.taken = 'fresh' AND r.tenant_id = j.tenant_id AND r.id = j.id
  )
  SELECT j.taken, j.tenant_id, j.id, j.provider_id, j.grant_id, j.member_id, j.member_email, j.link_id, j.state_hash,
         j.browser_hash, j.external_id, j.scope, j.used_at
  FROM judged j
$$;

GRANT EXECUTE ON FUNCTION eg_consent_link(uuid), eg_sweep_consent_links(interval),
                          eg_take_authorization(text, text) TO evergrant_app;

RESET ROLE;
