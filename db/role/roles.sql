-- The three roles of Evergrant and its database. Run once per cluster by a superuser, and again to change a password:
--
--   psql -v owner_password=… -v app_password=… -f db/role/roles.sql postgres
--
-- evergrant_owner    migrates: owns the database and every table. Under forced row-level security it sees no row either.
-- evergrant_app      runs: owns nothing, creates nothing, cannot bypass row-level security.
-- evergrant_definer  nobody logs in as it. It owns the few functions that cross tenants (SECURITY DEFINER) and has
--                    policies of its own. The owner may hand a function over to it, or act as it by SET ROLE, but does
--                    not inherit its rights: a member that did would be seen by its policies.

\set ON_ERROR_STOP on

SELECT 'CREATE ROLE evergrant_owner'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'evergrant_owner')
\gexec
SELECT 'CREATE ROLE evergrant_app'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'evergrant_app')
\gexec
SELECT 'CREATE ROLE evergrant_definer'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'evergrant_definer')
\gexec

ALTER ROLE evergrant_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE evergrant_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
-- No transaction waits for the network, so one that stands still belongs to a node that stands still: its row locks go, and
-- it finds its session ended when it goes on.
ALTER ROLE evergrant_app SET idle_in_transaction_session_timeout = '15s';
ALTER ROLE evergrant_definer NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT evergrant_definer TO evergrant_owner WITH INHERIT FALSE, SET TRUE;

SELECT 'CREATE DATABASE evergrant OWNER evergrant_owner ENCODING ''UTF8'' TEMPLATE template0'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'evergrant')
\gexec
REVOKE ALL ON DATABASE evergrant FROM PUBLIC;
GRANT CONNECT ON DATABASE evergrant TO evergrant_app;

\connect evergrant
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO evergrant_owner;
GRANT USAGE ON SCHEMA public TO evergrant_app;
-- CREATE, because PostgreSQL asks it of whoever becomes the owner of a function
GRANT USAGE, CREATE ON SCHEMA public TO evergrant_definer;
