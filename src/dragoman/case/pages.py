"""Accounts, actors, disputes, quantities and bonds of a large case a page at a time, each answered from an index."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from dragoman.case.codec import decode
from dragoman.case.reading import Page, Reading, count_up, like
from dragoman.records import Dispute, Document, Quantity, Source, Statement


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account and what it holds. `number`: its place by date of publication, from 0."""

    number: int
    document: Document
    """Without its text."""
    chars: int
    statements: int
    events: int
    alone: int
    """Events that no other account tells."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor and how much there is of it. `party`: the state it acts for, or itself."""

    id: str
    name: str
    kind: str
    country: str | None
    party: str
    mentions: int
    accounts: int
    statements: int
    chars: int
    events: int


@dataclass(frozen=True, slots=True)
class Bond:
    """Two parties and how many independent accounts hold them to be friends, and foes."""

    one: str
    other: str
    friendly: int
    hostile: int


# Accounts

_ACCOUNT = (
    "SELECT a.number, d.record, a.reuse_of, a.chars, a.statements, a.events, a.alone"
    " FROM account a JOIN document d ON d.id = a.document"
)


def accounts(opened: Reading, *, words: str = "", first: int = 0, limit: int = 50) -> Page[AccountRow]:
    """Accounts by date of publication; `words`: letters that stand in the name, title or outlet."""
    where, values = "1", []
    if words:
        where = "(a.name LIKE ? ESCAPE '\\' OR a.title LIKE ? ESCAPE '\\' OR a.outlet LIKE ? ESCAPE '\\')"
        values = [like(words)] * 3
    total, beyond = count_up(opened, f"FROM account a WHERE {where}", values)
    if words:
        found = opened.rows(f"{_ACCOUNT} WHERE {where} ORDER BY a.number LIMIT ? OFFSET ?", *values, limit, first)
    else:
        found = opened.rows(f"{_ACCOUNT} WHERE a.number >= ? ORDER BY a.number LIMIT ?", first, limit)
        total, beyond = opened.one("SELECT coalesce(max(number) + 1, 0) FROM account"), False
    return Page(tuple(_account(*row) for row in found), first, total, beyond)


def account(opened: Reading, document: str) -> AccountRow | None:
    """The account of this document's id."""
    return next((_account(*row) for row in opened.rows(f"{_ACCOUNT} WHERE a.document = ?", document)), None)


def numbered(opened: Reading, number: int) -> AccountRow | None:
    """The account in this place."""
    return next((_account(*row) for row in opened.rows(f"{_ACCOUNT} WHERE a.number = ?", number)), None)


def _account(number: int, record: str, reuse_of: str | None, *counts: int) -> AccountRow:
    document = replace(decode(Document, {"text": "", **json.loads(record)}), reuse_of=reuse_of)
    return AccountRow(number, document, *counts)


# Actors

_ACTOR = "SELECT actor, name, kind, country, party, mentions, accounts, statements, chars, events FROM presence"


def actors(
    opened: Reading,
    *,
    words: str = "",
    kind: str | None = None,
    country: str | None = None,
    speaking: bool = False,
    first: int = 0,
    limit: int = 50,
) -> Page[ActorRow]:
    """Actors, those most often named first; `speaking`: those who say something, most words first."""
    asked = {"kind = ?": kind, "country = ?": country}
    parts, values = [part for part, value in asked.items() if value], [value for value in asked.values() if value]
    if words:
        parts.append("actor IN (SELECT actor FROM alias WHERE name LIKE ? ESCAPE '\\')")
        values.append(like(words))
    if speaking:
        parts.append("chars > 0")
    where, order = " AND ".join(parts) or "1", "chars" if speaking else "mentions"
    total, beyond = count_up(opened, f"FROM presence WHERE {where}", values)
    found = opened.rows(f"{_ACTOR} WHERE {where} ORDER BY {order} DESC, name, actor LIMIT ? OFFSET ?",
                        *values, limit, first)  # fmt: skip
    return Page(tuple(ActorRow(*row) for row in found), first, total, beyond)


def actor(opened: Reading, id: str) -> ActorRow | None:
    """The actor of this id."""
    return next((ActorRow(*row) for row in opened.rows(f"{_ACTOR} WHERE actor = ?", id)), None)


def find_actor(opened: Reading, asked: str) -> ActorRow | None:
    """The actor that goes by `asked`: an id, a name or alias, or how one begins; the most named where several do."""
    if known := actor(opened, asked):
        return known
    for test, value in (("name = ?", asked), ("name LIKE ? ESCAPE '\\'", like(asked)[1:])):
        query = f"{_ACTOR} WHERE actor IN (SELECT actor FROM alias WHERE {test}) ORDER BY mentions DESC, actor LIMIT 1"
        for row in opened.rows(query, value) if asked.strip() else ():
            return ActorRow(*row)
    return None


def statements_by(opened: Reading, actor: str, *, first: int = 0, limit: int = 50) -> Page[Statement]:
    """What an actor says, by account, then in text order."""
    given = opened.rows("SELECT number, statements FROM voice WHERE actor = ? ORDER BY number", actor)
    rows: list[Statement] = []
    skip = first
    for number, count in given:
        if skip >= count:
            skip -= count
            continue
        rows += opened.records(
            Statement,
            "SELECT record FROM statement"
            " WHERE actor = ? AND document = (SELECT document FROM account WHERE number = ?)"
            " ORDER BY start, id LIMIT ? OFFSET ?",
            actor, number, limit - len(rows), skip,
        )  # fmt: skip
        skip = 0
        if len(rows) >= limit:
            break
    return Page(tuple(rows), first, sum(count for _, count in given))


# Disputes, quantities, bonds, decisions


def disputes(
    opened: Reading,
    *,
    kind: str | None = None,
    holder: str | None = None,
    about: str = "",
    first: int = 0,
    limit: int = 20,
) -> Page[Dispute]:
    """Disputes by rank; `holder`: an actor or account that takes part; `about`: letters in topic, reason or sides."""
    source, parts, values = "FROM dispute d", [], list[object]()
    if holder:
        source = "FROM holder h JOIN dispute d ON d.id = h.dispute"
        parts.append("h.holder = ?")
        values.append(holder)
    if kind:
        parts.append("d.kind = ?")
        values.append(kind)
    if about:
        parts.append("d.record LIKE ? ESCAPE '\\'")
        values.append(like(about))
    where = " AND ".join(parts) or "1"
    total, beyond = count_up(opened, f"{source} WHERE {where}", values)
    order = "h.rank, h.dispute" if holder else "d.rank, d.id"
    query = f"SELECT d.record {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    return Page(tuple(opened.records(Dispute, query, *values, limit, first)), first, total, beyond)


def quantities(
    opened: Reading,
    *,
    verdict: str | None = None,
    unit: str | None = None,
    about: str = "",
    first: int = 0,
    limit: int = 40,
) -> Page[Quantity]:
    """What figures count: conflicts first, then those that most accounts give."""
    asked = {"c.verdict = ?": verdict, "c.unit = ?": unit}
    parts, values = [part for part, value in asked.items() if value], [value for value in asked.values() if value]
    if about:
        parts.append("(c.measure LIKE ? ESCAPE '\\' OR c.subject LIKE ? ESCAPE '\\')")
        values += [like(about)] * 2
    where = " AND ".join(parts) or "1"
    total, beyond = count_up(opened, f"FROM counted c WHERE {where}", values)
    query = (
        f"SELECT q.record FROM counted c JOIN quantity q ON q.id = c.quantity WHERE {where}"
        " ORDER BY c.number LIMIT ? OFFSET ?"
    )
    return Page(tuple(opened.records(Quantity, query, *values, limit, first)), first, total, beyond)


def units(opened: Reading) -> list[str]:
    """The units most figures have."""
    found = opened.rows(
        "SELECT unit FROM (SELECT unit FROM counted WHERE unit IS NOT NULL LIMIT 20000)"
        " GROUP BY unit ORDER BY count(*) DESC, unit LIMIT 40"
    )
    return [unit for (unit,) in found]


def bonds(opened: Reading, *, party: str | None = None, least: int = 1, limit: int = 400) -> list[Bond]:
    """Pairs of parties held to be friends or foes, those that most independent accounts hold so first."""
    where, values = "max(friendly, hostile) >= ?", list[object]([least])
    if party:
        where, values = f"(one = ? OR other = ?) AND {where}", [party, party, least]
    query = f"SELECT * FROM bond WHERE {where} ORDER BY max(friendly, hostile) DESC, one, other LIMIT ?"
    return [Bond(*row) for row in opened.rows(query, *values, limit)]


def stances(opened: Reading, one: str, other: str, *, limit: int = 60) -> list[tuple[int, Source, str]]:
    """What makes two parties friends (+1) or foes (-1): the sign, the words, and the report's id or the kind of tie."""
    found = opened.rows(
        'SELECT sign, document, start, "end", told FROM stance WHERE one = ? AND other = ? LIMIT ?',
        *sorted((one, other)), limit,
    )  # fmt: skip
    return [(sign, Source(document, start, end), told) for sign, document, start, end, told in found]
