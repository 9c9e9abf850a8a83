-- Webhooks: where events of a tenant's log are sent, and how far that is. Events are taken out of the log in the order of
-- their numbers, up to the floor of the log (V9): below it none comes to light any more, so a cursor that has passed a
-- number has missed nothing. The secret that signs lies in Vault; here is only which one it is.

CREATE TABLE webhook (
  tenant_id           uuid        NOT NULL REFERENCES tenant,
  id                  uuid        NOT NULL,
  name                text        NOT NULL CHECK (name <> ''),
  url                 text        NOT NULL CHECK (url <> ''),
  events              text[]      NOT NULL CHECK (cardinality(events) > 0),
  disabled_why        text        CHECK (disabled_why IN ('person', 'gone', 'failing')),
  disabled_at         timestamptz,
  -- of what a person changes
  version             bigint      NOT NULL DEFAULT 1,
  -- of the secret that signs, and of the one that still signs beside it
  generation          bigint      NOT NULL,
  previous_generation bigint,
  previous_ends_at    timestamptz,
  created_at          timestamptz NOT NULL DEFAULT eg_now(),
  -- events up to this number are taken out of the log
  number              bigint      NOT NULL,
  -- as many wait as are taken: nothing more before some are delivered
  crowded             boolean     NOT NULL DEFAULT false,
  -- how it does: failing_since its first failure after the newest success, failures of those that concern all events
  failing_since       timestamptz,
  failures            integer     NOT NULL DEFAULT 0,
  rests_until         timestamptz,
  delivered_at        timestamptz,
  -- who is at it, and when there is something to do
  node                text,
  fence               bigint      NOT NULL DEFAULT 0,
  lease_until         timestamptz,
  due_at              timestamptz NOT NULL DEFAULT 'infinity',
  claimed_at          timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((disabled_why IS NULL) = (disabled_at IS NULL)),
  CHECK ((previous_generation IS NULL) = (previous_ends_at IS NULL))
) WITH (fillfactor = 50);
-- sending a form again makes no second one
CREATE UNIQUE INDEX webhook_name ON webhook (tenant_id, lower(name COLLATE pg_c_utf8));

-- An event on its way. Within a lane, which is a grant's, an event waits for the one before it; other lanes go on.
CREATE TABLE webhook_delivery (
  tenant_id     uuid        NOT NULL,
  webhook_id    uuid        NOT NULL,
  number        bigint      NOT NULL,
  type          text        NOT NULL,
  lane          uuid        NOT NULL,
  state         text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DELIVERED', 'GIVEN_UP')),
  tries         integer     NOT NULL DEFAULT 0,
  next_at       timestamptz NOT NULL DEFAULT eg_now(),
  -- since when this very event is refused, while the webhook answers
  refused_since timestamptz,
  ended_at      timestamptz,
  PRIMARY KEY (tenant_id, webhook_id, number),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook ON DELETE CASCADE,
  CHECK ((state = 'WAITING') = (ended_at IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (tenant_id, webhook_id, lane, number) WHERE state = 'WAITING';
CREATE INDEX webhook_delivery_given_up ON webhook_delivery (tenant_id, webhook_id, number) WHERE state = 'GIVEN_UP';
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE state <> 'WAITING';

-- One request. said is how its answer began, redacted.
CREATE TABLE webhook_attempt (
  tenant_id  uuid        NOT NULL,
  webhook_id uuid        NOT NULL,
  number     bigint      NOT NULL,
  id         uuid        NOT NULL DEFAULT uuidv7(),
  at         timestamptz NOT NULL DEFAULT eg_now(),
  node       text        NOT NULL,
  result     text        NOT NULL CHECK (result IN ('taken', 'gone', 'refused', 'missed')),
  status     integer,
  cause      text,
  said       text        NOT NULL DEFAULT '',
  latency_ms bigint      NOT NULL,
  PRIMARY KEY (tenant_id, webhook_id, number, id),
  FOREIGN KEY (tenant_id, webhook_id, number) REFERENCES webhook_delivery ON DELETE CASCADE,
  CHECK ((result = 'missed') = (cause IS NOT NULL)),
  CHECK ((result = 'missed') = (status IS NULL))
);

ALTER TABLE webhook          ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_attempt  ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON webhook          TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON webhook_delivery TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON webhook_attempt  TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON webhook          TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON webhook_delivery TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook TO evergrant_app;
GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO evergrant_app;
GRANT SELECT, INSERT ON webhook_attempt TO evergrant_app;
GRANT SELECT, UPDATE ON webhook TO evergrant_definer;
GRANT SELECT, DELETE ON webhook_delivery TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Claims webhooks with something to send or to take out of the log, fence + 1; the longest unclaimed first. One that a node
-- does not give back, because it died, is due when the lease is over: what it took out of the log waits in rows.
CREATE FUNCTION eg_claim_webhooks(p_node text, p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, fence bigint)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT w.tenant_id, w.id
    FROM webhook w
    WHERE w.disabled_why IS NULL
      AND (w.lease_until IS NULL OR w.lease_until <= eg_now())
      AND (w.rests_until IS NULL OR w.rests_until <= eg_now())
      AND (w.due_at <= eg_now()
           OR (NOT w.crowded
               AND EXISTS (
                 SELECT FROM audit_event e
                 WHERE e.tenant_id = w.tenant_id
                   AND e.number > w.number
                   AND e.number <= (SELECT f.number FROM audit_floor f))))
    ORDER BY w.claimed_at NULLS FIRST
    LIMIT p_limit
    FOR UPDATE OF w SKIP LOCKED
  )
  UPDATE webhook w
  SET node = p_node, fence = w.fence + 1, lease_until = eg_now() + p_lease, claimed_at = eg_now(), due_at = eg_now()
  FROM held h
  WHERE w.tenant_id = h.tenant_id AND w.id = h.id
  RETURNING w.tenant_id, w.id, w.fence
$$;

-- Some at a time, attempts with them. What waits stays.
CREATE FUNCTION eg_sweep_webhook_deliveries(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM webhook_delivery
    WHERE (tenant_id, webhook_id, number) IN (
      SELECT d.tenant_id, d.webhook_id, d.number
      FROM webhook_delivery d
      WHERE d.state <> 'WAITING'
        AND d.ended_at < eg_now() - p_age
      ORDER BY d.ended_at
      LIMIT 10000)
      AND state <> 'WAITING'
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_webhooks(text, integer, interval),
  eg_sweep_webhook_deliveries(interval)
TO evergrant_app;

RESET ROLE;
