#!/usr/bin/env bash
# Starts a portal node. The connection pool reads EVERGRANT_DB_PASSWORD alone, so a file of it is read here.
set -euo pipefail
if [[ -z ${EVERGRANT_DB_PASSWORD:-} && -n ${EVERGRANT_DB_PASSWORD_FILE:-} ]]; then
  EVERGRANT_DB_PASSWORD=$(<"$EVERGRANT_DB_PASSWORD_FILE")
  export EVERGRANT_DB_PASSWORD
  unset EVERGRANT_DB_PASSWORD_FILE
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec java -XX:MaxRAMPercentage=70 -Duser.timezone=UTC -jar "$here/payara-micro.jar" --nocluster \
  --port "${EVERGRANT_HTTP_PORT:-8080}" --prebootcommandfile "$here/preboot.txt" --deploy "$here/evergrant.war"
