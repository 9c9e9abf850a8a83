#!/bin/sh
# Initializes OpenBao once, prepares it for Evergrant at every start, and gives the portal its AppRole. The root token stays
# in the service's volume: in production it is revoked once somebody else may do its work.
set -eu
umask 077
# 0: initialized, 2: not yet; anything else: nobody answers
status=1
until [ "$status" = 0 ] || [ "$status" = 2 ]; do
  sleep 1
  status=0
  bao operator init -status >/dev/null 2>&1 || status=$?
done
if [ "$status" = 2 ]; then
  bao operator init -recovery-shares=1 -recovery-threshold=1 -format=json >/secrets/openbao/init.json
fi
VAULT_TOKEN=$(sed -n 's/.*"root_token": *"\([^"]*\)".*/\1/p' /secrets/openbao/init.json)
export VAULT_TOKEN
until bao status >/dev/null 2>&1; do
  sleep 1
done
if [ -s /secrets/portal/secret_id ]; then
  /vault/bootstrap/bootstrap.sh
else
  /vault/bootstrap/bootstrap.sh --credentials >/secrets/portal/approle
  sed -n 's/^EVERGRANT_VAULT_ROLE_ID=//p' /secrets/portal/approle >/secrets/portal/role_id
  sed -n 's/^EVERGRANT_VAULT_SECRET_ID=//p' /secrets/portal/approle >/secrets/portal/secret_id
  rm /secrets/portal/approle
fi
chown 10001:10001 /secrets/portal/role_id /secrets/portal/secret_id
