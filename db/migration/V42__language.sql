-- The language that a person chose, for the pages and for mails; null where nobody chose one.

ALTER TABLE member
  ADD COLUMN language text CHECK (language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$');

GRANT SELECT (language) ON member TO evergrant_app;

SET LOCAL ROLE evergrant_definer;

-- As before, and it tells the language.
DROP FUNCTION eg_member_by_email(text);
CREATE FUNCTION eg_member_by_email(p_email text)
RETURNS TABLE (id uuid, tenant_id uuid, email text, display_name text, role text, password_hash text, resting boolean,
               suspended boolean, sessions bigint, language text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT m.id, m.tenant_id, m.email, m.display_name, m.role, m.password_hash,
         coalesce(m.resting_until > eg_now(), false), coalesce(t.status <> 'ACTIVE', false), m.sessions, m.language
  FROM member m
  LEFT JOIN tenant t ON t.id = m.tenant_id
  WHERE lower(m.email COLLATE pg_c_utf8) = lower(p_email COLLATE pg_c_utf8)
    AND m.removed_at IS NULL
$$;

-- Operators choose one too, and have no tenant.
CREATE FUNCTION eg_choose_language(p_id uuid, p_language text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH chosen AS (
    UPDATE member m
    SET language = p_language
    WHERE m.id = p_id
      AND m.removed_at IS NULL
    RETURNING m.id
  )
  SELECT EXISTS (SELECT FROM chosen)
$$;

GRANT EXECUTE ON FUNCTION
  eg_member_by_email(text),
  eg_choose_language(uuid, text)
TO evergrant_app;

RESET ROLE;
