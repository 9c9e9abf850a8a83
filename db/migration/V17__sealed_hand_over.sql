-- A refresh token leaves, sealed to a key that the receiver's browser made for this one time: where the organisation allows
-- it, and a second admin approves. What stands here is who asked, who decided, and what became of it; never a token.

ALTER TABLE tenant ADD COLUMN sealed_hand_over boolean NOT NULL DEFAULT false;
GRANT UPDATE (sealed_hand_over) ON tenant TO evergrant_app;

-- When the refresh token of the present consent was last handed over: somebody else can use it too.
ALTER TABLE oauth_grant ADD COLUMN shared_at timestamptz;

CREATE TABLE hand_over (
  tenant_id      uuid        NOT NULL REFERENCES tenant,
  id             uuid        NOT NULL,
  grant_id       uuid        NOT NULL,
  asked_by       uuid        NOT NULL REFERENCES member,
  session_hash   text        NOT NULL,
  reason         text        NOT NULL CHECK (reason <> ''),
  -- DER of a SubjectPublicKeyInfo, in Base64
  public_key     text        NOT NULL,
  asked_at       timestamptz NOT NULL,
  ends_at        timestamptz NOT NULL,
  decided_by     uuid        REFERENCES member,
  decided_at     timestamptz,
  approved       boolean,
  handed_over_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant,
  CHECK (ends_at > asked_at AND ends_at <= asked_at + interval '30 minutes'),
  CONSTRAINT hand_over_second_person CHECK (decided_by <> asked_by),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  CHECK ((decided_at IS NULL) = (approved IS NULL)),
  CONSTRAINT hand_over_approved CHECK (handed_over_at IS NULL OR approved IS TRUE)
);
CREATE INDEX hand_over_newest ON hand_over (tenant_id, asked_at DESC, id);
CREATE INDEX hand_over_end ON hand_over (ends_at);

ALTER TABLE hand_over ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON hand_over TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON hand_over TO evergrant_definer USING (true);
GRANT SELECT, INSERT, UPDATE ON hand_over TO evergrant_app;
GRANT SELECT, DELETE ON hand_over TO evergrant_definer;

SET LOCAL ROLE evergrant_definer;

-- The log outlives them.
CREATE FUNCTION eg_sweep_hand_overs(p_age interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH gone AS (
    DELETE FROM hand_over h
    WHERE h.ends_at < eg_now() - p_age
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION eg_sweep_hand_overs(interval) TO evergrant_app;

RESET ROLE;
