-- Owners of accounts are asked to consent again, by mail too, and what became of it is seen. Where they are reached is known
-- to admins alone, and is forgotten with the grant.

ALTER TABLE consent_link
  -- Its owner went on from its page. That the page was looked at says nothing: programs that preview mails do that.
  ADD COLUMN opened_at timestamptz,
  -- of a new account, until somebody consents by it
  ADD COLUMN owner_address text CHECK (owner_address <> '');

-- Off until an admin turns it on; null speaks English.
ALTER TABLE tenant
  ADD COLUMN ask_owners boolean NOT NULL DEFAULT false,
  ADD COLUMN owner_language text CHECK (owner_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$'),
  -- when it was last looked who is to be asked
  ADD COLUMN owners_looked_at timestamptz;
GRANT UPDATE (ask_owners, owner_language) ON tenant TO evergrant_app;
GRANT UPDATE (owners_looked_at) ON tenant TO evergrant_definer;

CREATE TABLE owner_contact (
  tenant_id uuid        NOT NULL,
  grant_id  uuid        NOT NULL,
  address   text        NOT NULL CHECK (address <> ''),
  saved_at  timestamptz NOT NULL DEFAULT eg_now(),
  -- up to which step its owner was asked by itself, and about which consent: each step once
  asked_for timestamptz,
  asked     smallint    NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, grant_id),
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant ON DELETE CASCADE
);

-- One mail with one link. Where it goes is read when it is sent, so that who is forgotten meanwhile gets none. It is sent
-- outside of any transaction: who sends it holds the lease.
CREATE TABLE owner_mail (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL,
  link_id     uuid        NOT NULL,
  step        text        NOT NULL CHECK (step IN ('ASKED', 'MONTH', 'WEEK', 'DAY', 'LOST')),
  made_at     timestamptz NOT NULL DEFAULT eg_now(),
  turn_at     timestamptz NOT NULL DEFAULT eg_now(),
  fence       bigint      NOT NULL DEFAULT 0,
  tries       integer     NOT NULL DEFAULT 0,
  -- why the newest try failed
  trouble     text,
  sent_at     timestamptz,
  given_up_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, link_id) REFERENCES consent_link ON DELETE CASCADE,
  CHECK (sent_at IS NULL OR given_up_at IS NULL)
) WITH (fillfactor = 70);
CREATE INDEX owner_mail_turn ON owner_mail (tenant_id, turn_at, id) WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX owner_mail_link ON owner_mail (tenant_id, link_id);
CREATE INDEX consent_link_owner ON consent_link (tenant_id, (coalesce(grant_id, used_for)));

ALTER TABLE owner_contact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE owner_mail    ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON owner_contact TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON owner_mail    TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON owner_contact TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON owner_mail    TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON owner_contact TO evergrant_app;
GRANT SELECT, INSERT, UPDATE ON owner_mail TO evergrant_app;
GRANT SELECT, DELETE ON owner_contact TO evergrant_definer;
GRANT SELECT, UPDATE, DELETE ON owner_mail TO evergrant_definer;
GRANT UPDATE (owner_address) ON consent_link TO evergrant_definer;

-- Whatever ends a grant: nobody is asked to consent to it again.
CREATE FUNCTION eg_forget_owner() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM owner_contact c WHERE c.tenant_id = NEW.tenant_id AND c.grant_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER forget_owner AFTER UPDATE OF status ON oauth_grant
FOR EACH ROW WHEN (NEW.status = 'REVOKED' AND OLD.status <> 'REVOKED') EXECUTE FUNCTION eg_forget_owner();

SET LOCAL ROLE evergrant_definer;

-- Organisations that have owners asked, and for which nobody looked for so long. A foreign key's lock on one keeps nobody off.
CREATE FUNCTION eg_claim_owner_turns(p_limit integer, p_rest interval) RETURNS TABLE (tenant_id uuid)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT t.id
    FROM tenant t
    WHERE t.ask_owners
      AND t.status = 'ACTIVE'
      AND (t.owners_looked_at IS NULL OR t.owners_looked_at <= eg_now() - p_rest)
    ORDER BY t.owners_looked_at NULLS FIRST
    LIMIT p_limit
    FOR NO KEY UPDATE OF t SKIP LOCKED
  )
  UPDATE tenant t
  SET owners_looked_at = eg_now()
  FROM held h
  WHERE t.id = h.id
  RETURNING t.id
$$;

-- Claims mails whose turn it is, fence + 1, as eg_claim_notice_mails (V28) does; of each organisation only the first few are
-- looked at, however many wait.
CREATE FUNCTION eg_claim_owner_mails(p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, fence bigint)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH due AS MATERIALIZED (
    SELECT m.tenant_id, m.id, m.turn_at, row_number() OVER (PARTITION BY m.tenant_id ORDER BY m.turn_at, m.id) AS place
    FROM tenant t
    CROSS JOIN LATERAL (
      SELECT w.tenant_id, w.id, w.turn_at
      FROM owner_mail w
      WHERE w.tenant_id = t.id
        AND w.sent_at IS NULL
        AND w.given_up_at IS NULL
        AND w.turn_at <= eg_now()
      ORDER BY w.turn_at, w.id
      LIMIT p_limit + 20) m
    WHERE t.status = 'ACTIVE'
  ),
  held AS MATERIALIZED (
    SELECT m.tenant_id, m.id
    FROM owner_mail m
    JOIN due d ON d.tenant_id = m.tenant_id AND d.id = m.id
    WHERE m.turn_at <= eg_now()
    ORDER BY d.place, d.turn_at
    LIMIT p_limit
    FOR UPDATE OF m SKIP LOCKED
  )
  UPDATE owner_mail m
  SET fence = m.fence + 1, tries = m.tries + 1, turn_at = eg_now() + p_lease
  FROM held h
  WHERE m.tenant_id = h.tenant_id AND m.id = h.id
  RETURNING m.tenant_id, m.id, m.fence
$$;

-- As before, and nobody's owners are known any more.
CREATE OR REPLACE FUNCTION eg_end_tenant(p_id uuid)
RETURNS TABLE (members bigint, providers bigint, grants bigint, api_keys bigint, escrows bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE tenant t SET status = 'ENDED', status_since = eg_now() WHERE t.id = p_id AND t.status = 'ENDING';
  IF NOT FOUND THEN
    RETURN;
  END IF;
  DELETE FROM token_escrow e WHERE e.tenant_id = p_id;
  GET DIAGNOSTICS escrows = ROW_COUNT;
  UPDATE oauth_grant g
  SET status = 'REVOKED', status_cause = NULL, due_at = NULL, revoked_at = coalesce(g.revoked_at, eg_now()),
      emptied_at = coalesce(g.emptied_at, eg_now())
  WHERE g.tenant_id = p_id AND (g.status <> 'REVOKED' OR g.emptied_at IS NULL);
  GET DIAGNOSTICS grants = ROW_COUNT;
  -- what lies in Vault for these is found by the sweep of clients' proofs
  UPDATE client_key c SET published_until = eg_now() WHERE c.tenant_id = p_id;
  UPDATE provider p SET former_secret_until = NULL WHERE p.tenant_id = p_id AND p.former_secret_until IS NOT NULL;
  -- their secrets are gone, and nobody is left to be told
  DELETE FROM webhook w WHERE w.tenant_id = p_id;
  DELETE FROM notice_mail m WHERE m.tenant_id = p_id AND m.sent_at IS NULL AND m.given_up_at IS NULL;
  UPDATE tenant t SET notice_addresses = '{}' WHERE t.id = p_id;
  DELETE FROM owner_mail m WHERE m.tenant_id = p_id AND m.sent_at IS NULL AND m.given_up_at IS NULL;
  DELETE FROM owner_contact c WHERE c.tenant_id = p_id;
  UPDATE consent_link l SET owner_address = NULL WHERE l.tenant_id = p_id AND l.owner_address IS NOT NULL;
  UPDATE api_key k SET revoked_at = eg_now() WHERE k.tenant_id = p_id AND k.revoked_at IS NULL;
  GET DIAGNOSTICS api_keys = ROW_COUNT;
  DELETE FROM one_time_link l USING member m WHERE m.tenant_id = p_id AND l.member_id = m.id;
  UPDATE member m
  SET removed_at = eg_now(), password_hash = NULL, sessions = m.sessions + 1, version = m.version + 1,
      link_ends_at = NULL
  WHERE m.tenant_id = p_id AND m.removed_at IS NULL;
  GET DIAGNOSTICS members = ROW_COUNT;
  SELECT count(*) INTO providers FROM provider p WHERE p.tenant_id = p_id;
  RETURN NEXT;
END
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_owner_turns(integer, interval),
  eg_claim_owner_mails(integer, interval)
TO evergrant_app;

RESET ROLE;
