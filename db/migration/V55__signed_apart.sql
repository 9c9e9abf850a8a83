-- Linking and signing are claimed apart, and a tenant is linked on while its head is being signed.
ALTER TABLE audit_sequencer
  ADD COLUMN signer       text,
  ADD COLUMN signer_until timestamptz;
GRANT UPDATE (signer_until) ON audit_sequencer TO evergrant_app;

SET LOCAL ROLE evergrant_definer;

DROP FUNCTION eg_claim_audit_chains(text, integer, interval, bigint, interval);

-- Claims tenants with events to link, or to pass over from now on; the longest unclaimed first.
CREATE FUNCTION eg_claim_audit_chains(p_node text, p_limit integer, p_lease interval)
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
      AND EXISTS (
        SELECT FROM audit_event e
        WHERE e.tenant_id = s.tenant_id
          AND e.number > s.settled
          AND (e.number <= (SELECT number FROM audit_floor)
               OR NOT EXISTS (
                 SELECT FROM audit_link l
                 WHERE l.tenant_id = e.tenant_id AND l.number = e.number AND l.number > s.settled)))
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

-- Claims the tenant whose head is longest due to be signed: as soon as p_events are unsigned, or the oldest of them is
-- p_age old.
CREATE FUNCTION eg_claim_unsigned_chain(p_node text, p_lease interval, p_events bigint, p_age interval)
RETURNS TABLE (tenant_id uuid)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT s.tenant_id
    FROM audit_sequencer s
    WHERE (s.signer_until IS NULL OR s.signer_until <= eg_now())
      AND (s.linked - s.signed >= p_events OR s.unsigned_since <= eg_now() - p_age)
    ORDER BY s.unsigned_since
    LIMIT 1
    FOR UPDATE OF s SKIP LOCKED
  )
  UPDATE audit_sequencer s
  SET signer = p_node, signer_until = eg_now() + p_lease
  FROM held h
  WHERE s.tenant_id = h.tenant_id
  RETURNING s.tenant_id
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_audit_chains(text, integer, interval),
  eg_claim_unsigned_chain(text, interval, bigint, interval)
TO evergrant_app;

RESET ROLE;
