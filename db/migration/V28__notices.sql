-- What people are told without asking: what is open, what is over, and the mails that tell of it.
--
-- A notice is no event. It says of one provider (or of keys, or members) that something is so, from when until when; the
-- events of the log only say when to look. So five thousand of them make one notice.

CREATE TABLE notice (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL,
  kind        text        NOT NULL
              CHECK (kind IN ('FAILURE', 'NEEDS_CONSENT', 'NEEDS_REVIEW', 'ENDS_SOON', 'PROVIDER_PAUSED', 'KEY_CHANGED',
                              'MEMBER_CHANGED')),
  -- null where it is about none
  provider_id uuid,
  opened_at   timestamptz NOT NULL,
  closed_at   timestamptz,
  grants      bigint      NOT NULL,
  -- a code of what made it so; of a change, the type of its event
  cause       text,
  -- of a change: what was changed, and who did it
  about       text,
  actor       text,
  -- of consents that end: when the first one does
  ends_at     timestamptz,
  told_at     timestamptz,
  -- when what is not told yet is to be told; null where there is nothing to tell
  tell_at     timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider
) WITH (fillfactor = 70);
-- At most one of a kind at a provider is open, or waits to be told as over.
CREATE UNIQUE INDEX notice_live ON notice (tenant_id, provider_id, kind)
  WHERE provider_id IS NOT NULL AND (closed_at IS NULL OR tell_at IS NOT NULL);
CREATE INDEX notice_waiting ON notice (tenant_id) WHERE closed_at IS NULL OR tell_at IS NOT NULL;
CREATE INDEX notice_past ON notice (tenant_id, closed_at DESC, id) WHERE closed_at IS NOT NULL;

-- A digest is what was told at one time. Whatever brings it to somebody reads it from here: mail does.
CREATE TABLE notice_item (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  digest_id   uuid        NOT NULL,
  place       integer     NOT NULL,
  made_at     timestamptz NOT NULL DEFAULT eg_now(),
  notice_id   uuid        NOT NULL,
  -- as it was then
  news        text        NOT NULL CHECK (news IN ('OPENED', 'MORE', 'OVER', 'CHANGED')),
  kind        text        NOT NULL,
  provider_id uuid,
  opened_at   timestamptz NOT NULL,
  closed_at   timestamptz,
  grants      bigint      NOT NULL,
  cause       text,
  about       text,
  actor       text,
  ends_at     timestamptz,
  PRIMARY KEY (tenant_id, digest_id, place)
);
CREATE INDEX notice_item_made ON notice_item (tenant_id, made_at);

-- One mail to one address. It is sent outside of any transaction: who sends it holds the lease.
CREATE TABLE notice_mail (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL,
  digest_id   uuid        NOT NULL,
  address     text        NOT NULL CHECK (address <> ''),
  -- null for an address that the organisation added
  member_id   uuid,
  -- places of the digest that this one is told of
  places      integer[]   NOT NULL CHECK (cardinality(places) > 0),
  made_at     timestamptz NOT NULL DEFAULT eg_now(),
  turn_at     timestamptz NOT NULL DEFAULT eg_now(),
  fence       bigint      NOT NULL DEFAULT 0,
  tries       integer     NOT NULL DEFAULT 0,
  -- why the newest try failed
  trouble     text,
  failed_at   timestamptz,
  sent_at     timestamptz,
  given_up_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK (sent_at IS NULL OR given_up_at IS NULL)
) WITH (fillfactor = 70);
CREATE INDEX notice_mail_turn ON notice_mail (turn_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX notice_mail_failed ON notice_mail (tenant_id, failed_at) WHERE failed_at IS NOT NULL;
CREATE INDEX notice_mail_made ON notice_mail (tenant_id, made_at);

-- How far a tenant's log is looked at, and who does it.
CREATE TABLE notice_turn (
  tenant_id   uuid        NOT NULL PRIMARY KEY REFERENCES tenant,
  number      bigint      NOT NULL DEFAULT 0,
  -- consents that end have no event: they are looked for at this time
  look_at     timestamptz NOT NULL DEFAULT eg_now(),
  -- when the next digest is due; null where nothing waits
  tell_at     timestamptz,
  told_at     timestamptz,
  node        text,
  lease_until timestamptz,
  turn_at     timestamptz
) WITH (fillfactor = 50);

-- What a person wants to be told; whoever has no row, what the role is told.
CREATE TABLE notice_wish (
  tenant_id uuid   NOT NULL REFERENCES tenant,
  member_id uuid   NOT NULL REFERENCES member ON DELETE CASCADE,
  kinds     text[] NOT NULL,
  PRIMARY KEY (tenant_id, member_id)
);

-- Who is told beside the members.
ALTER TABLE tenant ADD COLUMN notice_addresses text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (notice_addresses) ON tenant TO evergrant_app;

ALTER TABLE notice      ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE notice_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE notice_mail ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE notice_turn ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE notice_wish ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON notice      TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON notice_item TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON notice_mail TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON notice_turn TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON notice_wish TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON notice_mail TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON notice_turn TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice TO evergrant_app;
GRANT SELECT, INSERT, DELETE ON notice_item TO evergrant_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_mail TO evergrant_app;
GRANT SELECT, UPDATE ON notice_turn TO evergrant_app;
GRANT SELECT, INSERT, UPDATE ON notice_wish TO evergrant_app;
GRANT SELECT, UPDATE ON notice_mail TO evergrant_definer;
GRANT SELECT, INSERT, UPDATE ON notice_turn TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Whoever is there already is not told of what was done to keys and members years ago.
INSERT INTO notice_turn (tenant_id, number)
SELECT t.id, f.number
FROM tenant t, audit_floor f;

-- Claims tenants of whose log some is not looked at, or for whom a digest or a look at what ends is due. Only what lies
-- under the floor of the log (V9) counts: no event of a lower number comes to light afterwards.
CREATE FUNCTION eg_claim_notice_turns(p_node text, p_limit integer, p_lease interval) RETURNS TABLE (tenant_id uuid)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO notice_turn (tenant_id)
  SELECT t.id
  FROM tenant t
  WHERE NOT EXISTS (SELECT FROM notice_turn n WHERE n.tenant_id = t.id)
  ON CONFLICT DO NOTHING;

  WITH held AS MATERIALIZED (
    SELECT n.tenant_id
    FROM notice_turn n
    CROSS JOIN audit_floor f
    WHERE (n.lease_until IS NULL OR n.lease_until <= eg_now())
      AND (n.look_at <= eg_now()
           OR n.tell_at <= eg_now()
           OR EXISTS (
             SELECT FROM audit_event e
             WHERE e.tenant_id = n.tenant_id AND e.number > n.number AND e.number <= f.number))
    ORDER BY n.turn_at NULLS FIRST
    LIMIT p_limit
    FOR UPDATE OF n SKIP LOCKED
  )
  UPDATE notice_turn n
  SET node = p_node, lease_until = eg_now() + p_lease, turn_at = eg_now()
  FROM held h
  WHERE n.tenant_id = h.tenant_id
  RETURNING n.tenant_id
$$;

-- Claims mails whose turn it is, fence + 1: who sent one too late finds the fence grown. The oldest of each tenant first,
-- so that a tenant with many keeps nobody else waiting.
CREATE FUNCTION eg_claim_notice_mails(p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, fence bigint)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH due AS MATERIALIZED (
    SELECT m.tenant_id, m.id, m.turn_at, row_number() OVER (PARTITION BY m.tenant_id ORDER BY m.turn_at, m.id) AS place
    FROM notice_mail m
    WHERE m.sent_at IS NULL
      AND m.given_up_at IS NULL
      AND m.turn_at <= eg_now()
  ),
  held AS MATERIALIZED (
    SELECT m.tenant_id, m.id
    FROM notice_mail m
    JOIN due d ON d.tenant_id = m.tenant_id AND d.id = m.id
    WHERE m.turn_at <= eg_now()
    ORDER BY d.place, d.turn_at
    LIMIT p_limit
    FOR UPDATE OF m SKIP LOCKED
  )
  UPDATE notice_mail m
  SET fence = m.fence + 1, tries = m.tries + 1, turn_at = eg_now() + p_lease
  FROM held h
  WHERE m.tenant_id = h.tenant_id AND m.id = h.id
  RETURNING m.tenant_id, m.id, m.fence
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_notice_turns(text, integer, interval),
  eg_claim_notice_mails(integer, interval)
TO evergrant_app;

RESET ROLE;
