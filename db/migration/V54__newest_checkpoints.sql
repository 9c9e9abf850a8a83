SET LOCAL ROLE evergrant_definer;

-- The newest checkpoint of each tenant that has one, in the order of their ids, after p_after.
CREATE FUNCTION eg_newest_checkpoints(p_after uuid, p_limit integer)
RETURNS TABLE (tenant_id uuid, sequence bigint, body text, signature text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT t.id, n.sequence, n.body, n.signature
  FROM tenant t
  CROSS JOIN LATERAL (
    SELECT c.sequence, c.body, c.signature
    FROM audit_checkpoint c
    WHERE c.tenant_id = t.id
    ORDER BY c.sequence DESC
    LIMIT 1) n
  WHERE t.id > p_after
  ORDER BY t.id
  LIMIT p_limit
$$;

GRANT EXECUTE ON FUNCTION eg_newest_checkpoints(uuid, integer) TO evergrant_app;

RESET ROLE;
