-- Members come by invitation, change their role and leave; a link that is good once lets a person choose a password. And an
-- organisation can rest: its people do not sign in, its keys open nothing, its providers are paused.

ALTER TABLE tenant
  ADD COLUMN status       text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED', 'ENDING', 'ENDED')),
  ADD COLUMN status_since timestamptz;

ALTER TABLE member
  ADD COLUMN version      bigint NOT NULL DEFAULT 1,
  -- a session that began under a lower number is over
  ADD COLUMN sessions     bigint NOT NULL DEFAULT 1,
  ADD COLUMN removed_at   timestamptz,
  -- of the newest link; null where it was used
  ADD COLUMN link_ends_at timestamptz,
  -- for the runtime role, from which the hash itself is kept
  ADD COLUMN has_password boolean GENERATED ALWAYS AS (password_hash IS NOT NULL) STORED;

-- Whoever was removed gives the address free; the row stays for what points to it.
DROP INDEX member_email;
CREATE UNIQUE INDEX member_email ON member (lower(email COLLATE pg_c_utf8)) WHERE removed_at IS NULL;

GRANT SELECT (version, removed_at, link_ends_at, has_password, signed_in_at) ON member TO evergrant_app;

-- What an admin was about to let go on while the organisation was being suspended is paused with the rest: both wait for the
-- tenant's row.
CREATE FUNCTION eg_pause_at_rest() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
DECLARE
  v_status text;
BEGIN
  SELECT t.status INTO v_status FROM tenant t WHERE t.id = NEW.tenant_id FOR SHARE;
  IF v_status <> 'ACTIVE' THEN
    NEW.status := 'PAUSED';
    NEW.status_reason := 'organisation_suspended';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER provider_rests_with_tenant BEFORE INSERT OR UPDATE OF status ON provider
FOR EACH ROW WHEN (NEW.status = 'ACTIVE') EXECUTE FUNCTION eg_pause_at_rest();

-- for the lock of that trigger too
GRANT UPDATE (status, status_since) ON tenant TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

DROP FUNCTION eg_member_by_email(text);
CREATE FUNCTION eg_member_by_email(p_email text)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text, password_hash text, resting boolean,
               suspended boolean, sessions bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role, m.password_hash,
         coalesce(m.resting_until > eg_now(), false), coalesce(t.status <> 'ACTIVE', false), m.sessions
  FROM member m
  LEFT JOIN tenant t ON t.id = m.tenant_id
  WHERE lower(m.email COLLATE pg_c_utf8) = lower(p_email COLLATE pg_c_utf8)
    AND m.removed_at IS NULL
$$;

-- Asked for each request: whoever was removed, whose sessions were ended or whose organisation rests is nobody at once.
DROP FUNCTION eg_member_by_id(uuid);
CREATE FUNCTION eg_member_by_id(p_id uuid, p_sessions bigint)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role
  FROM member m
  LEFT JOIN tenant t ON t.id = m.tenant_id
  WHERE m.id = p_id
    AND m.sessions = p_sessions
    AND m.removed_at IS NULL
    AND coalesce(t.status, 'ACTIVE') = 'ACTIVE'
$$;

CREATE OR REPLACE FUNCTION eg_member_by_link(p_link_hash text)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role
  FROM one_time_link l
  JOIN member m ON m.id = l.member_id
  LEFT JOIN tenant t ON t.id = m.tenant_id
  WHERE l.hash = p_link_hash
    AND l.used_at IS NULL
    AND l.ends_at > eg_now()
    AND m.removed_at IS NULL
    AND coalesce(t.status, 'ACTIVE') = 'ACTIVE'
$$;

-- Uses a link up and sets the password, with which every session of that person ends; false where the link is no longer
-- good.
CREATE OR REPLACE FUNCTION eg_activate(p_link_hash text, p_password_hash text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH used AS (
    UPDATE one_time_link l
    SET used_at = eg_now()
    FROM member m
    LEFT JOIN tenant t ON t.id = m.tenant_id
    WHERE l.hash = p_link_hash
      AND l.used_at IS NULL
      AND l.ends_at > eg_now()
      AND m.id = l.member_id
      AND m.removed_at IS NULL
      AND coalesce(t.status, 'ACTIVE') = 'ACTIVE'
    RETURNING l.member_id
  ),
  activated AS (
    UPDATE member m
    SET password_hash = p_password_hash, sign_in_failures = 0, resting_until = NULL, sessions = m.sessions + 1,
        link_ends_at = NULL
    FROM used u
    WHERE m.id = u.member_id
    RETURNING m.id
  )
  SELECT EXISTS (SELECT FROM activated)
$$;

-- Changes of members, each of the transaction's own tenant alone. They are functions so that the runtime role cannot write
-- the table: a statement that was never thought of raises nobody's role and sets no password.

-- False where an account has the address.
CREATE FUNCTION eg_add_member(p_id uuid, p_email text, p_display_name text, p_role text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH added AS (
    INSERT INTO member (id, tenant_id, email, display_name, role)
    SELECT p_id, eg_tenant(), p_email, p_display_name, p_role
    WHERE p_role IN ('ADMIN', 'AUDITOR')
    ON CONFLICT DO NOTHING
    RETURNING id
  )
  SELECT EXISTS (SELECT FROM added)
$$;

-- False where the member is not any more what was seen.
CREATE FUNCTION eg_change_role(p_id uuid, p_version bigint, p_role text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH changed AS (
    UPDATE member m
    SET role = p_role, version = m.version + 1
    WHERE m.id = p_id
      AND m.tenant_id = eg_tenant()
      AND m.version = p_version
      AND m.removed_at IS NULL
    RETURNING m.id
  )
  SELECT EXISTS (SELECT FROM changed)
$$;

-- A new link, in the place of an older one: the password is worth nothing from now on, and every session ends.
CREATE FUNCTION eg_new_password_link(p_id uuid, p_version bigint, p_link_hash text, p_life interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE member m
  SET password_hash = NULL, sign_in_failures = 0, resting_until = NULL, sessions = m.sessions + 1,
      version = m.version + 1, link_ends_at = eg_now() + p_life
  WHERE m.id = p_id
    AND m.tenant_id = eg_tenant()
    AND m.version = p_version
    AND m.removed_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM one_time_link WHERE member_id = p_id AND used_at IS NULL;
  INSERT INTO one_time_link (hash, member_id, ends_at) VALUES (p_link_hash, p_id, eg_now() + p_life);
  RETURN true;
END
$$;

CREATE FUNCTION eg_remove_member(p_id uuid, p_version bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE member m
  SET removed_at = eg_now(), password_hash = NULL, sessions = m.sessions + 1, version = m.version + 1,
      link_ends_at = NULL
  WHERE m.id = p_id
    AND m.tenant_id = eg_tenant()
    AND m.version = p_version
    AND m.removed_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM one_time_link WHERE member_id = p_id AND used_at IS NULL;
  RETURN true;
END
$$;

DROP FUNCTION eg_api_key(text);
-- As before, and it tells whether the organisation rests.
CREATE FUNCTION eg_api_key(p_hash text)
RETURNS TABLE (tenant_id uuid, id uuid, name text, scopes text[], provider_id uuid, addresses text[],
               generation bigint, hint text, previous_ends_at timestamptz, created_at timestamptz,
               ends_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, ended boolean,
               used_lately boolean, suspended boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT k.tenant_id, k.id, k.name, k.scopes, k.provider_id, k.addresses, k.generation, s.hint, s.ends_at,
         k.created_at, k.ends_at, k.revoked_at, k.last_used_at,
         coalesce(least(k.ends_at, s.ends_at) <= eg_now(), false),
         coalesce(k.last_used_at > eg_now() - interval '1 minute', false),
         t.status <> 'ACTIVE'
  FROM api_key_secret s
  JOIN api_key k ON k.tenant_id = s.tenant_id AND k.id = s.key_id
  JOIN tenant t ON t.id = k.tenant_id
  WHERE s.hash = p_hash
$$;

-- As before; a ticket rests with the key that minted it.
CREATE OR REPLACE FUNCTION eg_ticket(p_hash text)
RETURNS TABLE (tenant_id uuid, id uuid, grant_id uuid, key_id uuid, key_name text, methods text[], prefixes text[],
               origin text, jkt text, ends_at timestamptz, ended boolean, orphaned boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT t.tenant_id, t.id, t.grant_id, t.key_id, k.name, t.methods, t.prefixes, t.origin, t.jkt, t.ends_at,
         t.ends_at <= eg_now(),
         k.revoked_at IS NOT NULL OR coalesce(k.ends_at <= eg_now(), false) OR NOT 'forward' = ANY (k.scopes)
           OR o.status <> 'ACTIVE'
  FROM ticket t
  JOIN api_key k ON k.tenant_id = t.tenant_id AND k.id = t.key_id
  JOIN tenant o ON o.id = t.tenant_id
  WHERE t.hash = p_hash
$$;

GRANT EXECUTE ON FUNCTION
  eg_member_by_email(text),
  eg_member_by_id(uuid, bigint),
  eg_add_member(uuid, text, text, text),
  eg_change_role(uuid, bigint, text),
  eg_new_password_link(uuid, bigint, text, interval),
  eg_remove_member(uuid, bigint),
  eg_api_key(text)
TO evergrant_app;

RESET ROLE;
