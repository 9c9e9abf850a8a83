-- Who sees which row. The runtime role sees the rows of the tenant that its transaction named, and none before it named
-- one. The definer, which owns the functions of V3 and nobody logs in as, sees all. Security is forced: the owner, who
-- has no policy, sees no row either.

CREATE FUNCTION eg_tenant() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.tenant', true), '')::uuid;

GRANT EXECUTE ON FUNCTION eg_now(), eg_tenant() TO evergrant_app, evergrant_definer;
GRANT SELECT ON eg_clock TO evergrant_app, evergrant_definer;

ALTER TABLE tenant                ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE member                ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE one_time_link         ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE provider              ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE oauth_grant           ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE refresh_attempt       ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event           ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE authorization_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE token_escrow          ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE canary                ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY own_tenant ON tenant                TO evergrant_app USING (id = eg_tenant());
CREATE POLICY own_tenant ON member                TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON provider              TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON oauth_grant           TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON refresh_attempt       TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON audit_event           TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON authorization_request TO evergrant_app USING (tenant_id = eg_tenant());
CREATE POLICY own_tenant ON token_escrow          TO evergrant_app USING (tenant_id = eg_tenant());

CREATE POLICY across_tenants ON tenant                TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON member                TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON one_time_link         TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON provider              TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON oauth_grant           TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON refresh_attempt       TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON audit_event           TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON authorization_request TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON token_escrow          TO evergrant_definer USING (true);
CREATE POLICY across_tenants ON canary                TO evergrant_definer USING (true);

-- The runtime role: what its stores do, and no more. Password hashes and the log's number and time are out of reach.
GRANT SELECT ON tenant TO evergrant_app;
GRANT SELECT (id, tenant_id, email, display_name, role) ON member TO evergrant_app;
GRANT SELECT, INSERT, UPDATE ON provider, oauth_grant, refresh_attempt, token_escrow TO evergrant_app;
GRANT SELECT, INSERT ON authorization_request TO evergrant_app;
GRANT SELECT ON audit_event TO evergrant_app;
GRANT INSERT (tenant_id, type, actor_kind, actor_member, actor_name, grant_id, provider_id, attempt_id, terminal,
              outcome, details) ON audit_event TO evergrant_app;

-- The definer: what the functions of V3 do, and no more.
GRANT SELECT, INSERT ON tenant TO evergrant_definer;
GRANT SELECT, INSERT, UPDATE ON member, one_time_link, canary TO evergrant_definer;
GRANT DELETE ON one_time_link TO evergrant_definer;
GRANT SELECT ON provider, token_escrow TO evergrant_definer;
GRANT SELECT, UPDATE ON oauth_grant, authorization_request TO evergrant_definer;
GRANT SELECT, INSERT, UPDATE ON refresh_attempt TO evergrant_definer;
GRANT SELECT, INSERT ON audit_event TO evergrant_definer;

-- What version the schema has: read by nodes that hold no owner's password.
GRANT SELECT ON flyway_schema_history TO evergrant_app;
