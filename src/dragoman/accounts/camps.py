"""Which camp a voice belongs to.

A camp is a country's authorities (the state itself, its government, army, police, courts), its opposition, its parties,
armed groups, analysts, press, business or people. A body of several states is a camp of its own. Whoever belongs to no
country that we know is grouped by trade alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.records import Actor
from dragoman.tables import table

MEANING = (
    "A camp is a country's authorities, opposition, parties, armed groups, analysts, press, business or people; "
    "a body of several states is a camp of its own."
)
"""What a camp is, in words for the reader."""

_STATES = ("code", "name", "names", "demonyms", "capitals", "metonyms")
_SPEAKS_FOR_STATE = ("state", "government", "place")
"""Kinds of actor that speak for their country's authorities when no sector is known: 'Ankara' says what Turkey says."""


@dataclass(frozen=True, slots=True, order=True)
class Camp:
    """A camp. `country`: ISO 3166-1 alpha-3, None when not known or of several; `of`: the body, for its own camp."""

    name: str
    country: str | None = None
    of: str | None = None


def camp(actor: Actor, actors: Mapping[str, Actor]) -> Camp:
    """The camp of `actor`; `actors` holds those that it may be a part of."""
    body = _body(actor, actors)
    if body:
        return Camp(body.name, None, body.id)
    trade = _trade(actor)
    if actor.country:
        return Camp(f"{_country(actor.country)} · {trade}", actor.country)
    return Camp(f"country not known · {trade}")


def _body(actor: Actor, actors: Mapping[str, Actor]) -> Actor | None:
    """The body without a country that `actor` is or is an organ of."""
    seen: set[str] = set()
    while actor.id not in seen:
        seen.add(actor.id)
        if actor.kind == "organisation" and actor.country is None:
            return actor
        if actor.part_of is None or actor.part_of not in actors:
            return None
        actor = actors[actor.part_of]
    return None


def _trade(actor: Actor) -> str:
    if actor.sector:
        return _trades().get(actor.sector, "others")
    if actor.kind == "outlet":
        return "press"
    return "authorities" if actor.kind in _SPEAKS_FOR_STATE else "others"


@cache
def _trades() -> dict[str, str]:
    return {row["sector"]: row["camp"] for row in table("camps", ("sector", "camp"))}


@cache
def _countries() -> dict[str, str]:
    return {row["code"]: row["name"] for row in table("states", _STATES)}


def _country(code: str) -> str:
    return _countries().get(code, code)
