"""What an analyst may decide on a case: which names and records can be held to be one, or not, or be left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.case.store import Case
from dragoman.records import Actor, Decision, Dispute, Document, Event, Figure, Quantity, Report, Statement

Action = Literal["merge", "split", "accept", "reject", "undo"]
ACTIONS: tuple[Action, ...] = get_args(Action)
SINGLE: tuple[Action, ...] = ("accept", "reject")
"""Actions on one record."""

_ID = re.compile(r"(?:[rsfeqda]|doc)-[0-9a-f]{8,16}")


class Undecidable(ValueError):
    """What is asked for cannot be decided; the message says why."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is on: how decisions.toml names it, its kind, and the ids of what it is held to be a part of."""

    name: str
    kind: str
    whole: frozenset[str] = frozenset()


_WHOLE = {"actor": "actor", "report": "happening", "figure": "quantity"}
"""Kinds that may be held to be one, and what they are one of."""


def subjects(case: Case, action: Action, a: str, b: str, edits: Sequence[Decision] = ()) -> tuple[str, str]:
    """The two names, or ids, that a decision is to be kept on; for accept and reject the id of one record twice.

    `a` and `b` are names as accounts have them, or ids; an event stands for its first report, a quantity for its first
    figure. `edits`: what was decided before. Raises LookupError for what is nowhere, Undecidable for what cannot be.
    """
    if action == "undo":
        return _undone(case, a, b, edits)
    if action in SINGLE:
        return _single(case, action, a, edits)
    one, other = _subject(case, a), _subject(case, b)
    if one.kind != other.kind:
        raise Undecidable(f"{a!r} is {_a(one.kind)}, {b!r} {_a(other.kind)}: they are never one")
    if one.name.casefold() == other.name.casefold():
        raise Undecidable(f"{a!r} and {b!r} are the same {one.kind}")
    if one.kind == "account":
        _on_accounts(case, action, one.name, other.name)
    elif one.kind not in _WHOLE:
        raise Undecidable(f"two {one.kind}s cannot be held to be one; accept or reject each")
    decided = any({one.name, other.name} == set(edit.pair) for edit in edits)
    if action == "merge" and one.whole == other.whole and len(one.whole) == 1 and not decided:
        raise Undecidable(f"{a!r} and {b!r} are held to be one {_WHOLE[one.kind]} already")
    return one.name, other.name


def _subject(case: Case, asked: str) -> Subject:
    match case.record(asked):
        case Actor() as actor:
            return Subject(actor.name, "actor", frozenset((actor.id,)))
        case Report() as report:
            return Subject(report.id, "report", frozenset(filter(None, (report.event,))))
        case Event() as event:
            return Subject(event.reports[0], "report", frozenset((event.id,)))
        case Figure() as figure:
            return Subject(figure.id, "figure", frozenset(filter(None, (figure.quantity,))))
        case Quantity() as quantity:
            return Subject(quantity.figures[0], "figure", frozenset((quantity.id,)))
        case Document() as document:
            return Subject(document.id, "account")
        case Statement() as statement:
            return Subject(statement.id, "statement")
        case Dispute() as dispute:
            return Subject(dispute.id, "dispute")
    if _ID.fullmatch(asked):
        raise LookupError(f"the case holds no record {asked!r}")
    actors = case.named(asked)
    if not actors:
        raise LookupError(f"no actor goes by {asked!r}; list them with: dragoman actors {case.path}")
    return Subject(asked, "actor", frozenset(actors))


def _single(case: Case, action: Action, id: str, edits: Sequence[Decision]) -> tuple[str, str]:
    """A record that is there, or that was decided on before: a rejected one is not in the case."""
    if any(set(edit.pair) == {id} for edit in edits):
        return id, id
    match case.record(id):
        case Statement() | Report() | Figure() | Dispute():
            return id, id
        case None:
            raise LookupError(f"the case holds no record {id!r}")
        case Event() | Quantity() as whole:
            parts = "reports" if isinstance(whole, Event) else "figures"
            raise Undecidable(f"{id!r} is made of its {parts}: {action} these")
    raise Undecidable(f"only statements, reports, figures and disputes can be {action}ed")


def _on_accounts(case: Case, action: Action, one: str, other: str) -> None:
    if action == "merge":
        raise Undecidable("that an account takes over text is found by comparing; only that it does not can be decided")
    taken = {(reuse.document, reuse.of) for id in (one, other) for reuse in case.reuses(document=id)}
    if not {(one, other), (other, one)} & taken:
        raise Undecidable(f"neither of {one!r} and {other!r} is held to take over text of the other")


def _undone(case: Case, a: str, b: str, edits: Sequence[Decision]) -> tuple[str, str]:
    """The names of the decision on `a` and `b`, which may be told by id."""
    first, second = _spellings(case, a), _spellings(case, b)
    for edit in edits:
        one, other = (name.casefold() for name in edit.pair)
        if (one in first and other in second) or (other in first and one in second):
            return edit.pair
    on = f"{a!r} and {b!r}" if a != b else repr(a)
    raise LookupError(f"no decision on {on}; the file of decisions lists them")


def _spellings(case: Case, asked: str) -> set[str]:
    """What is asked for, in plain letters; for the id of an actor, all that it goes by."""
    actor = case.actor(asked)
    return {name.casefold() for name in (asked, *((actor.name, *actor.aliases) if actor else ()))}


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
