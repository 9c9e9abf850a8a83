-- Syslog: how far the log of each tenant is known to have been read by the installation's syslog receiver. What is sent is the
-- chain (V9), whose sequences have no gaps and come to light in their order: a cursor that has passed one has missed nothing.

CREATE TABLE syslog_cursor (
  tenant_id  uuid        NOT NULL PRIMARY KEY REFERENCES tenant,
  -- events, and checkpoints, up to these sequences
  sequence   bigint      NOT NULL CHECK (sequence >= 0),
  checkpoint bigint      NOT NULL CHECK (checkpoint >= 0),
  taken_at   timestamptz NOT NULL DEFAULT eg_now()
) WITH (fillfactor = 50);

-- Which node sends, and how the receiver does. One row.
CREATE TABLE syslog_stream (
  only_row      boolean     NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
  node          text,
  fence         bigint      NOT NULL DEFAULT 0,
  lease_until   timestamptz,
  taken_at      timestamptz,
  trouble       text        CHECK (trouble IN ('unreachable', 'not_trusted', 'broken_off')),
  trouble_since timestamptz,
  failures      integer     NOT NULL DEFAULT 0,
  rests_until   timestamptz,
  CHECK ((trouble IS NULL) = (trouble_since IS NULL))
) WITH (fillfactor = 50);

ALTER TABLE syslog_cursor ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE syslog_stream ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON syslog_cursor TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON syslog_cursor TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON syslog_stream TO evergrant_definer USING (true);
GRANT SELECT ON syslog_cursor TO evergrant_app;
GRANT SELECT, INSERT, UPDATE ON syslog_cursor, syslog_stream TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

INSERT INTO syslog_stream DEFAULT VALUES;

-- Tenants with events or checkpoints that the receiver is not known to have read; who has waited longest comes first.
CREATE FUNCTION eg_syslog_due()
RETURNS TABLE (tenant_id uuid, name text, sequence bigint, checkpoint bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT t.id, t.name, coalesce(c.sequence, 0), coalesce(c.checkpoint, 0)
  FROM tenant t
  LEFT JOIN syslog_cursor c ON c.tenant_id = t.id
  WHERE EXISTS (SELECT FROM audit_link l WHERE l.tenant_id = t.id AND l.sequence > coalesce(c.sequence, 0))
     OR EXISTS (SELECT FROM audit_checkpoint k WHERE k.tenant_id = t.id AND k.sequence > coalesce(c.checkpoint, 0))
  ORDER BY c.taken_at NULLS FIRST, t.id
$$;

-- No row where it is another node's turn, or the receiver is given a rest.
CREATE FUNCTION eg_claim_syslog(p_node text, p_lease interval) RETURNS TABLE (fence bigint)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  UPDATE syslog_stream s
  SET node = p_node, fence = s.fence + 1, lease_until = eg_now() + p_lease
  WHERE (s.lease_until IS NULL OR s.lease_until <= eg_now())
    AND (s.rests_until IS NULL OR s.rests_until <= eg_now())
  RETURNING s.fence
$$;

-- False where the turn is another's by now.
CREATE FUNCTION eg_syslog_goes_on(p_fence bigint, p_lease interval) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH mine AS (
    UPDATE syslog_stream s
    SET lease_until = eg_now() + p_lease
    WHERE s.fence = p_fence AND s.lease_until > eg_now()
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM mine)
$$;

-- The receiver has read up to there: moves the cursors and ends the turn. What it answers: taken; again (after a trouble); or
-- late, where the turn was another's and nothing was done.
CREATE FUNCTION eg_syslog_taken(p_fence bigint, p_tenants uuid[], p_sequences bigint[], p_checkpoints bigint[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_trouble text;
BEGIN
  SELECT s.trouble INTO v_trouble FROM syslog_stream s WHERE s.fence = p_fence FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'late';
  END IF;
  INSERT INTO syslog_cursor AS c (tenant_id, sequence, checkpoint)
  SELECT r.tenant_id, r.sequence, r.checkpoint
  FROM unnest(p_tenants, p_sequences, p_checkpoints) AS r (tenant_id, sequence, checkpoint)
  ON CONFLICT (tenant_id) DO UPDATE
  SET sequence = excluded.sequence, checkpoint = excluded.checkpoint, taken_at = eg_now();
  UPDATE syslog_stream
  SET lease_until = NULL, taken_at = eg_now(), trouble = NULL, trouble_since = NULL, failures = 0, rests_until = NULL;
  RETURN CASE WHEN v_trouble IS NULL THEN 'taken' ELSE 'again' END;
END
$$;

-- It was not reached, or broke off: moves no cursor, ends the turn, and lets the receiver rest, longer each time. True where
-- it was well before.
CREATE FUNCTION eg_syslog_failed(p_fence bigint, p_trouble text, p_longest interval) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH failed AS (
    UPDATE syslog_stream s
    SET lease_until = NULL, trouble = p_trouble, trouble_since = coalesce(s.trouble_since, eg_now()),
        failures = s.failures + 1,
        rests_until = eg_now() + least(p_longest, interval '1 second' * power(2, least(s.failures, 20)))
    WHERE s.fence = p_fence
    RETURNING s.failures
  )
  SELECT EXISTS (SELECT FROM failed f WHERE f.failures = 1)
$$;

-- For the operator, as numbers alone: events that the receiver is not known to have read.
CREATE FUNCTION eg_syslog_standing()
RETURNS TABLE (trouble text, trouble_since timestamptz, taken_at timestamptz, waiting bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT s.trouble, s.trouble_since, s.taken_at,
         (SELECT coalesce(sum(greatest(q.linked - coalesce(c.sequence, 0), 0)), 0)::bigint
          FROM audit_sequencer q
          LEFT JOIN syslog_cursor c ON c.tenant_id = q.tenant_id)
  FROM syslog_stream s
$$;

GRANT EXECUTE ON FUNCTION
  eg_syslog_due(),
  eg_claim_syslog(text, interval),
  eg_syslog_goes_on(bigint, interval),
  eg_syslog_taken(bigint, uuid[], bigint[], bigint[]),
  eg_syslog_failed(bigint, text, interval),
  eg_syslog_standing()
TO evergrant_app;

RESET ROLE;
