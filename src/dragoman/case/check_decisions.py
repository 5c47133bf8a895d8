"""Decisions that name what is nowhere: those in the case, a model's verdicts, and the analyst's beside it."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence

from dragoman.case.check_records import Records
from dragoman.case.faults import Fault, decoded
from dragoman.records import Decision

FILE = "decisions.toml"

_ID = re.compile(r"(?P<letter>[rsfeqda]|doc)-[0-9a-f]{16}")
_KEY = re.compile(r"(?:state|government|person|organisation|outlet|group|place):(?P<name>[^@]+)")
_TABLES = {
    "r": "report", "s": "statement", "f": "figure", "e": "event", "q": "quantity", "a": "actor", "doc": "document",
}  # fmt: skip
"""The table of a record by the beginning of its id. Those of disputes are left out: a rejected one is nowhere."""


def decision_faults(
    database: sqlite3.Connection, records: Records, edits: Sequence[Decision] | None
) -> Iterator[Fault]:
    """`edits`: the analyst's decisions beside the case; None: not known."""
    rows = database.execute("SELECT record FROM decision")
    kept = [decision for (record,) in rows if (decision := decoded(Decision, record))]
    for decision in kept:
        for id in dict.fromkeys(decision.pair):
            if decision.by != "person" and _nowhere(records, id):
                yield Fault("decision", _on(decision), f"names {id!r}, which is nowhere", "settle")
    for (value,) in database.execute("SELECT value FROM setting WHERE name = 'verdicts'"):
        for id in dict.fromkeys(found[0] for found in _ID.finditer(value)):
            if _nowhere(records, id):
                yield Fault("verdict", id, "a model's verdict names it, and it is nowhere in the case", "remove")
    if edits is None:
        return
    names = _names(database) if edits else frozenset()
    for edit in edits:
        for one in dict.fromkeys(edit.pair):
            if _nowhere(records, one) if _ID.fullmatch(one) else not _somewhere(records, names, one):
                told = f"names {one!r}, which is nowhere in the case; mend the file, or take the decision back"
                yield Fault(FILE, _on(edit), told)
    if not _settled(kept, edits):
        yield Fault(FILE, None, "was changed since the case was settled: the next reading settles it anew", "read")


def _on(decision: Decision) -> str:
    return " and ".join(dict.fromkeys(decision.pair))


def _settled(kept: Sequence[Decision], edits: Sequence[Decision]) -> bool:
    """Whether the case holds these decisions of a person and no others; what follows of them for keys aside."""
    ours = {(d.pair, d.verdict, d.reason) for d in kept if d.by == "person"}
    given = {(d.pair, d.verdict, d.reason) for d in edits}
    more = (pair for pair, *_ in ours - given)
    return given <= ours and all(any(_KEY.match(one) for one in pair) for pair in more)


def _nowhere(records: Records, id: str) -> bool:
    """Whether it is the id of a record that neither the case nor an account's extract holds."""
    found = _ID.fullmatch(id)
    table = _TABLES.get(found["letter"]) if found else None
    return table is not None and id not in records.known[table] and id not in records.told


def _somewhere(records: Records, names: frozenset[str], name: str) -> bool:
    """Whether an account names somebody so, titles before the name aside: a name, or the key of one."""
    bare, _, document = name.partition("@")
    if document and document not in records.known["document"]:
        return False
    key = _KEY.match(bare)
    words = _folded(key["name"] if key else bare).split()
    if bare in records.known["actor"] or (key and key["name"] in records.known["actor"]):
        return True
    return any(" ".join(words[first:]) in names for first in range(len(words)))


def _names(database: sqlite3.Connection) -> frozenset[str]:
    """All that accounts call somebody, in plain letters, and the ends of it."""
    found: set[str] = set()
    for (name,) in database.execute(
        "SELECT name FROM alias UNION SELECT json_extract(record, '$.text') FROM mention WHERE json_valid(record)"
        " UNION SELECT json_extract(record, '$.name') FROM mention WHERE json_valid(record)"
    ):
        words = _folded(name or "").split()
        found.update(" ".join(words[first:]) for first in range(len(words)))
    return frozenset(found)


def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.casefold()))
