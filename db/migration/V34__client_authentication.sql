-- How a client proves itself: with a secret, with a signature, or not at all; and where it may push its authorization requests.

ALTER TABLE provider
  ADD COLUMN pushed_authorization_endpoint text,
  ADD COLUMN signing_algorithm  text NOT NULL DEFAULT 'RS256' CHECK (signing_algorithm IN ('RS256', 'PS256', 'ES256')),
  ADD COLUMN assertion_audience text NOT NULL DEFAULT 'TOKEN_ENDPOINT'
    CHECK (assertion_audience IN ('TOKEN_ENDPOINT', 'ISSUER')),
  -- the secret that was replaced lies in Vault, and is tried where the newest one is refused
  ADD COLUMN former_secret_until timestamptz;
CREATE INDEX provider_former_secret ON provider (former_secret_until) WHERE former_secret_until IS NOT NULL;

-- The public halves of the keys with which clients sign. The private ones lie in Vault and never leave it.
CREATE TABLE client_key (
  tenant_id       uuid        NOT NULL,
  id              uuid        NOT NULL,
  provider_id     uuid        NOT NULL,
  algorithm       text        NOT NULL CHECK (algorithm IN ('RS256', 'PS256', 'ES256')),
  kid             text        NOT NULL,
  jwk             text        NOT NULL,
  made_at         timestamptz NOT NULL DEFAULT eg_now(),
  -- null while it is published alone
  signs_since     timestamptz,
  published_until timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider
);
CREATE INDEX client_key_provider ON client_key (provider_id, made_at);
CREATE INDEX client_key_end ON client_key (published_until) WHERE published_until IS NOT NULL;

ALTER TABLE client_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON client_key TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON client_key TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON client_key TO evergrant_app;
GRANT SELECT ON client_key TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- What a provider fetches: it knows no tenant, and needs no account.
CREATE FUNCTION eg_published_client_keys(p_provider uuid) RETURNS TABLE (jwk text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT k.jwk
  FROM client_key k
  WHERE k.provider_id = p_provider
    AND (k.published_until IS NULL OR k.published_until > eg_now())
  ORDER BY k.made_at DESC, k.id
$$;

-- Keys that are published no longer: of each something lies in Vault.
CREATE FUNCTION eg_ended_client_keys(p_limit integer) RETURNS TABLE (tenant_id uuid, id uuid, provider_id uuid, kid text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT k.tenant_id, k.id, k.provider_id, k.kid
  FROM client_key k
  WHERE k.published_until <= eg_now()
  ORDER BY k.published_until
  LIMIT p_limit
$$;

-- Providers whose former secret is good for nothing any more, and lies in Vault.
CREATE FUNCTION eg_ended_former_secrets(p_limit integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT p.tenant_id, p.id
  FROM provider p
  WHERE p.former_secret_until <= eg_now()
  ORDER BY p.former_secret_until
  LIMIT p_limit
$$;

GRANT EXECUTE ON FUNCTION eg_published_client_keys(uuid), eg_ended_client_keys(integer), eg_ended_former_secrets(integer)
  TO evergrant_app;

RESET ROLE;
