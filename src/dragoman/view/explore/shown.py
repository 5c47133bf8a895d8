"""What a view shows, and the page it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.view.explore.asked import Asked
from dragoman.view.explore.source import is_record
from dragoman.view.highlight import visible
from dragoman.view.listing import Row
from dragoman.view.phrases import percent

VIEWS = (
    ("/crisis", "Crisis"),
    ("/actors", "Actors"),
    ("/voices", "Voices"),
    ("/disputes", "Disputes"),
    ("/accounts", "Accounts"),
    ("/map", "Map"),
    ("/figures", "Figures"),
    ("/play", "Play"),
    ("/decisions", "Decisions"),
)
"""The views, in the order of the bar."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One view: its template, what it shows, and the same as rows for JSON and CSV; None: it has no rows."""

    template: str
    title: str
    shown: Mapping[str, object]
    rows: Callable[[], Iterable[Row]] | None = None
    place: str = ""
    """The view of the bar that it belongs to; '' for its own path."""
    scripts: tuple[str, ...] = field(default=())


def render(asked: Asked, made: Shown, *, writable: bool, settling: bool = False) -> str:
    """The page; with `settling` it says that the case is being settled anew.

    All text is escaped, hidden characters written out by the templates' `visible`.
    """
    return (
        _environment()
        .get_template(made.template)
        .render(
            asked=asked,
            title=made.title,
            views=VIEWS,
            place=made.place or asked.path,
            scripts=made.scripts,
            has_rows=made.rows is not None,
            writable=writable,
            settling=settling,
            **made.shown,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [PackageLoader("dragoman.view", "explore/templates"), PackageLoader("dragoman.view", "templates")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["sourced"] = sourced
    environment.globals["percent"] = percent
    environment.globals["is_record"] = is_record
    return environment


def sourced(markup: str) -> Markup:
    """Markup whose links within a page lead to the words in the account's text instead.

    Text from accounts cannot be mistaken for such a link: its quotation marks are escaped.
    """
    return Markup(str(markup).replace('href="#', 'href="/source/'))
