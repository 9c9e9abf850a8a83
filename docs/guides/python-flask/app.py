"""A back end that calls a provider's API for its customers and holds no token."""

import os

import httpx
from flask import Flask, jsonify, redirect

API = os.environ["PROVIDER_API"]
# in your product: the grant of the customer who is signed in
GRANT = os.environ["GRANT"]

app = Flask(__name__)
# both are good for all threads, and keep their connections
provider = httpx.Client(timeout=30)
evergrant = httpx.Client(
    base_url=os.environ["EVERGRANT_URL"],
    headers={"Authorization": "Bearer " + os.environ["EVERGRANT_API_KEY"]},
    timeout=30,  # Evergrant itself waits at most 20 seconds for a provider
)


@app.get("/profile")
def profile():
    given = evergrant.get(
        f"/api/v1/grants/{GRANT}/access-token", params={"min_ttl": 60}
    )
    if given.status_code == 409:
        problem = given.json()
        if problem.get("consent_link"):
            # only the account's owner can help, and is here
            return redirect(problem["consent_link"])
        return f"An admin has to look at it: {problem.get('page')}", 409
    if given.status_code in (429, 503):
        # nothing is lost: ask again
        wait = given.headers.get("Retry-After", "30")
        return "One moment, please", 503, {"Retry-After": wait}
    given.raise_for_status()
    token = given.json()["access_token"]
    answer = provider.get(API, headers={"Authorization": f"Bearer {token}"})
    answer.raise_for_status()
    return jsonify(answer.json())
