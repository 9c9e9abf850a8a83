-- Acts on many grants: what was asked for, whom it hits, and what became of each. Whom it hits is fixed when it is asked for;
-- one node at a time works it off, a grant a transaction, and another goes on where that one died. And views: questions to the
-- list of grants that somebody gave a name.

ALTER TABLE tenant ADD COLUMN second_for_revoke boolean NOT NULL DEFAULT false;
GRANT UPDATE (second_for_revoke) ON tenant TO evergrant_app;

CREATE TABLE bulk_act (
  tenant_id     uuid        NOT NULL REFERENCES tenant,
  id            uuid        NOT NULL DEFAULT uuidv7(),
  act           text        NOT NULL CHECK (act IN ('pause', 'resume', 'refresh', 'revoke', 'link')),
  -- as it stands in the address of the list of grants
  question      text        NOT NULL,
  state         text        NOT NULL CHECK (state IN ('ASKED', 'RUNNING', 'DONE', 'CANCELLED', 'REFUSED')),
  -- on whose behalf: a member, or an API key; with the one provider that the key is for
  asker_kind    text        NOT NULL CHECK (asker_kind IN ('person', 'api_key')),
  asked_by      uuid        NOT NULL,
  asker         text        NOT NULL,
  only_provider uuid,
  asked_at      timestamptz NOT NULL,
  -- until when a second admin can approve it
  ends_at       timestamptz NOT NULL,
  decided_by    uuid        REFERENCES member,
  decided_at    timestamptz,
  cancelled_by  text,
  cancelled_at  timestamptz,
  ended_at      timestamptz,
  grants        integer     NOT NULL CHECK (grants >= 0),
  -- who is at it
  node          text,
  fence         bigint      NOT NULL DEFAULT 0,
  lease_until   timestamptz,
  turn_at       timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT bulk_act_second_person CHECK (decided_by <> asked_by),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((state IN ('DONE', 'CANCELLED', 'REFUSED')) = (ended_at IS NOT NULL))
) WITH (fillfactor = 50);
CREATE INDEX bulk_act_turn ON bulk_act (turn_at) WHERE state = 'RUNNING';
CREATE INDEX bulk_act_end ON bulk_act (ended_at);

-- WAITING: nothing was done yet. ACTED: it was done here, and the rest is waited for: a refresh that is due, a token that is
-- to be given back. OVER: the result stands there. No foreign key to oauth_grant: it would lock the row of each grant, and these
-- are being refreshed meanwhile.
CREATE TABLE bulk_item (
  tenant_id   uuid        NOT NULL,
  act_id      uuid        NOT NULL,
  number      integer     NOT NULL,
  grant_id    uuid        NOT NULL,
  provider_id uuid        NOT NULL,
  state       text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'ACTED', 'OVER')),
  result      text        CHECK (result IN ('done', 'revoked_there', 'here_only', 'refused_there', 'not_reached',
                                            'not_refreshed', 'still_due', 'left_alone', 'gone', 'failed', 'cancelled')),
  -- an outcome, a status, or the id of a link
  detail      text,
  acted_at    timestamptz,
  next_at     timestamptz,
  over_at     timestamptz,
  PRIMARY KEY (tenant_id, act_id, number),
  FOREIGN KEY (tenant_id, act_id) REFERENCES bulk_act ON DELETE CASCADE,
  CHECK ((state = 'OVER') = (result IS NOT NULL)),
  CHECK ((state = 'OVER') = (over_at IS NOT NULL)),
  CHECK (state <> 'ACTED' OR acted_at IS NOT NULL)
) WITH (fillfactor = 70);
CREATE INDEX bulk_item_waiting ON bulk_item (tenant_id, act_id, provider_id, number) WHERE state = 'WAITING';
CREATE INDEX bulk_item_acted ON bulk_item (tenant_id, act_id, provider_id, next_at) WHERE state = 'ACTED';

CREATE TABLE saved_view (
  tenant_id uuid        NOT NULL REFERENCES tenant,
  id        uuid        NOT NULL,
  name      text        NOT NULL CHECK (name <> ''),
  question  text        NOT NULL,
  saved_by  text        NOT NULL,
  saved_at  timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);

ALTER TABLE bulk_act   ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE bulk_item  ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON bulk_act   TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON bulk_item  TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON saved_view TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON bulk_act TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON bulk_act, bulk_item TO evergrant_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO evergrant_app;
GRANT SELECT, UPDATE, DELETE ON bulk_act TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Claims the act whose turn it is, fence + 1.
CREATE FUNCTION eg_claim_bulk_act(p_node text, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, fence bigint, act text, asker_kind text, asked_by uuid, asker text,
               only_provider uuid)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT b.tenant_id, b.id
    FROM bulk_act b
    WHERE b.state = 'RUNNING'
      AND b.turn_at <= eg_now()
      AND (b.lease_until IS NULL OR b.lease_until <= eg_now())
    ORDER BY b.turn_at
    LIMIT 1
    FOR UPDATE OF b SKIP LOCKED
  )
  UPDATE bulk_act b
  SET node = p_node, fence = b.fence + 1, lease_until = eg_now() + p_lease
  FROM held h
  WHERE b.tenant_id = h.tenant_id AND b.id = h.id
  RETURNING b.tenant_id, b.id, b.fence, b.act, b.asker_kind, b.asked_by, b.asker, b.only_provider
$$;

-- Some at a time, with what became of each grant. The log outlives them.
CREATE FUNCTION eg_sweep_bulk_acts(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM bulk_act
    WHERE (tenant_id, id) IN (
      SELECT b.tenant_id, b.id
      FROM bulk_act b
      WHERE b.ended_at < eg_now() - p_age
         OR (b.state = 'ASKED' AND b.ends_at < eg_now() - p_age)
      ORDER BY b.ended_at
      LIMIT 100)
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION eg_claim_bulk_act(text, interval), eg_sweep_bulk_acts(interval) TO evergrant_app;

RESET ROLE;
