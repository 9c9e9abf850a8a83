-- A back end can have a provider tested, too: on whose behalf is a member, or an API key.

ALTER TABLE provider_test ADD COLUMN asker_kind text NOT NULL DEFAULT 'person'
  CHECK (asker_kind IN ('person', 'api_key'));
ALTER TABLE provider_test DROP CONSTRAINT provider_test_asker_id_fkey;

SET LOCAL ROLE evergrant_definer;

DROP FUNCTION eg_claim_provider_tests(text, integer, interval);

-- As it was, and with the kind of who asked.
CREATE FUNCTION eg_claim_provider_tests(p_node text, p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, provider_id uuid, asker_kind text, asker_id uuid, asked_by text, fence bigint, tries integer)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  DELETE FROM provider_test t
  WHERE t.asked_at < eg_now() - interval '90 days';

  WITH held AS MATERIALIZED (
    SELECT t.tenant_id, t.id
    FROM provider_test t
    WHERE t.ended_at IS NULL
      AND t.turn_at <= eg_now()
      AND (t.lease_until IS NULL OR t.lease_until <= eg_now())
    ORDER BY t.turn_at
    LIMIT p_limit
    FOR UPDATE OF t SKIP LOCKED
  )
  UPDATE provider_test t
  SET node = p_node, fence = t.fence + 1, lease_until = eg_now() + p_lease, tries = t.tries + 1
  FROM held h
  WHERE t.tenant_id = h.tenant_id AND t.id = h.id
  RETURNING t.tenant_id, t.id, t.provider_id, t.asker_kind, t.asker_id, t.asked_by, t.fence, t.tries
$$;

GRANT EXECUTE ON FUNCTION eg_claim_provider_tests(text, integer, interval) TO evergrant_app;

RESET ROLE;
