-- What the sweeper removes: token sets of grants that ended, used or ended authorization requests and links, and escrows
-- that nobody needs any more.

-- When the grant's place in Vault was destroyed; null while something may lie there.
ALTER TABLE oauth_grant
  ADD COLUMN emptied_at timestamptz,
  ADD COLUMN revoked_at timestamptz;
CREATE INDEX grant_to_empty ON oauth_grant (refresh_expires_at)
  WHERE status <> 'ACTIVE' AND emptied_at IS NULL;

GRANT DELETE ON authorization_request, token_escrow TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Grants whose refresh token came to its reported end, or that were revoked, and whose place in Vault is not empty yet.
-- Nothing is claimed of a grant that is not active, so where no attempt is open nobody writes there any more.
CREATE FUNCTION eg_grants_to_empty(p_limit integer)
RETURNS TABLE (tenant_id uuid, grant_id uuid, provider_id uuid, salt text, revoked_at timestamptz, now timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT g.tenant_id, g.id, g.provider_id, g.salt, g.revoked_at, eg_now()
  FROM oauth_grant g
  WHERE g.status <> 'ACTIVE'
    AND g.emptied_at IS NULL
    AND g.attempt_id IS NULL
    AND (g.status = 'REVOKED' OR g.refresh_expires_at <= eg_now())
    AND NOT EXISTS (
      SELECT FROM token_escrow e
      WHERE e.tenant_id = g.tenant_id AND e.grant_id = g.id AND e.state = 'KEPT')
  ORDER BY g.revoked_at, g.refresh_expires_at
  LIMIT p_limit
$$;

CREATE FUNCTION eg_sweep_authorizations(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH swept AS (
    DELETE FROM authorization_request r
    WHERE coalesce(r.used_at, r.ends_at) < eg_now() - p_age
    RETURNING r.id
  )
  SELECT count(*) FROM swept
$$;

CREATE FUNCTION eg_sweep_links(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH swept AS (
    DELETE FROM one_time_link l
    WHERE coalesce(l.used_at, l.ends_at) < eg_now() - p_age
    RETURNING l.hash
  )
  SELECT count(*) FROM swept
$$;

-- A superseded set is kept until the stored one was proved: by the provider's word, or by a refresh that it brought.
-- Its end is told in the log. What was drained holds no token and goes with its age.
CREATE FUNCTION eg_sweep_escrows(p_node text, p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH swept AS (
    DELETE FROM token_escrow e
    USING oauth_grant g
    WHERE g.tenant_id = e.tenant_id
      AND g.id = e.grant_id
      AND ((e.state = 'DRAINED' AND e.closed_at < eg_now() - p_age)
           OR (e.state = 'SUPERSEDED'
               AND (g.last_proof = 'proved'
                    OR g.last_success_at > e.closed_at
                    OR g.status = 'REVOKED')))
    RETURNING e.tenant_id, e.grant_id, e.provider_id, e.attempt_id, e.state
  ),
  told AS (
    INSERT INTO audit_event (tenant_id, type, actor_kind, actor_name, grant_id, provider_id, terminal, details)
    SELECT s.tenant_id, 'escrow_destroyed', 'portal', p_node, s.grant_id, s.provider_id, false,
           jsonb_build_object('escrowed_attempt', s.attempt_id::text)
    FROM swept s
    WHERE s.state = 'SUPERSEDED'
  )
  SELECT count(*) FROM swept
$$;

GRANT EXECUTE ON FUNCTION
  eg_grants_to_empty(integer),
  eg_sweep_authorizations(interval),
  eg_sweep_links(interval),
  eg_sweep_escrows(text, interval)
TO evergrant_app;

RESET ROLE;
