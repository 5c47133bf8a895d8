"""Disputes over who did it: each side says of one deed that the other did it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.records import Source
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import COMPARED, CONTRARY, Point, Quarrel
from dragoman.resolve.stems import keys, stem

_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
FIRST = "first"
"""Only one of two can have done it first."""
SHARED = 0.5
"""Least share of the words of the shorter clause, parties aside, that the other holds."""


@dataclass(frozen=True, slots=True)
class _Blame:
    who: str
    """The country, or actor of none, that is said to have done it."""
    by: str
    """The country, or actor of none, that says so."""
    source: Source
    holder: str
    keys: frozenset[str]


def blame_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each kind of deed that two parties each lay at the other's door."""
    laid: dict[str, list[_Blame]] = defaultdict(list)
    accusers = _accusers(board)
    for report in board.reports.values():
        if report.type not in _DEEDS or report.status != "happened":
            continue
        holder = board.claimant(report.trigger, report.claimed_by)
        by = board.country(holder) or holder
        owners = {board.country(a) or a for a in report.sources}
        accusing = accusers.get(board.sentence(report.trigger), set())
        if len(owners) == 1 and by not in owners and not owners & accusing:
            clause = board.clause(report.trigger)
            said = frozenset(k for k in keys(clause, board) if not k.startswith("@"))
            laid[stem(report.lemma or "")].append(_Blame(owners.pop(), by, clause, holder, said))
    for blames in laid.values():
        yield from _opposed(blames, board)


def _accusers(board: Board) -> dict[Source, set[str]]:
    """For each sentence who accuses in it: in "A accused B of it" the doer is not A."""
    found: dict[Source, set[str]] = defaultdict(set)
    for report in board.found.reports:
        if report.type == "ACCUSE":
            found[board.sentence(report.trigger)] |= {board.country(a) or a for a in report.sources}
    return found


def _opposed(blames: Sequence[_Blame], board: Board) -> Iterator[Quarrel]:
    """Pairs of parties of whom one hands the deed back to the other, or each of whom is said to have been first."""
    by_who: dict[str, list[_Blame]] = defaultdict(list)
    for blame in blames:
        if len(by_who[blame.who]) < COMPARED:
            by_who[blame.who].append(blame)
    for one, other in _parties(by_who):
        pairs = [(a, b) for a in by_who[one] for b in by_who[other] if _one_deed(a, b)]
        if pairs:
            laid = list(dict.fromkeys(blame for pair in pairs for blame in pair))
            names = board.name(one), board.name(other)
            points = tuple(Point(f"{board.name(b.who)} did", b.source, b.holder) for b in laid)
            how = f"One deed is laid to {names[0]} and to {names[1]}"
            said = min((board.words(b.source) for b in laid), key=lambda w: (len(w), w))
            yield Quarrel("fact", f"Who did it, {names[0]} or {names[1]}: “{said}”", how, points, CONTRARY)


def _parties(by_who: Mapping[str, Sequence[_Blame]]) -> list[tuple[str, str]]:
    """The pairs of which one lays the deed to the other, and those of which each is said to have been first."""
    handed = {(blame.who, blame.by) for blames in by_who.values() for blame in blames if blame.by in by_who}
    first = sorted(who for who, blames in by_who.items() if any(FIRST in blame.keys for blame in blames))
    return sorted({(min(pair), max(pair)) for pair in handed}.union(combinations(first[:COMPARED], 2)))


def _one_deed(a: _Blame, b: _Blame) -> bool:
    if a.by != b.who and b.by != a.who and not (FIRST in a.keys and FIRST in b.keys):
        return False
    shared = len(a.keys & b.keys)
    return shared >= 2 and shared >= SHARED * min(len(a.keys), len(b.keys))
