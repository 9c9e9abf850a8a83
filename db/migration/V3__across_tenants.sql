-- Everything that crosses tenants: one function each, owned by evergrant_definer, executable by the runtime role alone
-- (and, for seeding, by the owner). Each answers for one key that its caller must already know, or for the timer.

SET LOCAL ROLE evergrant_definer;

-- The refresh -------------------------------------------------------------------------------------------------------

-- Claims due grants, fence + 1, and writes the intent of each, in one statement. A batch takes turns: one grant of each
-- tenant before the second of any, and within a tenant one of each provider, so no backlog starves another.
--
-- The candidates come from the statement's snapshot, so the lock looks again: a fence that grew meanwhile says that
-- somebody claimed, and perhaps ended or escrowed, in between.
CREATE FUNCTION eg_claim_due(p_node text, p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, grant_id uuid, attempt_id uuid, provider_id uuid, trigger text, fence bigint, salt text,
               kv_version integer, fingerprint text, claimed_at timestamptz, refreshes bigint, rotations bigint,
               failures integer, in_doubt boolean)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH clock AS MATERIALIZED (
    SELECT eg_now() AS now
  ),
  turn AS (
    SELECT d.tenant_id, d.id, d.fence, d.due_at,
           row_number() OVER (PARTITION BY d.tenant_id ORDER BY d.place, d.due_at) AS place
    FROM (
      SELECT g.tenant_id, g.id, g.fence, g.due_at, row_number() OVER (PARTITION BY p.id ORDER BY g.due_at) AS place
      FROM provider p
      CROSS JOIN LATERAL (
        SELECT c.tenant_id, c.id, c.fence, c.due_at
        FROM oauth_grant c
        WHERE c.provider_id = p.id
          AND c.tenant_id = p.tenant_id
          AND c.status = 'ACTIVE'
          AND c.attempt_id IS NULL
          AND c.due_at <= (SELECT now FROM clock)
          AND (c.lease_until IS NULL OR c.lease_until <= (SELECT now FROM clock))
          AND NOT EXISTS (
            SELECT FROM token_escrow e
            WHERE e.tenant_id = c.tenant_id AND e.grant_id = c.id AND e.state = 'KEPT')
        ORDER BY c.due_at
        LIMIT p_limit
      ) g
      WHERE p.status = 'ACTIVE'
    ) d
  ),
  chosen AS MATERIALIZED (
    SELECT t.tenant_id, t.id, t.fence
    FROM turn t
    ORDER BY t.place, t.due_at
    LIMIT p_limit
  ),
  held AS MATERIALIZED (
    SELECT g.tenant_id, g.id
    FROM oauth_grant g
    JOIN chosen c ON c.tenant_id = g.tenant_id AND c.id = g.id
    WHERE g.fence = c.fence
      AND g.status = 'ACTIVE'
      AND g.attempt_id IS NULL
      AND g.due_at <= (SELECT now FROM clock)
    FOR UPDATE OF g SKIP LOCKED
  ),
  claimed AS (
    UPDATE oauth_grant g
    SET fence = g.fence + 1,
        attempt_id = uuidv7(),
        lease_until = (SELECT now FROM clock) + p_lease
    FROM held h
    WHERE g.tenant_id = h.tenant_id AND g.id = h.id
    RETURNING g.*
  ),
  intent AS (
    INSERT INTO refresh_attempt (tenant_id, id, grant_id, provider_id, trigger, node, fence, salt, kv_version,
                                 fingerprint, started_at)
    SELECT c.tenant_id, c.attempt_id, c.id, c.provider_id, 'TIMER', p_node, c.fence, c.salt, c.kv_version,
           c.fingerprint, (SELECT now FROM clock)
    FROM claimed c
    RETURNING refresh_attempt.tenant_id, refresh_attempt.id
  )
  SELECT c.tenant_id, c.id, i.id, c.provider_id, 'TIMER', c.fence, c.salt, c.kv_version, c.fingerprint,
         (SELECT now FROM clock), c.refreshes, c.rotations, c.failures, c.in_doubt
  FROM claimed c
  JOIN intent i ON i.tenant_id = c.tenant_id AND i.id = c.attempt_id
  ORDER BY c.due_at
$$;

-- Takes over open attempts whose lease ended. The intent is answered as it was written, with the new fence.
CREATE FUNCTION eg_take_overdue(p_node text, p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, grant_id uuid, attempt_id uuid, provider_id uuid, trigger text, fence bigint, salt text,
               kv_version integer, fingerprint text, claimed_at timestamptz, refreshes bigint, rotations bigint,
               failures integer, in_doubt boolean, sent_at timestamptz)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH clock AS MATERIALIZED (
    SELECT eg_now() AS now
  ),
  held AS MATERIALIZED (
    SELECT g.tenant_id, g.id
    FROM refresh_attempt a
    JOIN oauth_grant g ON g.tenant_id = a.tenant_id AND g.id = a.grant_id
    WHERE a.open
      AND a.fence IS NOT NULL
      AND g.attempt_id = a.id
      AND g.lease_until <= (SELECT now FROM clock)
    ORDER BY g.lease_until
    LIMIT p_limit
    FOR UPDATE OF g SKIP LOCKED
  ),
  taken AS (
    UPDATE oauth_grant g
    SET fence = g.fence + 1,
        lease_until = (SELECT now FROM clock) + p_lease
    FROM held h
    WHERE g.tenant_id = h.tenant_id AND g.id = h.id
    RETURNING g.*
  ),
  moved AS (
    UPDATE refresh_attempt a
    SET fence = t.fence,
        node = p_node
    FROM taken t
    WHERE a.tenant_id = t.tenant_id AND a.id = t.attempt_id AND a.open
    RETURNING a.*
  )
  SELECT t.tenant_id, t.id, m.id, t.provider_id, m.trigger, t.fence, m.salt, m.kv_version, m.fingerprint,
         (SELECT now FROM clock), t.refreshes, t.rotations, t.failures, t.in_doubt, m.sent_at
  FROM taken t
  JOIN moved m ON m.tenant_id = t.tenant_id AND m.id = t.attempt_id
$$;

-- Ends code exchanges that a crash left open, each with its terminal event.
CREATE FUNCTION eg_abandon_exchanges(p_age interval) RETURNS TABLE (attempt_id uuid)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT a.tenant_id, a.id
    FROM refresh_attempt a
    WHERE a.open AND a.fence IS NULL AND a.started_at < eg_now() - p_age
    FOR UPDATE SKIP LOCKED
  ),
  closed AS (
    UPDATE refresh_attempt a
    SET open = false, ended_at = eg_now(), outcome = 'abandoned', cause = 'crashed'
    FROM held h
    WHERE a.tenant_id = h.tenant_id AND a.id = h.id AND a.open
    RETURNING a.*
  ),
  told AS (
    INSERT INTO audit_event (tenant_id, type, actor_kind, actor_name, grant_id, provider_id, attempt_id, terminal,
                             outcome, details)
    SELECT c.tenant_id, 'consent_ended', 'portal', c.node, c.grant_id, c.provider_id, c.id, true, 'abandoned',
           jsonb_build_object('cause', 'crashed')
    FROM closed c
    RETURNING audit_event.attempt_id
  )
  SELECT t.attempt_id FROM told t
$$;

CREATE FUNCTION eg_undrained_escrow(p_limit integer)
RETURNS TABLE (tenant_id uuid, id uuid, grant_id uuid, provider_id uuid, attempt_id uuid, salt text, kv_version integer,
               wrapped_key text, ciphertext text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT e.tenant_id, e.id, e.grant_id, e.provider_id, e.attempt_id, e.salt, e.kv_version, e.wrapped_key, e.ciphertext
  FROM token_escrow e
  WHERE e.state = 'KEPT'
  ORDER BY e.kept_at, e.id
  LIMIT p_limit
$$;

CREATE FUNCTION eg_write_canary(p_node text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO canary (node, written_at)
  VALUES (p_node, eg_now())
  ON CONFLICT (node) DO UPDATE SET written_at = excluded.written_at
$$;

-- The callback ------------------------------------------------------------------------------------------------------

-- Uses a fresh request up if the browser is the one that began it; else tells what it is and changes nothing. Of two
-- callbacks at once the second waits for the first and finds it used.
CREATE FUNCTION eg_take_authorization(p_state_hash text, p_browser_hash text)
RETURNS TABLE (taken text, tenant_id uuid, id uuid, provider_id uuid, grant_id uuid, member_id uuid, member_email text,
               state_hash text, browser_hash text, external_id text, scope text, used_at timestamptz)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT r.*
    FROM authorization_request r
    WHERE r.state_hash = p_state_hash
    FOR UPDATE
  ),
  judged AS MATERIALIZED (
    SELECT CASE
             WHEN h.browser_hash <> p_browser_hash THEN 'foreign'
             WHEN h.used_at IS NOT NULL THEN 'used'
             WHEN h.ends_at <= eg_now() THEN 'ended'
             ELSE 'fresh'
           END AS taken,
           h.*
    FROM held h
  ),
  used_up AS (
    UPDATE authorization_request r
    SET used_at = eg_now()
    FROM judged j
    WHERE j.taken = 'fresh' AND r.tenant_id = j.tenant_id AND r.id = j.id
  )
  SELECT j.taken, j.tenant_id, j.id, j.provider_id, j.grant_id, j.member_id, j.member_email, j.state_hash,
         j.browser_hash, j.external_id, j.scope, j.used_at
  FROM judged j
$$;

-- Signing in --------------------------------------------------------------------------------------------------------

CREATE FUNCTION eg_member_by_email(p_email text)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text, password_hash text, resting boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role, m.password_hash,
         coalesce(m.resting_until > eg_now(), false)
  FROM member m
  WHERE lower(m.email COLLATE pg_c_utf8) = lower(p_email COLLATE pg_c_utf8)
$$;

CREATE FUNCTION eg_member_by_id(p_id uuid)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role
  FROM member m
  WHERE m.id = p_id
$$;

CREATE FUNCTION eg_member_by_link(p_link_hash text)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role
  FROM one_time_link l
  JOIN member m ON m.id = l.member_id
  WHERE l.hash = p_link_hash AND l.used_at IS NULL AND l.ends_at > eg_now()
$$;

-- From the fifth failure in a row the account rests: a minute, doubled with each further failure, at most a quarter of
-- an hour.
CREATE FUNCTION eg_sign_in_failed(p_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  UPDATE member
  SET sign_in_failures = sign_in_failures + 1,
      resting_until = CASE
        WHEN sign_in_failures + 1 < 5 THEN resting_until
        ELSE eg_now() + least(interval '1 minute' * 2 ^ least(sign_in_failures + 1 - 5, 8), interval '15 minutes')
      END
  WHERE id = p_id
$$;

CREATE FUNCTION eg_signed_in(p_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  UPDATE member
  SET sign_in_failures = 0, resting_until = NULL, signed_in_at = eg_now()
  WHERE id = p_id
$$;

-- Makes the first operator, or renews the link of one who never set a password; false where one has. Nodes that start
-- at once take turns.
CREATE FUNCTION eg_first_operator(p_id uuid, p_email text, p_link_hash text, p_life interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_operator uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('evergrant first operator', 0));
  IF EXISTS (SELECT FROM member WHERE role = 'OPERATOR' AND password_hash IS NOT NULL) THEN
    RETURN false;
  END IF;
  SELECT id INTO v_operator FROM member WHERE role = 'OPERATOR' ORDER BY created_at LIMIT 1;
  IF v_operator IS NULL THEN
    INSERT INTO member (id, email, display_name, role) VALUES (p_id, p_email, p_email, 'OPERATOR');
    v_operator := p_id;
  ELSE
    UPDATE member SET email = p_email, display_name = p_email WHERE id = v_operator;
  END IF;
  DELETE FROM one_time_link WHERE member_id = v_operator AND used_at IS NULL;
  INSERT INTO one_time_link (hash, member_id, ends_at) VALUES (p_link_hash, v_operator, eg_now() + p_life);
  RETURN true;
END
$$;

-- Uses a link up and sets the password; false where the link is no longer good.
CREATE FUNCTION eg_activate(p_link_hash text, p_password_hash text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH used AS (
    UPDATE one_time_link
    SET used_at = eg_now()
    WHERE hash = p_link_hash AND used_at IS NULL AND ends_at > eg_now()
    RETURNING member_id
  ),
  activated AS (
    UPDATE member m
    SET password_hash = p_password_hash, sign_in_failures = 0, resting_until = NULL
    FROM used u
    WHERE m.id = u.member_id
    RETURNING m.id
  )
  SELECT EXISTS (SELECT FROM activated)
$$;

-- Seeding -----------------------------------------------------------------------------------------------------------

-- Both change nothing where the id is there already.
CREATE FUNCTION eg_create_tenant(p_id uuid, p_slug text, p_name text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO tenant (id, slug, name)
  VALUES (p_id, p_slug, p_name)
  ON CONFLICT (id) DO NOTHING
$$;

CREATE FUNCTION eg_create_member(p_id uuid, p_tenant_id uuid, p_email text, p_display_name text, p_role text,
                                 p_password_hash text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO member (id, tenant_id, email, display_name, role, password_hash)
  VALUES (p_id, p_tenant_id, p_email, p_display_name, p_role, p_password_hash)
  ON CONFLICT (id) DO NOTHING
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_due(text, integer, interval),
  eg_take_overdue(text, integer, interval),
  eg_abandon_exchanges(interval),
  eg_undrained_escrow(integer),
  eg_write_canary(text),
  eg_take_authorization(text, text),
  eg_member_by_email(text),
  eg_member_by_id(uuid),
  eg_member_by_link(text),
  eg_sign_in_failed(uuid),
  eg_signed_in(uuid),
  eg_first_operator(uuid, text, text, interval),
  eg_activate(text, text)
TO evergrant_app;

GRANT EXECUTE ON FUNCTION
  eg_create_tenant(uuid, text, text),
  eg_create_member(uuid, uuid, text, text, text, text)
TO evergrant_app, evergrant_owner;

RESET ROLE;
