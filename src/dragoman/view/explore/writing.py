"""Decisions from the browser: who may write one, and what is said when it cannot be kept."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from dragoman.case.deciding import ACTIONS, SINGLE
from dragoman.view.explore.safety import may_write
from dragoman.view.explore.settling import Settling

Decide = Callable[[str, str, str, str], object]
"""Keeps a decision: the action, two names or ids (one given twice for a single record), the reason."""

PATIENCE = 2.0
"""Seconds that an answer waits for the case to be settled; what takes longer goes on behind the pages."""

LARGEST = 20_000
"""Bytes of a form that are read."""


def deciding(
    decide: Decide | None, token: str, settling: Settling | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """The answer to a decision: back to the page that it came from, which says what was done.

    One decision is kept at a time, at once; then the case is settled anew, behind the pages where that takes long.
    """
    alone = threading.Lock()

    def write(action: str, a: str, b: str, reason: str) -> str:
        assert decide is not None
        with alone:
            try:
                decide(action, a, b, reason)
            except (LookupError, ValueError, RuntimeError, OSError) as error:
                return f"not done: {error}"
        what = f"{action} {a}" + (f" and {b}" if b != a else "")
        if settling is None:
            return f"done: {what}"
        settling.start()
        if not settling.wait(PATIENCE):
            return f"kept: {what}; the case is being settled anew"
        if settling.trouble:
            return f"kept: {what}; but the case is not settled anew: {settling.trouble}"
        return f"done: {what}"

    async def answer(request: Request) -> Response:
        if decide is None:
            return PlainTextResponse("This case is served for reading alone.\n", 403)
        if not may_write(request, token):
            words = (
                "Only the browser that opened the explorer may decide: open it with the address the command printed.\n"
            )
            return PlainTextResponse(words, 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too much for a form.\n", 413)
        form = dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=20))
        action, a = form.get("action", ""), form.get("a", "").strip()
        b, reason = form.get("b", "").strip(), form.get("reason", "").strip()
        if action not in ACTIONS or not a or (action in ("merge", "split") and (not b or a == b)):
            return PlainTextResponse("A decision needs an action and whom it is about.\n", 400)
        said = await run_in_threadpool(write, action, a, a if action in SINGLE else b or a, reason)
        return RedirectResponse(back(form.get("back", "/decisions"), said), 303)

    return answer


def back(address: str, said: str) -> str:
    """The address of our own that the form names, and what to say there; the list of decisions for any other."""
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    path, query = (parts.path, parts.query) if own else ("/decisions", "")
    kept = [pair for pair in parse_qsl(query) if pair[0] != "said"]
    return f"{path}?{urlencode([*kept, ('said', said[:400])])}"


async def _body(request: Request) -> bytes | None:
    """The body; None when it is larger than a form can be."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return body
