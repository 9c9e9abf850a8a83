"""A back end that calls a provider's API, and a page that does so without a token."""

import os
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse

from evergrant import NeedsAdmin, NeedsOwner, NotNow, access_token, client

HERE = Path(__file__).parent
API = os.environ["PROVIDER_API"]
ORIGIN = os.environ["APP_ORIGIN"]
# in your product: the grant of the customer who is signed in
GRANT = os.environ["GRANT"]


@asynccontextmanager
async def lifespan(app):
    with client() as app.state.evergrant, httpx.Client(timeout=30) as app.state.provider:
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/profile")
def profile():
    """The back end calls the provider, and keeps no token."""
    token = access_token(app.state.evergrant, GRANT)
    answer = app.state.provider.get(API, headers={"Authorization": f"Bearer {token}"})
    answer.raise_for_status()
    return answer.json()


@app.post("/ticket")
def ticket(wish: dict):
    """The page gets a ticket for its key; ask here who is signed in before you give one."""
    to = urlsplit(API)
    answer = app.state.evergrant.post(
        f"/api/v1/grants/{GRANT}/tickets",
        json={
            "dpop_jkt": wish["jkt"],
            "origin": ORIGIN,
            "methods": ["GET"],
            "paths": [to.netloc + to.path],
        },
    )
    answer.raise_for_status()
    given = answer.json()
    return {
        "ticket": given["ticket"],
        "address": given["forward"] + "/" + to.netloc + to.path,
    }


@app.exception_handler(NeedsOwner)
def send_the_owner(request: Request, why: NeedsOwner):
    return JSONResponse({"connect": why.link}, status_code=409)


@app.exception_handler(NeedsAdmin)
def tell_an_admin(request: Request, why: NeedsAdmin):
    return JSONResponse({"message": str(why)}, status_code=409)


@app.exception_handler(NotNow)
def ask_again(request: Request, why: NotNow):
    return JSONResponse(
        {}, status_code=503, headers={"Retry-After": str(why.retry_after)}
    )


@app.get("/")
def page():
    return FileResponse(HERE / "page.html")


@app.get("/page.js")
def script():
    return FileResponse(HERE / "page.js", media_type="text/javascript")
