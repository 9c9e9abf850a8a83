-- Until when the rest lasts of which the log has been told that sign-ins are refused: once a rest, however often it is tried.
ALTER TABLE member ADD COLUMN rest_told timestamptz;

SET LOCAL ROLE evergrant_definer;

-- Whether it is the first refusal of the rest that the account is in.
CREATE FUNCTION eg_refused_at_rest(p_id uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH told AS (
    UPDATE member m
    SET rest_told = m.resting_until
    WHERE m.id = p_id
      AND m.resting_until > eg_now()
      AND m.rest_told IS DISTINCT FROM m.resting_until
    RETURNING m.id
  )
  SELECT EXISTS (SELECT FROM told)
$$;

GRANT EXECUTE ON FUNCTION eg_refused_at_rest(uuid) TO evergrant_app;

RESET ROLE;
