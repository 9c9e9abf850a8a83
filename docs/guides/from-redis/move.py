"""Moves the tokens of all keys PREFIX… in: python move.py PREFIX PROVIDER

A value is the JSON dictionary that requests-oauthlib or Authlib made; what follows the prefix is
your name of the account. Prints a line for each key, and ends with 1 where one was refused.
"""

import json
import os
import sys

import httpx
import redis

MOST = 1000  # rows in one call; Evergrant takes 5,000

prefix, provider = sys.argv[1:]
store = redis.Redis.from_url(os.environ["REDIS_URL"])
evergrant = httpx.Client(
    base_url=os.environ["EVERGRANT_URL"],
    headers={"Authorization": "Bearer " + os.environ["EVERGRANT_API_KEY"]},
    timeout=120,
)


def row(key, value):
    """Values are read as JSON and as nothing else: a pickle would run what is in it."""
    name = key.decode()[len(prefix):]
    try:
        token = json.loads(value)
    except ValueError:
        print(name, "refused: no JSON")
        return None
    return {"provider": provider, "external_id": name, "token": token}


def send(rows):
    """Returns how many were refused."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    answer = evergrant.post(
        "/api/v1/grants/import",
        params={"mode": "rows"},
        headers={"Content-Type": "application/jsonl"},
        content=lines,
    )
    if answer.is_error:
        sys.exit(answer.text)
    report = answer.json()
    for item in report["items"]:
        name = rows[item["row"] - 1]["external_id"]
        print(name, item["result"], item.get("grant") or item.get("detail"))
    return report["refused"]


rows, refused = [], 0
for key in sorted(store.scan_iter(match=prefix + "*", count=500)):
    found = row(key, store.get(key) or b"")
    if found is None:
        refused += 1
    else:
        rows.append(found)
for at in range(0, len(rows), MOST):
    refused += send(rows[at : at + MOST])
sys.exit(1 if refused else 0)
