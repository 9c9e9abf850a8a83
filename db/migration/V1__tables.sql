-- Tables of Evergrant. Run by evergrant_owner; who may see which row is in V2, what crosses tenants is in V3.
--
-- Keys begin with the tenant, so that a foreign id neither collides nor tells that it exists. Names compare under
-- pg_c_utf8: the same order and the same lower case on every machine.

-- Nothing is executable by everybody, not even by oversight.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
SET LOCAL ROLE evergrant_definer;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
RESET ROLE;

-- The database's clock. One row; its shift is written by tests alone, as the owner.
CREATE TABLE eg_clock (
  only_row boolean  NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
  shift    interval NOT NULL DEFAULT interval '0'
);
INSERT INTO eg_clock DEFAULT VALUES;

-- STABLE although it moves: within one statement any of its values will do, and as STABLE it can bound an index scan.
CREATE FUNCTION eg_now() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = public, pg_temp
AS $$
  SELECT clock_timestamp() + shift FROM eg_clock
$$;

CREATE TABLE tenant (
  id         uuid        NOT NULL PRIMARY KEY,
  slug       text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name       text        NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL DEFAULT eg_now()
);

CREATE TABLE member (
  id               uuid        NOT NULL PRIMARY KEY,
  tenant_id        uuid        REFERENCES tenant,
  email            text        NOT NULL CHECK (email <> ''),
  display_name     text        NOT NULL,
  role             text        NOT NULL CHECK (role IN ('ADMIN', 'AUDITOR', 'OPERATOR')),
  password_hash    text,
  sign_in_failures integer     NOT NULL DEFAULT 0,
  resting_until    timestamptz,
  signed_in_at     timestamptz,
  created_at       timestamptz NOT NULL DEFAULT eg_now(),
  CHECK ((tenant_id IS NULL) = (role = 'OPERATOR'))
);
CREATE UNIQUE INDEX member_email ON member (lower(email COLLATE pg_c_utf8));
CREATE INDEX member_tenant ON member (tenant_id);

-- A link that is good once, as to set the first password. Only its hash is here.
CREATE TABLE one_time_link (
  hash       text        NOT NULL PRIMARY KEY,
  member_id  uuid        NOT NULL REFERENCES member ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT eg_now(),
  ends_at    timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX one_time_link_member ON one_time_link (member_id);

CREATE TABLE provider (
  tenant_id              uuid        NOT NULL REFERENCES tenant,
  id                     uuid        NOT NULL,
  name                   text        NOT NULL CHECK (name <> ''),
  issuer                 text,
  issuer_in_response     boolean     NOT NULL,
  authorization_endpoint text        NOT NULL,
  token_endpoint         text        NOT NULL,
  introspection_endpoint text,
  revocation_endpoint    text,
  userinfo_endpoint      text,
  client_id              text        NOT NULL,
  client_authentication  text        NOT NULL,
  scope                  text        NOT NULL,
  authorize_parameters   jsonb       NOT NULL DEFAULT '{}',
  refresh_mode           text        NOT NULL,
  margin_ms              bigint      NOT NULL CHECK (margin_ms >= 0),
  assumed_life_ms        bigint      NOT NULL CHECK (assumed_life_ms > 0),
  idle_limit_ms          bigint      CHECK (idle_limit_ms > 0),
  reuse_grace_ms         bigint      NOT NULL CHECK (reuse_grace_ms >= 0),
  reuse_consequence      text        NOT NULL,
  proof_kind             text        NOT NULL,
  deadline_ms            bigint      NOT NULL CHECK (deadline_ms > 0),
  status                 text        NOT NULL CHECK (status IN ('ACTIVE', 'PAUSED')),
  status_reason          text,
  version                bigint      NOT NULL,
  created_at             timestamptz NOT NULL DEFAULT eg_now(),
  updated_at             timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX provider_name ON provider (tenant_id, lower(name COLLATE pg_c_utf8));

-- attempt_id is the open attempt: whoever holds the grant until lease_until, under the fence. It is here and not only in
-- refresh_attempt so that one row decides every race.
CREATE TABLE oauth_grant (
  tenant_id          uuid        NOT NULL REFERENCES tenant,
  id                 uuid        NOT NULL,
  provider_id        uuid        NOT NULL,
  subject            text,
  account            text        NOT NULL,
  external_id        text,
  status             text        NOT NULL
                     CHECK (status IN ('PENDING', 'ACTIVE', 'NEEDS_CONSENT', 'NEEDS_REVIEW', 'PAUSED', 'REVOKED')),
  status_cause       text,
  scope_asked        text        NOT NULL,
  scope_granted      text        NOT NULL,
  salt               text        NOT NULL,
  kv_version         integer     NOT NULL,
  key_version        integer     NOT NULL,
  fingerprint        text        NOT NULL,
  due_at             timestamptz,
  fence              bigint      NOT NULL DEFAULT 0,
  attempt_id         uuid,
  lease_until        timestamptz,
  expires_at         timestamptz,
  refresh_expires_at timestamptz,
  consented_at       timestamptz NOT NULL,
  last_success_at    timestamptz,
  last_outcome_at    timestamptz,
  last_outcome       text,
  last_cause         text,
  last_proof         text,
  in_doubt           boolean     NOT NULL DEFAULT false,
  refreshes          bigint      NOT NULL DEFAULT 0,
  rotations          bigint      NOT NULL DEFAULT 0,
  failures           integer     NOT NULL DEFAULT 0,
  created_at         timestamptz NOT NULL DEFAULT eg_now(),
  account_key        text        COLLATE pg_c_utf8 NOT NULL
                     GENERATED ALWAYS AS (lower(account COLLATE pg_c_utf8)) STORED,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider,
  CHECK (rotations <= refreshes)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX grant_subject ON oauth_grant (tenant_id, provider_id, subject) WHERE subject IS NOT NULL;
CREATE INDEX grant_provider ON oauth_grant (tenant_id, provider_id);
CREATE INDEX grant_account ON oauth_grant (tenant_id, account_key, id);
CREATE INDEX grant_due ON oauth_grant (provider_id, due_at)
  WHERE status = 'ACTIVE' AND attempt_id IS NULL AND due_at IS NOT NULL;

-- An attempt to refresh a grant, or (trigger CONSENT, no fence) to exchange a code for one. What stands here before
-- sent_at is the durable intent.
CREATE TABLE refresh_attempt (
  tenant_id         uuid        NOT NULL,
  id                uuid        NOT NULL DEFAULT uuidv7(),
  grant_id          uuid,
  provider_id       uuid        NOT NULL,
  trigger           text        NOT NULL CHECK (trigger IN ('TIMER', 'API', 'PERSON', 'RECOVERY', 'CONSENT')),
  actor             text,
  node              text        NOT NULL,
  fence             bigint,
  salt              text,
  kv_version        integer,
  fingerprint       text,
  open              boolean     NOT NULL DEFAULT true,
  started_at        timestamptz NOT NULL DEFAULT eg_now(),
  sent_at           timestamptz,
  ended_at          timestamptz,
  outcome           text,
  cause             text,
  proof             text,
  http_status       integer,
  error             text,
  error_description text,
  latency_ms        bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant,
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider,
  CHECK (open = (ended_at IS NULL) AND open = (outcome IS NULL)),
  CHECK ((trigger = 'CONSENT') = (fence IS NULL)),
  CHECK (trigger = 'CONSENT' OR (grant_id IS NOT NULL AND salt IS NOT NULL AND kv_version IS NOT NULL
                                 AND fingerprint IS NOT NULL))
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX attempt_open ON refresh_attempt (tenant_id, grant_id) WHERE open AND fence IS NOT NULL;
CREATE INDEX attempt_open_exchange ON refresh_attempt (started_at) WHERE open AND fence IS NULL;
CREATE INDEX attempt_grant ON refresh_attempt (tenant_id, grant_id, started_at DESC);

-- The log. Number and time are the database's; the runtime role can write neither. No foreign keys: it outlives what it
-- tells of. A hash chain can stand beside it by (tenant_id, number); nothing refers to its primary key, so it can become
-- partitioned by time.
CREATE TABLE audit_event (
  tenant_id    uuid        NOT NULL,
  number       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  at           timestamptz NOT NULL DEFAULT eg_now(),
  type         text        NOT NULL,
  actor_kind   text        NOT NULL CHECK (actor_kind IN ('timer', 'person', 'portal', 'anonymous')),
  actor_member uuid,
  actor_name   text,
  grant_id     uuid,
  provider_id  uuid,
  attempt_id   uuid,
  terminal     boolean     NOT NULL,
  outcome      text,
  details      jsonb       NOT NULL,
  PRIMARY KEY (tenant_id, number),
  CHECK (NOT terminal OR (attempt_id IS NOT NULL AND outcome IS NOT NULL))
);
CREATE UNIQUE INDEX audit_terminal ON audit_event (tenant_id, attempt_id) WHERE terminal;
CREATE INDEX audit_grant ON audit_event (tenant_id, grant_id, number) WHERE grant_id IS NOT NULL;
CREATE INDEX audit_provider ON audit_event (tenant_id, provider_id, number) WHERE provider_id IS NOT NULL;
CREATE INDEX audit_time ON audit_event (tenant_id, at);
-- the rare outcomes, which are what people look for; the common one would only cost at every refresh
CREATE INDEX audit_outcome ON audit_event (tenant_id, outcome, number) WHERE outcome <> 'renewed';

-- For the owner and every later role too: privileges alone bind only the runtime role.
CREATE FUNCTION eg_refuse() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION '% refuses %: it only grows', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();

-- A closed attempt stays as it was closed.
CREATE TRIGGER closed_attempt_stays BEFORE UPDATE ON refresh_attempt
FOR EACH ROW WHEN (NOT OLD.open) EXECUTE FUNCTION eg_refuse();

CREATE TABLE authorization_request (
  tenant_id    uuid        NOT NULL REFERENCES tenant,
  id           uuid        NOT NULL,
  provider_id  uuid        NOT NULL,
  grant_id     uuid,
  member_id    uuid        NOT NULL REFERENCES member,
  member_email text        NOT NULL,
  state_hash   text        NOT NULL,
  browser_hash text        NOT NULL,
  external_id  text,
  scope        text        NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT eg_now(),
  ends_at      timestamptz NOT NULL,
  used_at      timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, provider_id) REFERENCES provider,
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant
);
CREATE UNIQUE INDEX authorization_state ON authorization_request (state_hash);

-- Token sets that Vault did not take, sealed. A drained one keeps no ciphertext; a superseded one waits, out of the way,
-- for the stored one to prove itself.
CREATE TABLE token_escrow (
  tenant_id   uuid        NOT NULL,
  id          uuid        NOT NULL DEFAULT uuidv7(),
  grant_id    uuid        NOT NULL,
  provider_id uuid        NOT NULL,
  attempt_id  uuid        NOT NULL,
  salt        text        NOT NULL,
  kv_version  integer     NOT NULL,
  wrapped_key text,
  ciphertext  text,
  state       text        NOT NULL DEFAULT 'KEPT' CHECK (state IN ('KEPT', 'DRAINED', 'SUPERSEDED')),
  kept_at     timestamptz NOT NULL DEFAULT eg_now(),
  closed_at   timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, attempt_id),
  FOREIGN KEY (tenant_id, grant_id) REFERENCES oauth_grant,
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES refresh_attempt,
  CHECK ((state = 'KEPT') = (closed_at IS NULL)),
  CHECK ((state = 'DRAINED') = (wrapped_key IS NULL) AND (state = 'DRAINED') = (ciphertext IS NULL))
);
CREATE INDEX escrow_kept ON token_escrow (tenant_id, grant_id) WHERE state = 'KEPT';

-- One harmless row per node: written to see that the database writes.
CREATE TABLE canary (
  node       text        NOT NULL PRIMARY KEY,
  written_at timestamptz NOT NULL
);
