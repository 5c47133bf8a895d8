"""The application: which address leads to which view, each as a page, as JSON and as CSV."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dragoman.case.reading import Reading, reading
from dragoman.view.explore.accounts import account, accounts, matrix
from dragoman.view.explore.actors import actor, actors
from dragoman.view.explore.asked import Asked, NotFound
from dragoman.view.explore.crisis import crisis
from dragoman.view.explore.decisions import decisions
from dragoman.view.explore.disputes import dispute, disputes
from dragoman.view.explore.figures import figures
from dragoman.view.explore.map import events_map
from dragoman.view.explore.network import network, tie
from dragoman.view.explore.pair import pair
from dragoman.view.explore.play import play
from dragoman.view.explore.safety import Guard, welcome
from dragoman.view.explore.search import search
from dragoman.view.explore.settling import Settling
from dragoman.view.explore.shown import Shown, render
from dragoman.view.explore.source import cited, place
from dragoman.view.explore.text import text
from dragoman.view.explore.together import together
from dragoman.view.explore.voices import voices
from dragoman.view.explore.writing import Decide, deciding
from dragoman.view.listing import Row, write_csv, write_json

View = Callable[[Reading, Asked], Shown]
Answer = Callable[[Request], Response]

VIEWS: tuple[tuple[str, View], ...] = (
    ("/crisis", crisis),
    ("/actors", network),
    ("/actors/list", actors),
    ("/actor/{id}", actor),
    ("/tie", tie),
    ("/voices", voices),
    ("/accounts", accounts),
    ("/accounts/matrix", matrix),
    ("/accounts/pair", pair),
    ("/account/{id}", account),
    ("/map", events_map),
    ("/figures", figures),
    ("/play", play),
    ("/decisions", decisions),
    ("/disputes", disputes),
    ("/dispute/{id}", dispute),
    ("/text/{id}", text),
    ("/together/{id}", together),
    ("/search", search),
)
"""The views; `.json` or `.csv` after the path gives what they show as rows."""

STYLES = ("brief.css", "disputes.css", "accounts.css", "compare.css")
"""The brief's own, shared with it."""

ROOM = Path(__file__).parent


def application(
    case_path: Path,
    *,
    token: str,
    hosts: Collection[str],
    writable: bool = True,
    decide: Decide | None = None,
    settling: Settling | None = None,
) -> Starlette:
    """The explorer of the case in `case_path`, for requests to one of `hosts` ('127.0.0.1:8321').

    With `writable` and `decide`, whoever has `token` writes decisions; `decide` raises LookupError, ValueError or
    RuntimeError with words for the reader where it cannot. `settling` then settles the case anew; None: `decide` did.
    """
    if not writable:
        decide = None
    routes: list[Route | Mount] = [Route("/", _home(token))]
    for path, view in VIEWS:
        routes.append(Route(f"{path}.json", _rows(case_path, view, write_json, "application/json")))
        routes.append(Route(f"{path}.csv", _rows(case_path, view, write_csv, "text/csv; charset=utf-8")))
        routes.append(Route(path, _page(case_path, view, token, decide is not None, settling)))
    routes += [
        Route("/source/{id:path}", _source(case_path)),
        Route("/cited", _cited(case_path)),
        Route("/decide", deciding(decide, token, settling), methods=["POST"]),
        Route("/settling.json", _settling(settling)),
        Route("/style/{name}", _style),
        Mount("/static", StaticFiles(directory=ROOM / "static")),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={NotFound: _missing, 404: _missing},
    )


def _page(case_path: Path, view: View, token: str, writable: bool, settling: Settling | None) -> Answer:
    def answer(request: Request) -> Response:
        if (moved := welcome(request, token)) is not None:
            return moved
        asked = _asked(request, request.url.path)
        with reading(case_path) as opened:
            waits = settling is not None and settling.running
            page = render(asked, view(opened, asked), writable=writable, settling=waits)
        return Response(page, media_type="text/html; charset=utf-8")

    return answer


def _rows(case_path: Path, view: View, write: Callable[[Iterable[Row], io.StringIO], None], media: str) -> Answer:
    def answer(request: Request) -> Response:
        asked = _asked(request, request.url.path.rsplit(".", 1)[0])
        with reading(case_path) as opened:
            made = view(opened, asked)
            if made.rows is None:
                raise NotFound(f"{asked.path} has no rows")
            out = io.StringIO()
            write(made.rows(), out)
        return Response(out.getvalue(), media_type=media)

    return answer


def _home(token: str) -> Answer:
    def answer(request: Request) -> Response:
        return welcome(request, token) or RedirectResponse("/crisis", 303)

    return answer


def _source(case_path: Path) -> Answer:
    def answer(request: Request) -> Response:
        with reading(case_path) as opened:
            return RedirectResponse(place(opened, request.path_params["id"]), 303)

    return answer


def _cited(case_path: Path) -> Answer:
    def answer(request: Request) -> Response:
        asked = _asked(request, "/cited")
        with reading(case_path) as opened:
            address = cited(opened, asked.text("account"), asked.number("start", 0), asked.number("end", 0))
        return RedirectResponse(address, 303)

    return answer


def _settling(settling: Settling | None) -> Answer:
    """Whether the case is being settled anew, for pages that wait for it."""

    def answer(request: Request) -> Response:
        running, trouble = (settling.running, settling.trouble) if settling else (False, "")
        return JSONResponse({"running": running, "trouble": trouble})

    return answer


def _style(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STYLES:
        raise NotFound(name)
    return FileResponse(ROOM.parent / "templates" / name, media_type="text/css; charset=utf-8")


def _asked(request: Request, path: str) -> Asked:
    """Answers given more than once, as ticked boxes are, are joined by commas."""
    given = request.query_params
    return Asked(path, {name: ",".join(given.getlist(name)) for name in given}, request.path_params.get("id", ""))


def _missing(request: Request, error: Exception) -> Response:
    words = str(error) if isinstance(error, NotFound) else "There is no such page."
    page = Shown("missing.html", "Not found", {"words": words})
    asked = Asked("/missing", {}, "")
    return Response(render(asked, page, writable=False), 404, media_type="text/html; charset=utf-8")
