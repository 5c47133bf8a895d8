"""What a reader hands on: the text of one account and the facts that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from dragoman.records import Problem

_ADDRESS = re.compile(r"https?://[^\s<>\"']+$", re.IGNORECASE)


class Unreadable(ValueError):
    """A source that cannot be read; the message is the reason, in the reader's words."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an account beside its text; None is not known."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One account as read. `name` is set where a source holds many: a row, an entry, a record."""

    text: str
    facts: Facts = Facts()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What is said of a source's kind from outside it."""

    suffix: str = ""
    """Lower case, with its dot."""
    media_type: str | None = None
    charset: str | None = None


Found = Reading | Problem

NAMES = tuple(field.name for field in fields(Facts))


def filled(*known: Facts) -> Facts:
    """Each fact from the first that knows it."""
    return Facts(
        **{name: next((v for v in (getattr(facts, name) for facts in known) if v is not None), None) for name in NAMES}
    )


def words(text: str | None) -> str | None:
    """The text on one line, without white space around it; None if nothing is left."""
    return " ".join(text.split()) or None if text else None


def web_address(text: str | None) -> str | None:
    """The text if it is a whole http(s) address, else None."""
    found = words(text)
    return found if found and _ADDRESS.match(found) else None


def listed(names: Iterable[str | None]) -> str | None:
    """The names joined with commas, each once; None if there is none."""
    return ", ".join(dict.fromkeys(name for name in map(words, names) if name)) or None


def stripped_of(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that many pages and files put after it ("Talks resume | The Herald")."""
    if not title or not outlet:
        return title
    return re.sub(r"\s+[|–—·:-]+\s+" + re.escape(outlet) + r"\s*$", "", title, flags=re.IGNORECASE) or title
