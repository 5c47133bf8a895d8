"""What keeps others out: the Host asked for, headers on every answer, and who may write.

A page of another site can make the browser send requests here. It can neither read the answers (no CORS header is ever
sent) nor write: writing takes a random token, kept in a cookie that is sent from our own pages alone, and an Origin
that is ours. A name that another site points at this machine (DNS rebinding) is refused by its Host header.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # no-referrer would make browsers send our own forms with the Origin "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


class Guard:
    """Answers only what is asked of one of `hosts`, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        answer: ASGIApp = self._app
        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            answer = PlainTextResponse("This address is not served here.\n", 421)
        elif scope["method"] not in ("GET", "HEAD", "POST"):
            answer = PlainTextResponse("Only GET, HEAD and POST are answered.\n", 405)
        await answer(scope, receive, guarded)


def cookie_name(token: str) -> str:
    """The cookie of one explorer: another one on this machine, at another port, has another."""
    return f"dragoman-{hashlib.sha256(token.encode()).hexdigest()[:8]}"


def welcome(request: Request, token: str) -> Response | None:
    """Where the address that the explorer was opened with leads: the same without its token, which the browser keeps.

    None: the address has no token. A wrong token is dropped from the address and kept nowhere.
    """
    given = request.query_params.get("token")
    if given is None:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
    answer = RedirectResponse(str(request.url.replace(scheme="", netloc="").replace_query_params(**dict(kept))), 303)
    if not kept:
        answer = RedirectResponse(request.url.path, 303)
    if secrets.compare_digest(given.encode(), token.encode()):
        answer.set_cookie(cookie_name(token), token, httponly=True, samesite="strict", path="/")
    return answer


def may_write(request: Request, token: str) -> bool:
    """The request comes from one of our own pages, in the browser that was given the token."""
    given = request.cookies.get(cookie_name(token), "")
    return secrets.compare_digest(given.encode(), token.encode()) and same_origin(request)


def same_origin(request: Request) -> bool:
    """The page that sends the request is ours, by the Origin header and, where the browser tells it, Sec-Fetch-Site."""
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin" or origin is None:
        return False
    return urlsplit(origin).scheme in ("http", "https") and urlsplit(origin).netloc.lower() == host.lower()
