"""One call that gives an access token that works; no refresh token, no expiry to watch."""

import os

import httpx


class NeedsOwner(Exception):
    """Only the account's owner can help; `link` is the address to send that person."""

    def __init__(self, link):
        super().__init__("the account has to be authorised again")
        self.link = link


class NeedsAdmin(Exception):
    """An admin has to look at it, at `page`: the grant is paused, or to be reviewed."""

    def __init__(self, page):
        super().__init__(f"an admin has to look at it: {page}")
        self.page = page


class NotNow(Exception):
    """Nothing is lost; `retry_after` says in how many seconds to ask again."""

    def __init__(self, retry_after):
        super().__init__("no token at the moment")
        self.retry_after = retry_after


def client():
    return httpx.Client(
        base_url=os.environ["EVERGRANT_URL"],
        headers={"Authorization": "Bearer " + os.environ["EVERGRANT_API_KEY"]},
        timeout=30,  # Evergrant itself waits at most 20 seconds for a provider
    )


def access_token(evergrant, grant, min_ttl=60):
    answer = evergrant.get(
        f"/api/v1/grants/{grant}/access-token", params={"min_ttl": min_ttl}
    )
    if answer.status_code == 409:
        problem = answer.json()
        if problem.get("consent_link"):
            raise NeedsOwner(problem["consent_link"])
        raise NeedsAdmin(problem.get("page"))
    if answer.status_code in (429, 503):
        raise NotNow(int(answer.headers.get("Retry-After", "30")))
    answer.raise_for_status()
    return answer.json()["access_token"]
