-- The timer's claim asks each provider for its next due grants, by tenant and provider as their key is: with both in
-- front the index answers in due order and stops, where the claim read every grant of every provider before.
DROP INDEX grant_due;
CREATE INDEX grant_due ON oauth_grant (tenant_id, provider_id, due_at)
  WHERE status = 'ACTIVE' AND attempt_id IS NULL AND due_at IS NOT NULL;
