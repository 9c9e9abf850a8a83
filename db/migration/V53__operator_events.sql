-- What operators do at the door, and what is tried there. An operator has no tenant, so none of it stands in a tenant's log, which
-- is chained and signed; this is neither. It only grows, for every role: nothing is ever removed from it.

CREATE TABLE operator_event (
  number    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        timestamptz NOT NULL DEFAULT eg_now(),
  type      text        NOT NULL
    CHECK (type IN ('signed_in', 'sign_in_failed', 'signed_out', 'password_set', 'member_zone_chosen')),
  member_id uuid        NOT NULL,
  email     text        NOT NULL,
  details   jsonb       NOT NULL CHECK (jsonb_typeof(details) = 'object')
);

ALTER TABLE operator_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY across_tenants ON operator_event TO evergrant_definer USING (true);
GRANT SELECT, INSERT (type, member_id, email, details) ON operator_event TO evergrant_definer;

CREATE TRIGGER operator_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_event
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();

SET LOCAL ROLE evergrant_definer;

-- False where nobody who operates has that id: nothing was written.
CREATE FUNCTION eg_add_operator_event(p_type text, p_id uuid, p_details jsonb) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH added AS (
    INSERT INTO operator_event (type, member_id, email, details)
    SELECT p_type, m.id, m.email, p_details
    FROM member m
    WHERE m.id = p_id
      AND m.role = 'OPERATOR'
    RETURNING number
  )
  SELECT EXISTS (SELECT FROM added)
$$;

-- Newest first, and older than p_before where that is given.
CREATE FUNCTION eg_operator_events(p_before bigint, p_limit integer)
RETURNS TABLE (number bigint, at timestamptz, type text, email text, detail_keys text[], detail_values text[])
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT e.number, e.at, e.type, e.email,
         ARRAY(SELECT d.key FROM jsonb_each_text(e.details) d ORDER BY d.key),
         ARRAY(SELECT d.value FROM jsonb_each_text(e.details) d ORDER BY d.key)
  FROM operator_event e
  WHERE p_before IS NULL OR e.number < p_before
  ORDER BY e.number DESC
  LIMIT p_limit
$$;

GRANT EXECUTE ON FUNCTION
  eg_add_operator_event(text, uuid, jsonb),
  eg_operator_events(bigint, integer)
TO evergrant_app;

RESET ROLE;
