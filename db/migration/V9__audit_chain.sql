-- The audit chain: each event of a tenant is linked to the one before it, and heads of the chain are signed.
--
-- An event is written in the transaction that it tells of and waits for nobody. Links are made afterwards, by one node a
-- tenant at a time. Numbers of events come from a sequence, so they can be committed in another order than they have:
-- the link's own sequence, without gaps within the tenant, is the order of the chain.

-- leaf is the hash of the event's canonical text, hash that of the link before, the sequence and the leaf.
CREATE TABLE audit_link (
  tenant_id uuid        NOT NULL,
  sequence  bigint      NOT NULL CHECK (sequence > 0),
  number    bigint      NOT NULL,
  leaf      bytea       NOT NULL CHECK (length(leaf) = 32),
  previous  bytea       NOT NULL CHECK (length(previous) = 32),
  hash      bytea       NOT NULL CHECK (length(hash) = 32),
  linked_at timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, sequence),
  UNIQUE (tenant_id, number)
);

-- body is the canonical text that is signed; the columns beside it are what it says, to be found by.
CREATE TABLE audit_checkpoint (
  tenant_id uuid   NOT NULL,
  sequence  bigint NOT NULL,
  since     bigint NOT NULL,
  hash      bytea  NOT NULL CHECK (length(hash) = 32),
  body      text   NOT NULL,
  signature text   NOT NULL,
  PRIMARY KEY (tenant_id, sequence),
  UNIQUE (tenant_id, since),
  CHECK (since >= 0 AND since < sequence)
);

CREATE TRIGGER link_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();
CREATE TRIGGER checkpoint_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();

-- Who links a tenant's events, and what it may pass over: every event up to settled has its link. linked, signed and
-- unsigned_since say what there is to do; nothing is computed from them.
CREATE TABLE audit_sequencer (
  tenant_id      uuid        NOT NULL PRIMARY KEY,
  node           text,
  lease_until    timestamptz,
  turn_at        timestamptz,
  settled        bigint      NOT NULL DEFAULT 0,
  linked         bigint      NOT NULL DEFAULT 0,
  signed         bigint      NOT NULL DEFAULT 0,
  unsigned_since timestamptz
) WITH (fillfactor = 50);

-- Up to number no event will come to light any more: whoever was writing events when candidate had been given out has
-- ended. One row.
CREATE TABLE audit_floor (
  only_row  boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
  number    bigint  NOT NULL DEFAULT 0,
  candidate bigint  NOT NULL DEFAULT 0,
  writers   text[]  NOT NULL DEFAULT '{}'
) WITH (fillfactor = 50);
INSERT INTO audit_floor DEFAULT VALUES;

ALTER TABLE audit_link       ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_checkpoint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_sequencer  ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON audit_link       TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON audit_checkpoint TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON audit_sequencer  TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON audit_sequencer  TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON audit_link       TO evergrant_definer USING (true);

GRANT SELECT ON audit_link, audit_checkpoint, audit_floor TO evergrant_app;
GRANT INSERT (tenant_id, sequence, number, leaf, previous, hash) ON audit_link TO evergrant_app;
GRANT INSERT ON audit_checkpoint TO evergrant_app;
GRANT SELECT, UPDATE (lease_until, settled, linked, signed, unsigned_since) ON audit_sequencer TO evergrant_app;
GRANT SELECT, INSERT, UPDATE ON audit_sequencer TO evergrant_definer;
GRANT SELECT (tenant_id, number) ON audit_link TO evergrant_definer;
GRANT SELECT, UPDATE ON audit_floor TO evergrant_definer;
GRANT SELECT ON SEQUENCE audit_event_number_seq TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Raises the floor. Whoever writes an event holds its lock on the table from before it is given a number until it ends,
-- so once all who held it have ended, no event up to the number given out by then is still to come.
CREATE FUNCTION eg_raise_audit_floor() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_floor audit_floor%ROWTYPE;
  v_given bigint;
  v_writers text[];
BEGIN
  SELECT * INTO v_floor FROM audit_floor FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- in this order: who writes now may be given a larger number
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO v_given FROM audit_event_number_seq;
  SELECT coalesce(array_agg(DISTINCT l.virtualtransaction), '{}') INTO v_writers
  FROM pg_locks l
  WHERE l.locktype = 'relation'
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.relation = 'audit_event'::regclass
    AND l.mode = 'RowExclusiveLock'
    AND l.granted;
  IF v_writers = '{}' THEN
    UPDATE audit_floor
    SET number = v_given, candidate = v_given, writers = '{}'
    WHERE number IS DISTINCT FROM v_given;
  ELSIF NOT v_floor.writers && v_writers THEN
    UPDATE audit_floor SET number = candidate, candidate = v_given, writers = v_writers;
  END IF;
END
$$;

-- Claims tenants with events to link, to pass over from now on, or to sign; the longest unclaimed first.
CREATE FUNCTION eg_claim_audit_chains(p_node text, p_limit integer, p_lease interval, p_events bigint, p_age interval)
RETURNS TABLE (tenant_id uuid)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO audit_sequencer (tenant_id)
  SELECT t.id
  FROM tenant t
  WHERE NOT EXISTS (SELECT FROM audit_sequencer s WHERE s.tenant_id = t.id)
  ON CONFLICT DO NOTHING;

  WITH held AS MATERIALIZED (
    SELECT s.tenant_id
    FROM audit_sequencer s
    WHERE (s.lease_until IS NULL OR s.lease_until <= eg_now())
      AND (s.linked - s.signed >= p_events
           OR s.unsigned_since <= eg_now() - p_age
           OR EXISTS (
             SELECT FROM audit_event e
             WHERE e.tenant_id = s.tenant_id
               AND e.number > s.settled
               AND (e.number <= (SELECT number FROM audit_floor)
                    OR NOT EXISTS (
                      SELECT FROM audit_link l
                      WHERE l.tenant_id = e.tenant_id AND l.number = e.number AND l.number > s.settled))))
    ORDER BY s.turn_at NULLS FIRST
    LIMIT p_limit
    FOR UPDATE OF s SKIP LOCKED
  )
  UPDATE audit_sequencer s
  SET node = p_node, lease_until = eg_now() + p_lease, turn_at = eg_now()
  FROM held h
  WHERE s.tenant_id = h.tenant_id
  RETURNING s.tenant_id
$$;

GRANT EXECUTE ON FUNCTION
  eg_raise_audit_floor(),
  eg_claim_audit_chains(text, integer, interval, bigint, interval)
TO evergrant_app;

RESET ROLE;
