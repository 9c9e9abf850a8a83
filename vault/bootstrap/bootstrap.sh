#!/bin/sh
# Prepares OpenBao or Vault for Evergrant. May be run again at any time: what is there is left or brought up to date.
#
#   VAULT_ADDR=https://… VAULT_TOKEN=… vault/bootstrap/bootstrap.sh [--credentials]
#
# Needs the bao or vault program ($BAO, else found on the PATH) and a token that may mount, write policies and AppRoles; the
# portal itself never gets that token. With --credentials a new secret id is made, and the two lines that the portal's
# environment needs are written to standard output. Everything else is said on standard error.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
bao=${BAO:-$(command -v bao || command -v vault || true)}
if [ -z "$bao" ]; then
  echo "Neither bao nor vault was found. Mend: install one of them, or set BAO to its path." >&2
  exit 2
fi
: "${VAULT_ADDR:?is not set. Mend: set it to the address of OpenBao or Vault}"
: "${VAULT_TOKEN:?is not set. Mend: set it to a token that may mount, write policies and AppRoles}"
export VAULT_ADDR VAULT_TOKEN

say() {
  echo "$*" >&2
}

# a fresh KV version 2 mount refuses requests for a moment, until it has laid out its storage
patiently() {
  tries=0
  until "$@" >&2; do
    tries=$((tries + 1))
    if [ "$tries" -ge 20 ]; then
      return 1
    fi
    sleep 0.3
  done
}

mounts=$("$bao" secrets list -format=json)
case $mounts in
  *'"transit/"'*) ;;
  *)
    say "mount transit/"
    "$bao" secrets enable -path=transit transit >&2
    ;;
esac
case $mounts in
  *'"evergrant/"'*) ;;
  *)
    say "mount evergrant/, KV version 2"
    "$bao" secrets enable -path=evergrant -version=2 kv >&2
    ;;
esac
# check-and-set on every write; the previous version stays until the next success
patiently "$bao" write evergrant/config cas_required=true max_versions=2

"$bao" write -f transit/keys/eg-audit type=ed25519 >/dev/null

if ! "$bao" kv get -mount=evergrant -field=key system/fingerprint-key >/dev/null 2>&1; then
  say "make the fingerprint key"
  # by standard input, so that no process list shows it; cas=0 loses against whoever was faster, or if the read merely failed
  head -c 32 /dev/urandom | base64 | tr -d '\n' \
    | "$bao" kv put -mount=evergrant -cas=0 system/fingerprint-key key=- >/dev/null
fi

"$bao" policy write evergrant-portal "$here/../policy/portal.hcl" >&2

case $("$bao" auth list -format=json) in
  *'"approle/"'*) ;;
  *)
    say "enable AppRole"
    "$bao" auth enable approle >&2
    ;;
esac
"$bao" write auth/approle/role/evergrant-portal \
  bind_secret_id=true token_policies=evergrant-portal token_no_default_policy=true \
  token_type=service token_ttl=1h token_max_ttl=24h secret_id_ttl=0 secret_id_num_uses=0 >/dev/null

if [ "${1:-}" = --credentials ]; then
  role_id=$("$bao" read -field=role_id auth/approle/role/evergrant-portal/role-id)
  secret_id=$("$bao" write -f -field=secret_id auth/approle/role/evergrant-portal/secret-id)
  echo "EVERGRANT_VAULT_ROLE_ID=$role_id"
  echo "EVERGRANT_VAULT_SECRET_ID=$secret_id"
fi
say "ready for Evergrant"
