-- What an operator does with organisations, and sees of the installation. No tenant's rows are read: names, numbers and states.

-- An organisation that ends: by which key its tokens were sealed, and something that was sealed with it and is worth nothing,
-- by which anybody can try afterwards that the key is gone.
CREATE TABLE tenant_end (
  tenant_id    uuid        NOT NULL PRIMARY KEY REFERENCES tenant,
  begun_at     timestamptz NOT NULL DEFAULT eg_now(),
  key_name     text        NOT NULL,
  key_versions text        NOT NULL,
  ciphertext   text        NOT NULL,
  -- destroyed in Vault so far: a crash in between forgets none
  entries      bigint      NOT NULL DEFAULT 0
);

-- Which nodes live.
CREATE TABLE node (
  name       text        NOT NULL PRIMARY KEY,
  release    text        NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL
) WITH (fillfactor = 50);

ALTER TABLE tenant_end ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE node       ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tenant_end TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON node TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE (entries) ON tenant_end TO evergrant_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON node TO evergrant_definer;
GRANT UPDATE (status, status_reason, status_since, updated_at, version) ON provider TO evergrant_definer;
GRANT UPDATE (revoked_at) ON api_key TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

CREATE FUNCTION eg_tenants(p_id uuid)
RETURNS TABLE (id uuid, slug text, name text, status text, status_since timestamptz, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT t.id, t.slug, t.name, t.status, t.status_since, t.created_at
  FROM tenant t
  WHERE p_id IS NULL OR t.id = p_id
  ORDER BY lower(t.name COLLATE pg_c_utf8), t.id
$$;

-- How much there is of it, for whoever is about to end it; in_flight is what has to come to its end first.
CREATE FUNCTION eg_tenant_size(p_id uuid)
RETURNS TABLE (members bigint, providers bigint, grants bigint, in_flight bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT (SELECT count(*) FROM member m WHERE m.tenant_id = p_id AND m.removed_at IS NULL),
         (SELECT count(*) FROM provider p WHERE p.tenant_id = p_id),
         (SELECT count(*) FROM oauth_grant g WHERE g.tenant_id = p_id AND g.status <> 'REVOKED'),
         (SELECT count(*) FROM refresh_attempt a WHERE a.tenant_id = p_id AND a.open)
$$;

CREATE FUNCTION eg_found_tenant(p_id uuid, p_slug text, p_name text, p_member uuid, p_email text, p_link_hash text,
                                p_life interval) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_taken text;
BEGIN
  INSERT INTO tenant (id, slug, name) VALUES (p_id, p_slug, p_name);
  INSERT INTO member (id, tenant_id, email, display_name, role, link_ends_at)
  VALUES (p_member, p_id, p_email, p_email, 'ADMIN', eg_now() + p_life);
  INSERT INTO one_time_link (hash, member_id, ends_at) VALUES (p_link_hash, p_member, eg_now() + p_life);
  RETURN 'done';
EXCEPTION WHEN unique_violation THEN
  GET STACKED DIAGNOSTICS v_taken = CONSTRAINT_NAME;
  RETURN CASE WHEN v_taken = 'member_email' THEN 'email_taken' ELSE 'slug_taken' END;
END
$$;

-- Pauses its providers with it: the timer's claim takes of active providers alone, and a claim that was faster is given up
-- before it sends. Answers how many were paused; null where the organisation was not active. Providers are locked before
-- the tenant, as whoever changes one does.
CREATE FUNCTION eg_suspend_tenant(p_id uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_paused bigint;
BEGIN
  PERFORM FROM provider p WHERE p.tenant_id = p_id ORDER BY p.id FOR NO KEY UPDATE;
  UPDATE tenant SET status = 'SUSPENDED', status_since = eg_now() WHERE id = p_id AND status = 'ACTIVE';
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE provider
  SET status = 'PAUSED', status_reason = 'organisation_suspended', status_since = eg_now(), updated_at = eg_now(),
      version = version + 1
  WHERE tenant_id = p_id AND status = 'ACTIVE';
  GET DIAGNOSTICS v_paused = ROW_COUNT;
  RETURN v_paused;
END
$$;

-- Providers that were paused for another reason stay so.
CREATE FUNCTION eg_resume_tenant(p_id uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_resumed bigint;
BEGIN
  PERFORM FROM provider p WHERE p.tenant_id = p_id ORDER BY p.id FOR NO KEY UPDATE;
  UPDATE tenant SET status = 'ACTIVE', status_since = eg_now() WHERE id = p_id AND status = 'SUSPENDED';
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE provider
  SET status = 'ACTIVE', status_reason = NULL, status_since = eg_now(), updated_at = eg_now(), version = version + 1
  WHERE tenant_id = p_id AND status = 'PAUSED' AND status_reason = 'organisation_suspended';
  GET DIAGNOSTICS v_resumed = ROW_COUNT;
  RETURN v_resumed;
END
$$;

-- From here there is no way back.
CREATE FUNCTION eg_begin_tenant_end(p_id uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH begun AS (
    UPDATE tenant SET status = 'ENDING', status_since = eg_now() WHERE id = p_id AND status = 'SUSPENDED' RETURNING id
  )
  SELECT EXISTS (SELECT FROM begun)
$$;

-- A node that was not seen for a week is forgotten.
CREATE FUNCTION eg_node_lives(p_name text, p_release text, p_starts boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  DELETE FROM node WHERE seen_at < eg_now() - interval '7 days';

  INSERT INTO node AS n (name, release, started_at, seen_at)
  VALUES (p_name, p_release, eg_now(), eg_now())
  ON CONFLICT (name) DO UPDATE
  SET release = excluded.release,
      started_at = CASE WHEN p_starts THEN excluded.started_at ELSE n.started_at END,
      seen_at = excluded.seen_at
$$;

CREATE FUNCTION eg_nodes()
RETURNS TABLE (name text, release text, started_at timestamptz, seen_at timestamptz, unseen_ms bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT n.name, n.release, n.started_at, n.seen_at, (extract(epoch FROM eg_now() - n.seen_at) * 1000)::bigint
  FROM node n
  ORDER BY n.name COLLATE pg_c_utf8
$$;

-- What is due over all tenants, as numbers alone; late is what should have been claimed a minute ago.
CREATE FUNCTION eg_queue()
RETURNS TABLE (due bigint, late bigint, oldest_due_at timestamptz, in_flight bigint, escrowed bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH clock AS MATERIALIZED (
    SELECT eg_now() AS now
  )
  SELECT coalesce(sum(w.due), 0)::bigint, coalesce(sum(w.late), 0)::bigint, min(w.oldest),
         (SELECT count(*) FROM refresh_attempt a WHERE a.open AND a.fence IS NOT NULL),
         (SELECT count(*) FROM token_escrow e WHERE e.state = 'KEPT')
  FROM provider p
  CROSS JOIN LATERAL (
    SELECT count(*) AS due,
           count(*) FILTER (WHERE g.due_at <= (SELECT now FROM clock) - interval '1 minute') AS late,
           min(g.due_at) AS oldest
    FROM oauth_grant g
    WHERE g.tenant_id = p.tenant_id
      AND g.provider_id = p.id
      AND g.status = 'ACTIVE'
      AND g.attempt_id IS NULL
      AND g.due_at <= (SELECT now FROM clock)
  ) w
  WHERE p.status = 'ACTIVE'
$$;

GRANT EXECUTE ON FUNCTION
  eg_tenants(uuid),
  eg_tenant_size(uuid),
  eg_found_tenant(uuid, text, text, uuid, text, text, interval),
  eg_suspend_tenant(uuid),
  eg_resume_tenant(uuid),
  eg_begin_tenant_end(uuid),
  eg_node_lives(text, text, boolean),
  eg_nodes(),
  eg_queue()
TO evergrant_app;

RESET ROLE;
