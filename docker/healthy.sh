#!/usr/bin/env bash
# Ends well where the portal serves: the stores and the schema (/health/ready), and the application itself (/login).
# Needs nothing but bash: an image without curl has it too.
set -euo pipefail
status() {
  exec 3<>"/dev/tcp/127.0.0.1/${EVERGRANT_HTTP_PORT:-8080}"
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
  read -r -t 4 _ code _ <&3
  exec 3>&- 3<&-
  echo "$code"
}
[[ $(status /health/ready) == 200 && $(status /login) == 200 ]]
