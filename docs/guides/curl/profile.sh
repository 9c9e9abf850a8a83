#!/bin/sh
# Calls the provider's API with a token of the grant. Key and token go through pipes:
# arguments can be read by everybody on the machine.
set -eu

answer=$(
  printf 'Authorization: Bearer %s\n' "$EVERGRANT_API_KEY" |
    curl --silent --show-error --fail-with-body --max-time 45 --retry 3 --retry-max-time 90 -H @- \
      "$EVERGRANT_URL/api/v1/grants/$GRANT/access-token?min_ttl=60"
) || {
  # a problem document: cause, mend, and the link for the account's owner where there is one
  printf '%s\n' "$answer" >&2
  exit 1
}
token=$(printf '%s' "$answer" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

printf 'Authorization: Bearer %s\n' "$token" |
  curl --silent --show-error --fail --max-time 30 -H @- "$PROVIDER_API"
