-- Verifications of a tenant's log by the portal: a node reads it through as an auditor's verifier would. How far one came
-- stands here for whoever waits; what it needs to go on stands in the node alone, so where a node died another begins anew.

CREATE TABLE audit_verification (
  tenant_id      uuid        NOT NULL REFERENCES tenant,
  id             uuid        NOT NULL DEFAULT uuidv7(),
  state          text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
  asked_by       text        NOT NULL,
  asked_at       timestamptz NOT NULL DEFAULT eg_now(),
  ended_at       timestamptz,
  -- events with after < sequence <= up_to, read up to sequence
  after          bigint      NOT NULL DEFAULT 0,
  up_to          bigint      NOT NULL DEFAULT 0,
  sequence       bigint      NOT NULL DEFAULT 0,
  -- what was found: as it was linked up to last, as it was signed up to signed_up_to
  verdict        text        CHECK (verdict IN ('GENUINE', 'UNSIGNED', 'TAMPERED', 'UNREADABLE')),
  last           bigint,
  checkpoints    bigint,
  signed_up_to   bigint,
  signed_at      text,
  removed_up_to  bigint,
  -- null: no checkpoint was held outside the database where it ran
  held           bigint,
  held_up_to     bigint,
  -- the first event that is not as it was, or the first and last of those of which one is not
  finding        text,
  bad_from       bigint,
  bad_to         bigint,
  -- who is at it
  node           text,
  fence          bigint      NOT NULL DEFAULT 0,
  lease_until    timestamptz,
  turn_at        timestamptz NOT NULL DEFAULT eg_now(),
  tries          integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'DONE') = (verdict IS NOT NULL)),
  CHECK ((state IN ('DONE', 'FAILED')) = (ended_at IS NOT NULL))
) WITH (fillfactor = 50);
CREATE INDEX audit_verification_turn ON audit_verification (turn_at) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX audit_verification_asked ON audit_verification (asked_at);

ALTER TABLE audit_verification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON audit_verification TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON audit_verification TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON audit_verification TO evergrant_app;
GRANT SELECT, UPDATE, DELETE ON audit_verification TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Claims the verification whose turn it is, fence + 1, and forgets those of another year: the log tells of them.
CREATE FUNCTION eg_claim_audit_verification(p_node text, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, fence bigint, tries integer)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  DELETE FROM audit_verification v
  WHERE v.asked_at < eg_now() - interval '1 year';

  WITH held AS MATERIALIZED (
    SELECT v.tenant_id, v.id
    FROM audit_verification v
    WHERE v.state IN ('WAITING', 'RUNNING')
      AND v.turn_at <= eg_now()
      AND (v.lease_until IS NULL OR v.lease_until <= eg_now())
    ORDER BY v.turn_at
    LIMIT 1
    FOR UPDATE OF v SKIP LOCKED
  )
  UPDATE audit_verification v
  SET node = p_node, fence = v.fence + 1, lease_until = eg_now() + p_lease, tries = v.tries + 1
  FROM held h
  WHERE v.tenant_id = h.tenant_id AND v.id = h.id
  RETURNING v.tenant_id, v.id, v.fence, v.tries
$$;

GRANT EXECUTE ON FUNCTION eg_claim_audit_verification(text, interval) TO evergrant_app;

RESET ROLE;
