"""Who said what, and how much room each account gives to whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records import Actor, Statement
from dragoman.view.reader import Account, Reader


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the page shows it."""

    anchor: str
    account: Account
    words: tuple[str, ...]
    kind: str
    manner: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """All that one actor says. `shares`: of each account's attributed words, 0 to 1."""

    name: str
    about: str
    statements: tuple[Said, ...]
    words: int
    shares: tuple[float, ...]


def voices(reader: Reader) -> list[Voice]:
    """Who speaks, the one given most words first."""
    said_by: dict[str, list[Statement]] = defaultdict(list)
    for statement in reader.statements:
        if statement.actor:
            said_by[statement.actor].append(statement)
    whole = _words_by_account(reader, reader.statements)
    found = [_voice(reader, reader.name(id), about(reader.actors[id]), said, whole) for id, said in said_by.items()]
    return sorted(found, key=lambda v: (-v.words, v.name))


def unnamed(reader: Reader) -> Voice | None:
    """Statements whose speaker the text does not name; None when every speaker is named."""
    said = [statement for statement in reader.statements if statement.actor is None]
    whole = _words_by_account(reader, reader.statements)
    return _voice(reader, "No named voice", "the account names nobody we can tell", said, whole) if said else None


def about(actor: Actor) -> str:
    """Country and sector, as far as known."""
    return ", ".join(filter(None, (actor.country if actor.kind != "state" else None, actor.sector)))


def _voice(reader: Reader, name: str, who: str, statements: Sequence[Statement], whole: Counter[str]) -> Voice:
    given = _words_by_account(reader, statements)
    ids = [account.document.id for account in reader.accounts]
    ordered = sorted(statements, key=lambda s: (reader.account_of[s.content[0].document].number, s.content[0]))
    return Voice(
        name,
        who,
        tuple(_said(reader, statement) for statement in ordered),
        given.total(),
        tuple(given[id] / whole[id] if whole[id] else 0.0 for id in ids),
    )


def _words_by_account(reader: Reader, statements: Sequence[Statement]) -> Counter[str]:
    counted = Counter[str]()
    for statement in statements:
        for part in statement.content:
            counted[part.document] += len(reader.text(part).split())
    return counted


def _said(reader: Reader, statement: Statement) -> Said:
    return Said(
        anchor=statement.id,
        account=reader.account_of[statement.content[0].document],
        words=tuple(reader.text(part) for part in statement.content),
        kind=statement.kind,
        manner=statement.manner,
        notes=tuple(reader.statement_notes(statement)),
    )
