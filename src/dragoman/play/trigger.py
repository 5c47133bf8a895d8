"""What calls on a pact, in a few words: an attack on a state, from outside or from within, or its request for help."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rapidfuzz import fuzz, process

from dragoman.tables import table

STATES = ("code", "name", "names", "demonyms", "capitals", "metonyms")
ORGANISATIONS = ("name", "acronym", "names", "kind", "sector", "members")

FORMS = (
    "attack on KAZ",
    "attack by ARM on AZE",
    "attack on KAZ from within",
    "request by KAZ for help against internal unrest",
    "request by KAZ for help against attack",
    "request by AZE for help against attack by ARM",
)
"""One of each form understood, with ISO codes; names of states do as well."""

_ATTACK = re.compile(r"(?:an? )?(?:armed )?attack(?: by (?P<by>.+?))? on (?P<on>.+?)(?P<within> from within)?", re.I)
_REQUEST = re.compile(r"(?:an? )?request by (?P<on>.+?) for (?:military )?help against (?P<against>.+)", re.I)
_AGGRESSION = re.compile(r"(?:an? )?(?:(?:armed|external) )?(?:attack|aggression|invasion)(?: by (?P<by>.+))?", re.I)
_UNREST = re.compile(
    r"(?:an? |the )?(?:internal |domestic )?"
    r"(?:unrest|riots?|protests?|rebellion|rebels|uprising|insurgency|insurgents|coup|terrorists?|terrorism)",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:,|\band\b)\s*")
_NEAR = 3
"""How many of the nearest names a message offers."""


class BadTrigger(ValueError):
    """Words that tell no attack and no request; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An attack on `target` from outside, by the states of `by` where named, or from within; `asked`: it wants help."""

    text: str
    target: str
    """ISO code of the state attacked or in need."""
    kind: Literal["external", "internal"]
    by: tuple[str, ...] = ()
    asked: bool = False


def parse_trigger(text: str) -> Trigger:
    """The trigger that `text` tells, in one of the FORMS; raises BadTrigger."""
    words = " ".join(text.split()).strip(" .")
    if found := _REQUEST.fullmatch(words):
        return _request(words, found["on"], found["against"])
    if found := _ATTACK.fullmatch(words):
        if found["within"] and found["by"]:
            raise BadTrigger(f"{text!r}: an attack from within has no attacking state; leave out 'by {found['by']}'")
        by = _attackers(found["by"])
        return _checked(Trigger(words, state(found["on"]), "internal" if found["within"] else "external", by))
    raise BadTrigger(f"{text!r} is neither an attack nor a request; expected one of: {'; '.join(FORMS)}")


def state(name: str) -> str:
    """The ISO code of the state of this code or name; raises BadTrigger with the nearest names."""
    key = _key(name)
    if code := _names().get(key):
        return code
    for row in table("organisations", ORGANISATIONS):
        if row["members"] and key in {_key(each) for each in (row["name"], row["acronym"], *row["names"].split("|"))}:
            members = row["members"].split("|")
            raise BadTrigger(f"{name!r} is an organisation, expected a state: one of {', '.join(members[:40])}")
    near = process.extract(key, list(_names()), scorer=fuzz.WRatio, limit=3 * _NEAR)
    codes = list(dict.fromkeys(_names()[found] for found, _, _ in near))[:_NEAR]
    offered = ", ".join(f"{code} ({state_name(code)})" for code in codes)
    raise BadTrigger(f"{name!r} is no state we know, expected an ISO code or a name; nearest: {offered}")


def state_name(code: str) -> str:
    """The usual name of the state of this ISO code; the code itself where there is none."""
    return _usual().get(code, code)


def _request(words: str, on: str, against: str) -> Trigger:
    target = state(on)
    if _UNREST.fullmatch(against):
        return Trigger(words, target, "internal", asked=True)
    if found := _AGGRESSION.fullmatch(against):
        return _checked(Trigger(words, target, "external", _attackers(found["by"]), asked=True))
    try:
        by = _attackers(against)
    except BadTrigger:
        raise BadTrigger(
            f"help against {against!r}: expected 'internal unrest', 'attack' or 'attack by' a state, as in: {FORMS[3]}"
        ) from None
    return _checked(Trigger(words, target, "external", by, asked=True))


def _attackers(names: str | None) -> tuple[str, ...]:
    return tuple(sorted({state(name) for name in _BETWEEN.split(names)})) if names else ()


def _checked(trigger: Trigger) -> Trigger:
    if trigger.target in trigger.by:
        raise BadTrigger(f"{trigger.text!r}: {trigger.target} attacks itself; for unrest say: {FORMS[2]}")
    return trigger


@cache
def _names() -> Mapping[str, str]:
    """ISO codes by the key of the code and of each name."""
    found: dict[str, str] = {}
    for row in table("states", STATES):
        for name in (row["code"], row["name"], *filter(None, row["names"].split("|"))):
            found.setdefault(_key(name), row["code"])
    return found


@cache
def _usual() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in table("states", STATES)}


def _key(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.split()).casefold())
