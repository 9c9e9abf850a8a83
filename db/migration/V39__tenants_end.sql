-- The end of an organisation reaches all that there is of it.

GRANT UPDATE (published_until) ON client_key TO evergrant_definer;
GRANT UPDATE (former_secret_until) ON provider TO evergrant_definer;
GRANT DELETE ON webhook, notice_mail TO evergrant_definer;
GRANT UPDATE (notice_addresses) ON tenant TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- After everything of it in Vault was destroyed: what is left here names no token that could be opened. Its log stays as it
-- is. No row where it was not ending.
CREATE FUNCTION eg_end_tenant(p_id uuid)
RETURNS TABLE (members bigint, providers bigint, grants bigint, api_keys bigint, escrows bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE tenant t SET status = 'ENDED', status_since = eg_now() WHERE t.id = p_id AND t.status = 'ENDING';
  IF NOT FOUND THEN
    RETURN;
  END IF;
  DELETE FROM token_escrow e WHERE e.tenant_id = p_id;
  GET DIAGNOSTICS escrows = ROW_COUNT;
  UPDATE oauth_grant g
  SET status = 'REVOKED', status_cause = NULL, due_at = NULL, revoked_at = coalesce(g.revoked_at, eg_now()),
      emptied_at = coalesce(g.emptied_at, eg_now())
  WHERE g.tenant_id = p_id AND (g.status <> 'REVOKED' OR g.emptied_at IS NULL);
  GET DIAGNOSTICS grants = ROW_COUNT;
  -- what lies in Vault for these is found by the sweep of clients' proofs
  UPDATE client_key c SET published_until = eg_now() WHERE c.tenant_id = p_id;
  UPDATE provider p SET former_secret_until = NULL WHERE p.tenant_id = p_id AND p.former_secret_until IS NOT NULL;
  -- their secrets are gone, and nobody is left to be told
  DELETE FROM webhook w WHERE w.tenant_id = p_id;
  DELETE FROM notice_mail m WHERE m.tenant_id = p_id AND m.sent_at IS NULL AND m.given_up_at IS NULL;
  UPDATE tenant t SET notice_addresses = '{}' WHERE t.id = p_id;
  UPDATE api_key k SET revoked_at = eg_now() WHERE k.tenant_id = p_id AND k.revoked_at IS NULL;
  GET DIAGNOSTICS api_keys = ROW_COUNT;
  DELETE FROM one_time_link l USING member m WHERE m.tenant_id = p_id AND l.member_id = m.id;
  UPDATE member m
  SET removed_at = eg_now(), password_hash = NULL, sessions = m.sessions + 1, version = m.version + 1,
      link_ends_at = NULL
  WHERE m.tenant_id = p_id AND m.removed_at IS NULL;
  GET DIAGNOSTICS members = ROW_COUNT;
  SELECT count(*) INTO providers FROM provider p WHERE p.tenant_id = p_id;
  RETURN NEXT;
END
$$;

GRANT EXECUTE ON FUNCTION eg_end_tenant(uuid) TO evergrant_app;

RESET ROLE;
