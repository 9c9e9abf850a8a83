-- Whoever made or rotated a key has seen its secret: what it asks for, they ask for. So none of them is the second admin
-- of an act that the key asks for.
ALTER TABLE api_key ADD COLUMN known_to uuid[] NOT NULL DEFAULT '{}';

-- Of the keys that there are the log tells, as far as it reaches back. The owner of the tables sees all rows meanwhile.
ALTER TABLE api_key NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
UPDATE api_key k
SET known_to = s.members
FROM (
  SELECT e.tenant_id, e.details ->> 'api_key' AS key, array_agg(DISTINCT e.actor_member) AS members
  FROM audit_event e
  WHERE e.type IN ('api_key_created', 'api_key_rotated')
    AND e.actor_member IS NOT NULL
  GROUP BY 1, 2
) s
WHERE s.tenant_id = k.tenant_id AND s.key = k.id::text;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
