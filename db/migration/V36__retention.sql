-- How long a tenant's log is kept. Events go by whole months and with them their links and checkpoints, up to a checkpoint
-- that is kept: it and a signed record of what was removed are what the rest is verified from. Only one function removes,
-- and it looks itself whether it may: at the policy, at legal holds, and at the age of every event.

CREATE TABLE audit_retention (
  tenant_id   uuid        NOT NULL PRIMARY KEY REFERENCES tenant,
  -- whole months before this one; null: all of it is kept
  months      integer     CHECK (months BETWEEN 1 AND 240),
  changed_at  timestamptz NOT NULL DEFAULT eg_now(),
  -- what was to be removed was not as it was signed, and is kept
  altered_at  timestamptz,
  -- who is at it
  node        text,
  fence       bigint      NOT NULL DEFAULT 0,
  lease_until timestamptz,
  turn_at     timestamptz NOT NULL DEFAULT eg_now()
) WITH (fillfactor = 50);

-- When it was changed is not for the runtime role to say: a change takes effect a week later.
CREATE FUNCTION eg_retention_changed() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.changed_at := eg_now();
  RETURN NEW;
END
$$;
CREATE TRIGGER changed BEFORE UPDATE ON audit_retention
FOR EACH ROW WHEN (NEW.months IS DISTINCT FROM OLD.months) EXECUTE FUNCTION eg_retention_changed();

-- While one stands nothing is removed.
CREATE TABLE legal_hold (
  tenant_id   uuid        NOT NULL REFERENCES tenant,
  id          uuid        NOT NULL DEFAULT uuidv7(),
  reason      text        NOT NULL CHECK (reason <> ''),
  placed_by   text        NOT NULL,
  placed_at   timestamptz NOT NULL DEFAULT eg_now(),
  released_by text,
  released_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((released_by IS NULL) = (released_at IS NULL))
);
CREATE INDEX legal_hold_stands ON legal_hold (tenant_id) WHERE released_at IS NULL;
CREATE TRIGGER released_stays BEFORE UPDATE ON legal_hold
FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION eg_refuse();

-- body is the canonical text that is signed; the columns beside it are what it says, to be found by.
CREATE TABLE audit_removal (
  tenant_id  uuid        NOT NULL REFERENCES tenant,
  sequence   bigint      NOT NULL,
  since      bigint      NOT NULL,
  body       text        NOT NULL,
  signature  text        NOT NULL,
  -- no event from then on was removed
  until      timestamptz NOT NULL,
  removed_at timestamptz NOT NULL DEFAULT eg_now(),
  PRIMARY KEY (tenant_id, sequence),
  UNIQUE (tenant_id, since),
  CHECK (since >= 0 AND since < sequence)
);
CREATE TRIGGER removal_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_removal
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();

ALTER TABLE audit_retention ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE legal_hold      ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_removal   ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON audit_retention TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON legal_hold      TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON audit_removal   TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY across_tenants ON audit_retention  TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON legal_hold       TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON audit_removal    TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON audit_checkpoint TO evergrant_definer USING (true);
GRANT SELECT ON audit_retention, legal_hold, audit_removal TO evergrant_app;
GRANT INSERT (tenant_id, months), UPDATE (months, altered_at, lease_until, turn_at) ON audit_retention TO evergrant_app;
GRANT INSERT (tenant_id, reason, placed_by), UPDATE (released_by, released_at) ON legal_hold TO evergrant_app;
GRANT SELECT, UPDATE ON audit_retention TO evergrant_definer;
GRANT SELECT ON legal_hold, audit_link, audit_checkpoint TO evergrant_definer;
GRANT SELECT, INSERT ON audit_removal TO evergrant_definer;
GRANT DELETE ON audit_event, audit_link, audit_checkpoint TO evergrant_definer;

-- Nobody removes but the function below: the definer has no other that deletes here, and nobody logs in as it.
DROP TRIGGER audit_only_grows ON audit_event;
DROP TRIGGER link_only_grows ON audit_link;
DROP TRIGGER checkpoint_only_grows ON audit_checkpoint;
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR TRUNCATE ON audit_event
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();
CREATE TRIGGER link_only_grows BEFORE UPDATE OR TRUNCATE ON audit_link
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();
CREATE TRIGGER checkpoint_only_grows BEFORE UPDATE OR TRUNCATE ON audit_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION eg_refuse();
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit_event
FOR EACH STATEMENT WHEN (current_user <> 'evergrant_definer') EXECUTE FUNCTION eg_refuse();
CREATE TRIGGER link_is_kept BEFORE DELETE ON audit_link
FOR EACH STATEMENT WHEN (current_user <> 'evergrant_definer') EXECUTE FUNCTION eg_refuse();
CREATE TRIGGER checkpoint_is_kept BEFORE DELETE ON audit_checkpoint
FOR EACH STATEMENT WHEN (current_user <> 'evergrant_definer') EXECUTE FUNCTION eg_refuse();

SET LOCAL ROLE evergrant_definer;

-- Claims the tenant whose turn it is, of those with events that are older than their policy, fence + 1.
CREATE FUNCTION eg_claim_audit_removal(p_node text, p_lease interval)
RETURNS TABLE (tenant_id uuid, fence bigint, before timestamptz)
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (
    SELECT r.tenant_id, k.before
    FROM audit_retention r
    CROSS JOIN LATERAL (
      SELECT (date_trunc('month', eg_now() AT TIME ZONE 'UTC') - make_interval(months => r.months)) AT TIME ZONE 'UTC'
             AS before) k
    WHERE r.months IS NOT NULL
      AND r.changed_at <= eg_now() - interval '7 days'
      AND r.turn_at <= eg_now()
      AND (r.lease_until IS NULL OR r.lease_until <= eg_now())
      AND NOT EXISTS (SELECT FROM legal_hold h WHERE h.tenant_id = r.tenant_id AND h.released_at IS NULL)
      AND EXISTS (SELECT FROM audit_event e WHERE e.tenant_id = r.tenant_id AND e.at < k.before)
    ORDER BY r.turn_at
    LIMIT 1
    FOR UPDATE OF r SKIP LOCKED
  )
  UPDATE audit_retention r
  SET node = p_node, fence = r.fence + 1, lease_until = eg_now() + p_lease
  FROM held h
  WHERE r.tenant_id = h.tenant_id
  RETURNING r.tenant_id, r.fence, h.before
$$;

-- Removes the events up to a sequence, of the tenant that the transaction named, and tells of it in the log. What it
-- answers: removed; or, where nothing was done: late (the turn is another's, or the record does not begin where the last
-- one ended), kept (the policy is another one by now), held (by a legal hold), read (an export of them is being made),
-- young (one of them is).
CREATE FUNCTION eg_remove_audit_events(p_node text, p_fence bigint, p_sequence bigint, p_since bigint, p_head text,
                                       p_root text, p_body text, p_signature text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  v_tenant uuid := eg_tenant();
  v_retention audit_retention%ROWTYPE;
  v_before timestamptz;
  v_events bigint;
BEGIN
  -- whoever places a hold locks it too
  SELECT * INTO v_retention
  FROM audit_retention r
  WHERE r.tenant_id = v_tenant AND r.fence = p_fence AND r.lease_until > eg_now()
  FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'late';
  END IF;
  IF v_retention.months IS NULL OR v_retention.changed_at > eg_now() - interval '7 days' THEN
    RETURN 'kept';
  END IF;
  IF EXISTS (SELECT FROM legal_hold h WHERE h.tenant_id = v_tenant AND h.released_at IS NULL) THEN
    RETURN 'held';
  END IF;
  IF p_since <> coalesce((SELECT max(r.sequence) FROM audit_removal r WHERE r.tenant_id = v_tenant), 0)
     OR NOT EXISTS (SELECT FROM audit_checkpoint c WHERE c.tenant_id = v_tenant AND c.sequence = p_sequence) THEN
    RETURN 'late';
  END IF;
  IF EXISTS (
       SELECT FROM audit_export x
       WHERE x.tenant_id = v_tenant
         AND x.state IN ('WAITING', 'RUNNING')
         AND x.ends_at > eg_now()
         AND (x.after IS NULL OR x.after <= p_sequence)) THEN
    RETURN 'read';
  END IF;
  v_before := (date_trunc('month', eg_now() AT TIME ZONE 'UTC') - make_interval(months => v_retention.months))
              AT TIME ZONE 'UTC';
  IF EXISTS (
       SELECT FROM audit_link l
       JOIN audit_event e ON e.tenant_id = v_tenant AND e.number = l.number
       WHERE l.tenant_id = v_tenant AND l.sequence <= p_sequence AND e.at >= v_before) THEN
    RETURN 'young';
  END IF;

  INSERT INTO audit_removal (tenant_id, sequence, since, body, signature, until)
  VALUES (v_tenant, p_sequence, p_since, p_body, p_signature, v_before);

  DELETE FROM audit_event e
  USING audit_link l
  WHERE l.tenant_id = v_tenant AND l.sequence <= p_sequence AND e.tenant_id = v_tenant AND e.number = l.number;
  GET DIAGNOSTICS v_events = ROW_COUNT;
  -- the newest of both stays: the next is linked to it
  DELETE FROM audit_link l WHERE l.tenant_id = v_tenant AND l.sequence < p_sequence;
  DELETE FROM audit_checkpoint c WHERE c.tenant_id = v_tenant AND c.sequence < p_sequence;
  UPDATE audit_export x
  SET ends_at = eg_now()
  WHERE x.tenant_id = v_tenant AND x.state = 'READY' AND x.after <= p_sequence AND x.ends_at > eg_now();

  INSERT INTO audit_event (tenant_id, type, actor_kind, actor_name, terminal, details)
  VALUES (v_tenant, 'audit_removed', 'portal', p_node, false,
          jsonb_build_object('first', (p_since + 1)::text, 'sequence', p_sequence::text, 'events', v_events::text,
                             'hash', p_head, 'root', p_root, 'months', v_retention.months::text,
                             'until', to_char(v_before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')));
  UPDATE audit_retention r
  SET lease_until = NULL, turn_at = eg_now(), altered_at = NULL
  WHERE r.tenant_id = v_tenant;
  RETURN 'removed';
END
$$;

GRANT EXECUTE ON FUNCTION
  eg_claim_audit_removal(text, interval),
  eg_remove_audit_events(text, bigint, bigint, bigint, text, text, text, text)
TO evergrant_app;

RESET ROLE;
