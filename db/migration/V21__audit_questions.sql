-- Questions to the log. Under row-level security an index serves plain comparisons alone: functions such as lower() or ->>
-- may leak what they see, and PostgreSQL calls them after the policy. Each index ends with the number, in whose order the log is read, and has the rare events alone:
-- nothing of this is paid for by the event that ends a refresh in success.

CREATE INDEX audit_type ON audit_event (tenant_id, type, number) WHERE type <> 'refresh_ended';

-- What people and back ends did, by their names and as a whole.
CREATE INDEX audit_name ON audit_event (tenant_id, actor_name, number) WHERE actor_kind IN ('person', 'api_key');
CREATE INDEX audit_by_hand ON audit_event (tenant_id, number) WHERE actor_kind <> 'timer';

-- The events of an attempt beside the one that ends it, which has an index of its own.
CREATE INDEX audit_attempt ON audit_event (tenant_id, attempt_id) WHERE NOT terminal AND attempt_id IS NOT NULL;
