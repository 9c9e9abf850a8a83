-- Refresh tokens that never change (P10): found without a look at each grant, and rules that a provider may have for them.

-- Those that are kept. Serves whatever counts or lists them, and of these the ones that consented before a day.
CREATE INDEX grant_long_lived ON oauth_grant (tenant_id, provider_id, consented_at)
  WHERE refreshes > 0 AND rotations = 0 AND status <> 'REVOKED';

-- The rules, each off until an admin turns it on. The days count where the token was never seen to change.
ALTER TABLE provider
  ADD COLUMN import_refused    boolean NOT NULL DEFAULT false,
  ADD COLUMN hand_over_refused boolean NOT NULL DEFAULT false,
  ADD COLUMN consent_days      integer CHECK (consent_days BETWEEN 1 AND 3650);
