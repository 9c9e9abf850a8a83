#!/bin/sh
# At the first start of PostgreSQL: the roles and the database of Evergrant.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$(cat /secrets/owner.password)" -v app_password="$(cat /secrets/app.password)" \
  -U "$POSTGRES_USER" -f /evergrant/roles.sql postgres
