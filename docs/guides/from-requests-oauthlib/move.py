"""Moves the file in: python move.py token.json PROVIDER EXTERNAL_ID; prints the grant."""

import json
import os
import sys

import httpx

path, provider, external_id = sys.argv[1:]
with open(path) as file:
    row = {"provider": provider, "external_id": external_id, "token": json.load(file)}

answer = httpx.post(
    os.environ["EVERGRANT_URL"] + "/api/v1/grants/import",
    headers={"Authorization": "Bearer " + os.environ["EVERGRANT_API_KEY"]},
    json=[row],
    timeout=60,
)
if answer.is_error:
    # names row, field, reason and mend, and repeats nothing of the token
    sys.exit(answer.text)
print(answer.json()["items"][0]["grant"])
