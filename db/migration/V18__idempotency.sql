-- What was answered to requests that carried an Idempotency-Key, so that one that is sent again, to whichever node, gets
-- that answer and does nothing twice. The answer may hold a secret that is shown once: it is sealed with the tenant's key
-- in Vault. Of the caller's key and of the request only hashes are here.

CREATE TABLE answered_once (
  tenant_id uuid        NOT NULL,
  key_id    uuid        NOT NULL,
  hash      text        NOT NULL,
  -- who runs it: an answer that comes a day late is not written over another
  run       uuid        NOT NULL,
  begun_at  timestamptz NOT NULL DEFAULT eg_now(),
  -- of the whole request; null while there is no answer
  digest    text,
  sealed    text,
  PRIMARY KEY (tenant_id, key_id, hash),
  FOREIGN KEY (tenant_id, key_id) REFERENCES api_key,
  CHECK ((digest IS NULL) = (sealed IS NULL))
);
CREATE INDEX answered_once_begun ON answered_once (begun_at);

ALTER TABLE answered_once ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON answered_once TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON answered_once TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON answered_once TO evergrant_app;
GRANT SELECT, DELETE ON answered_once TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

CREATE FUNCTION eg_sweep_answers(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM answered_once
    WHERE (tenant_id, key_id, hash) IN (
      SELECT a.tenant_id, a.key_id, a.hash FROM answered_once a
      WHERE a.begun_at < eg_now() - p_age
      ORDER BY a.begun_at
      LIMIT 1000)
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION eg_sweep_answers(interval) TO evergrant_app;

RESET ROLE;
