-- Tickets: what front ends hold instead of tokens, and where a provider's API may be called.

CREATE TABLE provider_api_host (
  tenant_id   uuid NOT NULL,
  provider_id uuid NOT NULL,
  authority   text NOT NULL CHECK (authority = lower(authority COLLATE pg_c_utf8) AND authority <> ''),
  scheme      text NOT NULL CHECK (scheme IN ('https', 'http')),
  PRIMARY KEY (tenant_id, provider_id, authority),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider
);

-- Of its secret only the hash is here. Without a thumbprint it is bound by a cookie, and then to an origin.
CREATE TABLE ticket (
  tenant_id  uuid        NOT NULL,
  id         uuid        NOT NULL,
  hash       text        NOT NULL,
  grant_id   uuid        NOT NULL,
  key_id     uuid        NOT NULL,
  methods    text[]      NOT NULL
             CHECK (cardinality(methods) > 0
                    AND methods <@ ARRAY['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  prefixes   text[]      NOT NULL,
  origin     text,
  jkt        text,
  created_at timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant,
  FOREIGN KEY (tenant_id, key_id) REFERENCES api_key,
  CHECK (ends_at > created_at AND ends_at <= created_at + interval '15 minutes'),
  CHECK (jkt IS NOT NULL OR origin IS NOT NULL)
);
CREATE UNIQUE INDEX ticket_hash ON ticket (hash);
CREATE INDEX ticket_grant ON ticket (grant_id, ends_at);
CREATE INDEX ticket_end ON ticket (ends_at);

-- Proofs of possession that were shown, so that none is good twice, on whichever node.
CREATE TABLE ticket_proof (
  tenant_id uuid        NOT NULL,
  ticket_id uuid        NOT NULL,
  proof     text        NOT NULL,
  shown_at  timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, ticket_id, proof),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket ON DELETE CASCADE
);
CREATE INDEX ticket_proof_shown ON ticket_proof (tenant_id, ticket_id, shown_at);

ALTER TABLE provider_api_host ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket            ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_proof      ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON provider_api_host TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON ticket            TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON ticket_proof      TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON ticket TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON provider_api_host TO evergrant_app;
GRANT SELECT, INSERT ON ticket TO evergrant_app;
GRANT SELECT, INSERT, DELETE ON ticket_proof TO evergrant_app;
GRANT SELECT, DELETE ON ticket TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Which ticket it is, by the hash of its secret: nobody who does not hold the secret can ask. A ticket ends with the key
-- that minted it.
CREATE FUNCTION eg_ticket(p_hash text)
RETURNS TABLE (tenant_id uuid, id uuid, grant_id uuid, key_id uuid, key_name text, methods text[], prefixes text[],
               origin text, jkt text, ends_at timestamptz, ended boolean, orphaned boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT t.tenant_id, t.id, t.grant_id, t.key_id, k.name, t.methods, t.prefixes, t.origin, t.jkt, t.ends_at,
         t.ends_at <= eg_now(),
         k.revoked_at IS NOT NULL OR coalesce(k.ends_at <= eg_now(), false) OR NOT 'forward' = ANY (k.scopes)
  FROM ticket t
  JOIN api_key k ON k.tenant_id = t.tenant_id AND k.id = t.key_id
  WHERE t.hash = p_hash
$$;

-- Whether a browser may be told to go on (CORS-preflight, which carries no ticket): whoever asks needs the grant's random
-- id, and learns no more than that pages of an origin that was guessed hold a ticket for it.
CREATE FUNCTION eg_ticket_welcomes(p_grant_id uuid, p_origin text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (
    SELECT FROM ticket t
    WHERE t.grant_id = p_grant_id
      AND t.ends_at > eg_now()
      AND (t.origin IS NULL OR t.origin = p_origin))
$$;

-- An ended ticket stays for a while, so that its page is told why it is refused.
CREATE FUNCTION eg_sweep_tickets(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM ticket
    WHERE (tenant_id, id) IN (
      SELECT t.tenant_id, t.id FROM ticket t WHERE t.ends_at < eg_now() - p_age ORDER BY t.ends_at LIMIT 1000)
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION eg_ticket(text), eg_ticket_welcomes(uuid, text), eg_sweep_tickets(interval) TO evergrant_app;

RESET ROLE;
