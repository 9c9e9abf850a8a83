"""What you have today: a token in a file, refreshed by whoever needs it."""

import json
import os

from requests_oauthlib import OAuth2Session

FILE = os.environ["TOKEN_FILE"]


def save(token):
    with open(FILE, "w") as file:
        json.dump(token, file)


with open(FILE) as file:
    session = OAuth2Session(
        os.environ["CLIENT_ID"],
        token=json.load(file),
        auto_refresh_url=os.environ["TOKEN_URL"],
        auto_refresh_kwargs={
            "client_id": os.environ["CLIENT_ID"],
            "client_secret": os.environ["CLIENT_SECRET"],
        },
        token_updater=save,
    )

print(session.get(os.environ["PROVIDER_API"]).json()["name"])
