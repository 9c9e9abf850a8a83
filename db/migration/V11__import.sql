-- Tokens that another program kept are imported: such a grant is due like any other, and nothing calls it active before
-- its first refresh.
ALTER TABLE oauth_grant ADD COLUMN unproved boolean NOT NULL DEFAULT false;
CREATE INDEX grant_unproved ON oauth_grant (tenant_id, provider_id, due_at) WHERE unproved;
CREATE INDEX grant_external_id ON oauth_grant (tenant_id, provider_id, external_id) WHERE external_id IS NOT NULL;

-- An import asks nothing of the provider: its attempt has no fence, as that of a code exchange.
ALTER TABLE refresh_attempt
  DROP CONSTRAINT refresh_attempt_trigger_check,
  ADD CONSTRAINT refresh_attempt_trigger_check
      CHECK (trigger IN ('TIMER', 'API', 'PERSON', 'RECOVERY', 'CONSENT', 'IMPORT')),
  DROP CONSTRAINT refresh_attempt_check1,
  ADD CONSTRAINT refresh_attempt_check1 CHECK ((trigger IN ('CONSENT', 'IMPORT')) = (fence IS NULL)),
  DROP CONSTRAINT refresh_attempt_check2,
  ADD CONSTRAINT refresh_attempt_check2
      CHECK (trigger IN ('CONSENT', 'IMPORT')
             OR (grant_id IS NOT NULL AND salt IS NOT NULL AND kv_version IS NOT NULL AND fingerprint IS NOT NULL));
