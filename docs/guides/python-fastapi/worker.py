"""One of many workers: python worker.py GRANT [MIN_TTL]"""

import os
import sys

import httpx

from evergrant import access_token, client

with client() as evergrant:
    min_ttl = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    token = access_token(evergrant, sys.argv[1], min_ttl)

answer = httpx.get(
    os.environ["PROVIDER_API"], headers={"Authorization": f"Bearer {token}"}, timeout=30
)
answer.raise_for_status()
print(answer.json()["name"])
