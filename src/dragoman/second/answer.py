"""What the model answered: its proposals by our schema; whatever is beyond the schema is dropped and counted.

The schema is kept to what every endpoint understands: objects, lists, words, whole numbers and choices, all required.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from dragoman.second.locate import Rejected
from dragoman.tables import table

MOST = 200
"""Proposals of one kind that are read in one answer."""
CUTS = 20
"""Places at which an answer that was cut off is tried to be closed, from its end."""
PARTS = 12
"""Stretches of words that one proposal may have."""
STATUSES = ("happened", "planned", "hypothetical", "denied")
TYPES = tuple(dict.fromkeys(row["type"] for row in table("plover", ("type", "mode", "quad"))))
TIES = {
    "office": 0, "leadership": 0, "member": 1, "observer": 0, "ally": 1, "support": 1, "rival": -1, "mediator": 1,
    "trade": 1, "investment": 1, "arms": 1, "kin": 1, "host": 1, "border": 0, "dependency": 1, "diplomatic": 1,
}  # fmt: skip
"""Types of ties and the polarity of each."""

Proposal = TypeVar("Proposal")


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody says something. `sentence` is the number that the words were said to stand in."""

    sentence: int
    words: tuple[str, ...]
    speaker: str
    cue: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A happening."""

    sentence: int
    trigger: str
    type: str
    status: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    date: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it counts."""

    sentence: int
    words: str
    counts: str | None


@dataclass(frozen=True, slots=True)
class Tied:
    """A relation between two actors."""

    sentence: int
    words: str
    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The proposals of one answer, and what of it was dropped, by reason."""

    statements: tuple[Said, ...] = ()
    reports: tuple[Told, ...] = ()
    figures: tuple[Counted, ...] = ()
    ties: tuple[Tied, ...] = ()
    dropped: tuple[str, ...] = ()


class NotJson(ValueError):
    """The answer holds no JSON object."""


def read_answer(content: str) -> Answer:
    """The proposals in the words of an answer. Raises NotJson."""
    whole, complete = read_object(content)
    dropped: Counter[str] = Counter({"cut off": int(not complete)})
    extra = len(set(whole) - {"statements", "reports", "figures", "ties"})
    dropped["beyond the schema"] += extra
    return Answer(
        tuple(_each(whole.get("statements"), _said, dropped)),
        tuple(_each(whole.get("reports"), _told, dropped)),
        tuple(_each(whole.get("figures"), _counted, dropped)),
        tuple(_each(whole.get("ties"), _tied, dropped)),
        tuple(dropped.elements()),
    )


def read_object(content: str) -> tuple[dict[str, Any], bool]:
    """The first JSON object in the words, and whether it is whole; of one that was cut off, the complete rows.

    Models set it in a code fence, or talk before and after it. Raises NotJson.
    """
    opening = content.find("{")
    found = _decoded(content[opening:]) if opening >= 0 else None
    if found is not None:
        return found, True
    end = len(content)
    for _ in range(CUTS):
        end = content.rfind("}", opening, end) if opening >= 0 else -1
        if end <= opening:
            break
        if (found := _decoded(content[opening : end + 1] + "]}")) is not None:
            return found, False
    raise NotJson("the answer is no JSON object")


def _decoded(content: str) -> dict[str, Any] | None:
    try:
        found, _ = json.JSONDecoder().raw_decode(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _each(rows: Any, read: Callable[[dict[str, Any]], Proposal], dropped: Counter[str]) -> Iterator[Proposal]:
    if not isinstance(rows, list):
        dropped["not of the schema"] += rows is not None
        return
    dropped["too many proposals"] += max(0, len(rows) - MOST)
    for row in rows[:MOST]:
        try:
            yield read(row if isinstance(row, dict) else {})
        except Rejected as rejected:
            dropped[rejected.reason] += 1


def _said(row: dict[str, Any]) -> Said:
    return Said(_number(row), _texts(row, "words", least=1), _text(row, "speaker"), _text_or_none(row, "cue"))


def _told(row: dict[str, Any]) -> Told:
    return Told(
        _number(row),
        _text(row, "trigger"),
        _choice(row, "type", TYPES),
        _choice(row, "status", STATUSES),
        _texts(row, "sources"),
        _texts(row, "targets"),
        _text_or_none(row, "date"),
        _text_or_none(row, "place"),
    )


def _counted(row: dict[str, Any]) -> Counted:
    return Counted(_number(row), _text(row, "words"), _text_or_none(row, "counts"))


def _tied(row: dict[str, Any]) -> Tied:
    return Tied(
        _number(row),
        _text(row, "words"),
        _choice(row, "type", tuple(TIES)),
        _text(row, "source"),
        _text(row, "target"),
    )


def _number(row: dict[str, Any]) -> int:
    value = row.get("sentence")
    if isinstance(value, bool) or not isinstance(value, int):
        raise Rejected("not of the schema")
    return value


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise Rejected("not of the schema")
    return value


def _text_or_none(row: dict[str, Any], field: str) -> str | None:
    return None if row.get(field) in (None, "") else _text(row, field)


def _texts(row: dict[str, Any], field: str, *, least: int = 0) -> tuple[str, ...]:
    value = row.get(field)
    good = isinstance(value, list) and all(isinstance(part, str) and part.strip() for part in value)
    if not good or not isinstance(value, list) or not least <= len(value) <= PARTS:
        raise Rejected("not of the schema")
    return tuple(value)


def _choice(row: dict[str, Any], field: str, known: tuple[str, ...]) -> str:
    value = row.get(field)
    if value not in known:
        raise Rejected("not of the schema")
    return str(value)


_WORDS = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_LIST = {"type": "array", "items": _WORDS}


def _rows(**fields: Any) -> dict[str, Any]:
    properties = {"sentence": {"type": "integer"}, **fields}
    row = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"type": "array", "items": row}


def _whole(**kinds: Any) -> dict[str, Any]:
    return {"type": "object", "properties": kinds, "required": list(kinds), "additionalProperties": False}


SCHEMA = _whole(
    statements=_rows(words=_LIST, speaker=_WORDS, cue=_MAYBE),
    reports=_rows(
        trigger=_WORDS,
        type={"type": "string", "enum": list(TYPES)},
        status={"type": "string", "enum": list(STATUSES)},
        sources=_LIST,
        targets=_LIST,
        date=_MAYBE,
        place=_MAYBE,
    ),
    figures=_rows(words=_WORDS, counts=_MAYBE),
    ties=_rows(words=_WORDS, type={"type": "string", "enum": list(TIES)}, source=_WORDS, target=_WORDS),
)
"""The JSON schema of an answer."""
