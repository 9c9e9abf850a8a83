-- What the overview reads: indexes by which it counts a hundred thousand grants without looking at each, and outcomes that
-- are counted once, when they happen, instead of at each look.

-- Whether the reported end of the refresh token moves with a refresh, as it was seen at the newest one; null while none was
-- seen. An end that does not move is one that no refresh prevents.
ALTER TABLE oauth_grant ADD COLUMN refresh_end_slides boolean;

-- When it was paused or resumed; null where neither happened since this column is there.
ALTER TABLE provider ADD COLUMN status_since timestamptz;

-- Serves whatever asks for the grants of a provider, and of these the ones that consented before a day.
CREATE INDEX grant_consented ON oauth_grant (tenant_id, provider_id, consented_at);
DROP INDEX grant_provider;
-- The few that are not refreshed as they should be. A refresh that goes well leaves both as they are.
CREATE INDEX grant_unwell ON oauth_grant (tenant_id, provider_id, status) WHERE status <> 'ACTIVE' OR failures > 0;
CREATE INDEX grant_fixed_end ON oauth_grant (tenant_id, provider_id, refresh_expires_at) WHERE NOT refresh_end_slides;

-- How many attempts to refresh ended in an hour, and how.
CREATE TABLE outcome_hour (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  hour        timestamptz NOT NULL,
  provider_id uuid        NOT NULL,
  outcome     text        NOT NULL,
  attempts    bigint      NOT NULL CHECK (attempts > 0),
  PRIMARY KEY (tenant_id, hour, provider_id, outcome)
) WITH (fillfactor = 50);

-- Up to which number of the log a tenant's events are counted.
CREATE TABLE outcome_counted (
  tenant_id uuid   NOT NULL PRIMARY KEY REFERENCES tenant,
  number    bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

ALTER TABLE outcome_hour    ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE outcome_counted ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON outcome_hour    TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON outcome_counted TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON outcome_hour    TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON outcome_counted TO evergrant_definer USING (true);
GRANT SELECT ON outcome_hour, outcome_counted TO evergrant_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_hour TO evergrant_definer;
GRANT SELECT, INSERT, UPDATE ON outcome_counted TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Counts what ended since the last time, at most p_limit events of a tenant, and forgets hours of older months. An event
-- counts when the floor of the log (V9) is over it: none of a lower number comes to light afterwards, so each is counted
-- once, whichever node counts and whatever crashes. Answers how many events were looked at.
CREATE FUNCTION eg_count_outcomes(p_limit integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_floor bigint := (SELECT f.number FROM audit_floor f);
  v_turn record;
  v_batch record;
  v_all bigint := 0;
BEGIN
  INSERT INTO outcome_counted (tenant_id)
  SELECT t.id
  FROM tenant t
  WHERE NOT EXISTS (SELECT FROM outcome_counted c WHERE c.tenant_id = t.id)
  ON CONFLICT DO NOTHING;

  FOR v_turn IN
    SELECT c.tenant_id, c.number
    FROM outcome_counted c
    WHERE c.number < v_floor
      AND EXISTS (
        SELECT FROM audit_event e
        WHERE e.tenant_id = c.tenant_id AND e.number > c.number AND e.number <= v_floor)
    FOR UPDATE SKIP LOCKED
  LOOP
    WITH batch AS MATERIALIZED (
      SELECT e.number, e.type, e.at, e.provider_id, e.outcome
      FROM audit_event e
      WHERE e.tenant_id = v_turn.tenant_id
        AND e.number > v_turn.number
        AND e.number <= v_floor
      ORDER BY e.number
      LIMIT p_limit
    ),
    counted AS (
      INSERT INTO outcome_hour AS h (tenant_id, hour, provider_id, outcome, attempts)
      SELECT v_turn.tenant_id, date_trunc('hour', b.at, 'UTC'), b.provider_id, b.outcome, count(*)
      FROM batch b
      WHERE b.type = 'refresh_ended'
        AND b.provider_id IS NOT NULL
        AND b.outcome IS NOT NULL
        AND b.at > eg_now() - interval '32 days'
      GROUP BY 2, 3, 4
      ON CONFLICT (tenant_id, hour, provider_id, outcome) DO UPDATE SET attempts = h.attempts + excluded.attempts
    )
    SELECT count(*) AS events, max(b.number) AS number INTO v_batch FROM batch b;

    UPDATE outcome_counted c
    SET number = CASE WHEN v_batch.events < p_limit THEN v_floor ELSE v_batch.number END
    WHERE c.tenant_id = v_turn.tenant_id;

    DELETE FROM outcome_hour h
    WHERE h.tenant_id = v_turn.tenant_id
      AND h.hour < eg_now() - interval '33 days';

    v_all := v_all + v_batch.events;
  END LOOP;
  RETURN v_all;
END
$$;

GRANT EXECUTE ON FUNCTION eg_count_outcomes(integer) TO evergrant_app;

RESET ROLE;
