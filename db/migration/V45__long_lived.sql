-- Refresh tokens that never change (P10): found without a look at each grant, and rules that a provider may have for them.

-- Those that are kept. Serves whatever counts or lists them, and of these the ones that consented before a day.
CREATE INDEX grant_long_lived ON oauth_grant (tenant_id, provider_id, consented_at)
  WHERE refreshes > 0 AND rotations = 0 AND status <> 'REVOKED';
