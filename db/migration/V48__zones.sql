-- The zone in which a person reads times, by its name in the IANA database; null where it is the browser's.

ALTER TABLE member
  ADD COLUMN zone        text CHECK (length(zone) <= 50 AND zone ~ '^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$'),
  -- grows with every change that the person makes; what admins change counts in version
  ADD COLUMN own_version bigint NOT NULL DEFAULT 1;

GRANT SELECT (zone) ON member TO evergrant_app;

SET LOCAL ROLE evergrant_definer;

-- As before, and it tells what the person chose.
DROP FUNCTION eg_member_by_id(uuid, bigint);
CREATE FUNCTION eg_member_by_id(p_id uuid, p_sessions bigint)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text, zone text, own_version bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role, m.zone, m.own_version
  FROM member m
  LEFT JOIN tenant t ON t.id = m.tenant_id
  WHERE m.id = p_id
    AND m.sessions = p_sessions
    AND m.removed_at IS NULL
    AND coalesce(t.status, 'ACTIVE') = 'ACTIVE'
$$;

-- Operators choose one too, and have no tenant. False where the person chose otherwise since it was seen.
CREATE FUNCTION eg_choose_zone(p_id uuid, p_zone text, p_seen bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH chosen AS (
    UPDATE member m
    SET zone = p_zone, own_version = m.own_version + 1
    WHERE m.id = p_id
      AND m.own_version = p_seen
      AND m.removed_at IS NULL
    RETURNING m.id
  )
  SELECT EXISTS (SELECT FROM chosen)
$$;

GRANT EXECUTE ON FUNCTION
  eg_member_by_id(uuid, bigint),
  eg_choose_zone(uuid, text, bigint)
TO evergrant_app;

RESET ROLE;
