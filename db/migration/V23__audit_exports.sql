-- Exports of a tenant's log. The log only grows, so what an export holds is fixed once it is fixed where it begins and ends:
-- no copy of it is kept. One node at a time reads it through once, and notes how long each part is and what its SHA-256 is;
-- a download reads it again, part by part, and no part goes out that is not what was noted.

CREATE TABLE audit_export (
  tenant_id      uuid        NOT NULL REFERENCES tenant,
  id             uuid        NOT NULL DEFAULT uuidv7(),
  format         text        NOT NULL CHECK (format IN ('jsonl', 'csv', 'ocsf')),
  -- grows when a format is written otherwise: a node leaves alone what it would write otherwise
  layout         integer     NOT NULL,
  state          text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'RUNNING', 'READY', 'FAILED')),
  asked_by       text        NOT NULL,
  asked_at       timestamptz NOT NULL DEFAULT eg_now(),
  ends_at        timestamptz NOT NULL,
  -- what was asked for: by sequence, by time, or all that had been numbered by then
  asked_number   bigint      NOT NULL,
  asked_after    bigint      NOT NULL DEFAULT 0 CHECK (asked_after >= 0),
  asked_before   bigint      CHECK (asked_before > 0),
  asked_from     timestamptz,
  asked_until    timestamptz,
  -- the end that a checkpoint is waited for
  wanted         bigint,
  -- where it begins and ends, which does not change any more
  after          bigint,
  up_to          bigint,
  signed_up_to   bigint,
  before         bigint,
  previous       text,
  as_of          text,
  -- how far it is
  sequence       bigint      NOT NULL DEFAULT 0,
  hash           text,
  events         bigint      NOT NULL DEFAULT 0,
  checkpoints    bigint      NOT NULL DEFAULT 0,
  bytes          bigint      NOT NULL DEFAULT 0,
  parts          integer     NOT NULL DEFAULT 0,
  -- the SHA-256 of all before, as far as it is computed
  digest         text,
  sha256         text,
  ready_at       timestamptz,
  -- who is at it
  node           text,
  fence          bigint      NOT NULL DEFAULT 0,
  lease_until    timestamptz,
  turn_at        timestamptz NOT NULL DEFAULT eg_now(),
  tries          integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  CHECK (state NOT IN ('RUNNING', 'READY') OR (after IS NOT NULL AND up_to IS NOT NULL AND signed_up_to IS NOT NULL
         AND previous IS NOT NULL AND as_of IS NOT NULL)),
  CHECK ((state = 'READY') = (sha256 IS NOT NULL))
) WITH (fillfactor = 50);
CREATE INDEX audit_export_turn ON audit_export (turn_at) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX audit_export_end ON audit_export (ends_at);

-- A thousand events each. A part is the same bytes whoever writes it, so one is enough to begin a download in the middle.
CREATE TABLE audit_export_part (
  tenant_id   uuid    NOT NULL,
  export_id   uuid    NOT NULL,
  part        integer NOT NULL,
  -- events with after < sequence <= up_to
  after       bigint  NOT NULL,
  up_to       bigint  NOT NULL,
  begins      bigint  NOT NULL,
  bytes       integer NOT NULL,
  sha256      bytea   NOT NULL CHECK (length(sha256) = 32),
  PRIMARY KEY (tenant_id, export_id, part),
  FOREIGN KEY (tenant_id, export_id) REFERENCES audit_export ON DELETE CASCADE
);
CREATE INDEX audit_export_part_begins ON audit_export_part (tenant_id, export_id, begins);

-- Addresses at which an export can be had without an account. Of the secret in one only a hash is kept.
CREATE TABLE audit_export_link (
  tenant_id uuid        NOT NULL,
  id        uuid        NOT NULL,
  export_id uuid        NOT NULL,
  hash      text        NOT NULL,
  made_at   timestamptz NOT NULL DEFAULT eg_now(),
  ends_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, export_id) REFERENCES audit_export ON DELETE CASCADE
);
CREATE UNIQUE INDEX audit_export_link_hash ON audit_export_link (hash);
CREATE INDEX audit_export_link_of ON audit_export_link (tenant_id, export_id);

ALTER TABLE audit_export      ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_export_part ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_export_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON audit_export      TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON audit_export_part TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON audit_export_link TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON audit_export      TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON audit_export_link TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON audit_export TO evergrant_app;
GRANT SELECT, INSERT ON audit_export_part, audit_export_link TO evergrant_app;
GRANT SELECT, UPDATE, DELETE ON audit_export TO evergrant_definer;
GRANT SELECT ON audit_export_link TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- Claims the export whose turn it is, fence + 1. Who claims is told how often that was done since it last went on.
CREATE FUNCTION eg_claim_audit_export(p_node text, p_layout integer, p_lease interval)
RETURNS TABLE (tenant_id uuid, id uuid, fence bigint, tries integer)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT x.tenant_id, x.id
    FROM audit_export x
    WHERE x.state IN ('WAITING', 'RUNNING')
      AND x.layout = p_layout
      AND x.turn_at <= eg_now()
      AND x.ends_at > eg_now()
      AND (x.lease_until IS NULL OR x.lease_until <= eg_now())
    ORDER BY x.turn_at
    LIMIT 1
    FOR UPDATE OF x SKIP LOCKED
  )
  UPDATE audit_export x
  SET node = p_node, fence = x.fence + 1, lease_until = eg_now() + p_lease, tries = x.tries + 1
  FROM held h
  WHERE x.tenant_id = h.tenant_id AND x.id = h.id
  RETURNING x.tenant_id, x.id, x.fence, x.tries
$$;

-- Whose link it is: the hash is of a secret that only its holder has.
CREATE FUNCTION eg_audit_export_link(p_hash text)
RETURNS TABLE (tenant_id uuid, id uuid, export_id uuid, ended boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT l.tenant_id, l.id, l.export_id, l.ends_at <= eg_now()
  FROM audit_export_link l
  WHERE l.hash = p_hash
$$;

-- Some at a time, parts and links with them. The log outlives them.
CREATE FUNCTION eg_sweep_audit_exports(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM audit_export
    WHERE (tenant_id, id) IN (
      SELECT x.tenant_id, x.id FROM audit_export x WHERE x.ends_at < eg_now() - p_age ORDER BY x.ends_at LIMIT 100)
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_audit_export(text, integer, interval),
  eg_audit_export_link(text),
  eg_sweep_audit_exports(interval)
TO evergrant_app;

RESET ROLE;
