-- Tests of a provider's registration, stage after stage. A node takes a turn at one; while an account's owner is waited for, or a
-- refresh, it looks now and then. No foreign key to the link or the grant: both may be gone while what was found still counts.

CREATE TABLE provider_test (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL DEFAULT uuidv7(),
  provider_id uuid        NOT NULL,
  -- of the registration that is tested
  version     bigint      NOT NULL,
  -- which is under way, or was the last one
  stage       text        NOT NULL DEFAULT 'NAME'
              CHECK (stage IN ('NAME', 'TLS', 'DISCOVERY', 'CLIENT', 'CONSENT', 'REFRESH')),
  -- on whose behalf its grant is refreshed
  asker_id    uuid        NOT NULL REFERENCES member,
  asked_by    text        NOT NULL,
  asked_at    timestamptz NOT NULL DEFAULT eg_now(),
  ended_at    timestamptz,
  link_id     uuid,
  grant_id    uuid,
  -- since when its refresh is due
  due_since   timestamptz,
  -- who is at it
  node        text,
  fence       bigint      NOT NULL DEFAULT 0,
  lease_until timestamptz,
  turn_at     timestamptz NOT NULL DEFAULT eg_now(),
  tries       integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider,
  CHECK (due_since IS NULL OR grant_id IS NOT NULL)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX provider_test_under_way ON provider_test (tenant_id, provider_id) WHERE ended_at IS NULL;
CREATE INDEX provider_test_of ON provider_test (tenant_id, provider_id, id);
CREATE INDEX provider_test_turn ON provider_test (turn_at) WHERE ended_at IS NULL;
CREATE INDEX provider_test_asked ON provider_test (asked_at);

-- How a stage ended. What code says in words, facts complete; lines are one each, with tabs between their parts.
CREATE TABLE provider_test_stage (
  tenant_id uuid        NOT NULL,
  test_id   uuid        NOT NULL,
  stage     text        NOT NULL CHECK (stage IN ('NAME', 'TLS', 'DISCOVERY', 'CLIENT', 'CONSENT', 'REFRESH')),
  verdict   text        NOT NULL CHECK (verdict IN ('PASSED', 'NOT_NEEDED', 'DOUBTFUL', 'NOT_DONE', 'FAILED')),
  code      text        NOT NULL,
  facts     text[]      NOT NULL,
  lines     text[]      NOT NULL,
  ended_at  timestamptz NOT NULL DEFAULT eg_now(),
  took_ms   bigint      NOT NULL CHECK (took_ms >= 0),
  PRIMARY KEY (tenant_id, test_id, stage),
  FOREIGN KEY (tenant_id, test_id) REFERENCES provider_test ON DELETE CASCADE
);

ALTER TABLE provider_test       ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE provider_test_stage ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON provider_test       TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON provider_test_stage TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON provider_test TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON provider_test TO evergrant_app;
GRANT SELECT, INSERT ON provider_test_stage TO evergrant_app;
GRANT SELECT, UPDATE, DELETE ON provider_test TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Claims those whose turn it is, fence + 1, and forgets those of another quarter: the log tells of them.
CREATE FUNCTION eg_claim_provider_tests(p_node text, p_limit integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, provider_id uuid, asker_id uuid, asked_by text, fence bigint, tries integer)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  DELETE FROM provider_test t
  WHERE t.asked_at < eg_now() - interval '90 days';

  WITH held AS MATERIALIZED (
    SELECT t.tenant_id, t.id
    FROM provider_test t
    WHERE t.ended_at IS NULL
      AND t.turn_at <= eg_now()
      AND (t.lease_until IS NULL OR t.lease_until <= eg_now())
    ORDER BY t.turn_at
    LIMIT p_limit
    FOR UPDATE OF t SKIP LOCKED
  )
  UPDATE provider_test t
  SET node = p_node, fence = t.fence + 1, lease_until = eg_now() + p_lease, tries = t.tries + 1
  FROM held h
  WHERE t.tenant_id = h.tenant_id AND t.id = h.id
  RETURNING t.tenant_id, t.id, t.provider_id, t.asker_id, t.asked_by, t.fence, t.tries
$$;

GRANT EXECUTE ON FUNCTION eg_claim_provider_tests(text, integer, interval) TO evergrant_app;

RESET ROLE;
