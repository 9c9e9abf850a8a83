#!/bin/sh
# Makes up, once, what must be secret, each where only its service reads it.
set -eu
keep() { # file owner, made of standard input
  if [ ! -s "$1" ]; then
    (umask 077 && cat >"$1.new" && mv "$1.new" "$1")
  fi
  chown "$2" "$1"
}
word() {
  head -c 24 /dev/urandom | base64 | tr '+/' '-_'
}
mkdir -p /secrets/postgres /secrets/openbao /secrets/portal
for who in superuser owner app; do
  word | tr -d '\n' | keep "/secrets/postgres/$who.password" 999:999
done
for who in owner app; do
  tr -d '\n' <"/secrets/postgres/$who.password" | keep "/secrets/portal/$who.password" 10001:10001
done
head -c 32 /dev/urandom | keep /secrets/openbao/unseal.key 100:1000
chown 999:999 /secrets/postgres
chown 100:1000 /secrets/openbao
chown 10001:10001 /secrets/portal
chmod 700 /secrets/postgres /secrets/openbao /secrets/portal
