"""Disputes over when: other days for one happening or for the start of the unrest, or a height outside its time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from dragoman.records import Report
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import CONTRARY, Point, Quarrel
from dragoman.resolve.stems import stem

NEAR = 10
"""Most days between two datings of one happening; further apart they are likely to be two."""
_ONCE = frozenset(
    {"COERCE", "RETREAT", "MOBILIZE", "ASSAULT", "SANCTION", "AGREE", "CONCEDE", "AID", "CONSULT", "PROTEST"}
)
_UNREST = re.compile(
    r"\b(?:protest|riot|unrest|demonstrat|violence|clash|uprising|turmoil|disorder|fighting)", re.IGNORECASE
)
_START = re.compile(r"\b(?:beg[aiu]n|started|erupted|broke out|broken out|breaking out|flared up)\b", re.IGNORECASE)
_HEIGHT = re.compile(r"\b(?:height|peak(?:ed)?|climax|worst)\b", re.IGNORECASE)


def date_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each happening that accounts put on different days near each other."""
    dated = [r for r in board.reports.values() if r.date and r.date.low]
    yield from _other_days([r for r in dated if _day(r)], board)
    yield from _phases(dated, board)


def _other_days(dated: Sequence[Report], board: Board) -> Iterator[Quarrel]:
    together: dict[object, list[Report]] = defaultdict(list)
    for report in dated:
        if report.type in _ONCE and report.status != "denied" and report.sources and report.lemma:
            parties = frozenset(board.country(a) or a for a in report.sources), frozenset(report.targets)
            if report.targets or report.type == "CONSULT":
                theme = board.subject(report.trigger)
                together[report.type, stem(report.lemma), report.status, parties, theme].append(report)
    for told in together.values():
        if _one_happening(told, board):
            points = [
                Point(str(_day(r)), board.clause(r.trigger), board.claimant(r.trigger, r.claimed_by)) for r in told
            ]
            words = board.words(board.clause(told[0].trigger))
            how = "One happening, by who did what to whom, on different days"
            yield Quarrel("fact", f"When: {words}", how, tuple(points), CONTRARY)


def _one_happening(told: Sequence[Report], board: Board) -> bool:
    """Whether the days differ between accounts, none has two, and all lie near each other."""
    by_root: dict[str, set[str]] = defaultdict(set)
    for report in told:
        by_root[board.root(report.trigger.document)].add(str(_day(report)))
    days = sorted(set().union(*by_root.values()))
    if len({r.date.text.lower() for r in told if r.date}) == 1:  # one "Thursday", read from accounts of different weeks
        return False
    if len(days) < 2 or any(len(own) > 1 for own in by_root.values()):
        return False
    return (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days <= NEAR


def _phases(dated: Sequence[Report], board: Board) -> Iterator[Quarrel]:
    """Unrest in one country: starts on different days; a height that lies outside the time another gives it."""
    starts: dict[tuple[str, str], list[Point]] = defaultdict(list)
    heights: dict[tuple[str, str], list[tuple[str, Point]]] = defaultdict(list)
    spells: dict[tuple[str, str], list[tuple[str, str, Point]]] = defaultdict(list)
    for report in dated:
        clause = board.clause(report.trigger)
        words = board.words(clause)
        if report.date is None or report.status != "happened" or not _UNREST.search(words):
            continue
        scene = board.scene(report.trigger, report)
        if scene is None:
            continue
        low, high, day = report.date.low, report.date.high, _day(report)
        holder, where = board.claimant(report.trigger, report.claimed_by), (scene, board.subject(clause))
        if day and _START.search(words):
            starts[where].append(Point(f"on {day}", clause, holder))
        elif low and _HEIGHT.search(words):
            heights[where].append((low, Point(f"at its height on {low}", clause, holder)))
        elif low and high and low < high and len(low) == len(high) == len("2000-01-01"):
            spells[where].append((low, high, Point(f"from {low} to {high}", clause, holder)))
    for (scene, _), points in sorted(starts.items()):
        if len({p.side for p in points}) > 1 and _near([p.side[3:] for p in points]):
            name = board.name(scene)
            yield Quarrel("fact", f"When the unrest in {name} began", "Different first days", tuple(points), CONTRARY)
    for (scene, theme), tops in sorted(heights.items()):
        apart = _apart(tops, spells.get((scene, theme), ()))
        if apart:
            how = "The height of the violence lies outside the time that another gives it"
            yield Quarrel("fact", f"When the unrest in {board.name(scene)} was at its height", how, apart, CONTRARY)


def _apart(tops: Sequence[tuple[str, Point]], spells: Sequence[tuple[str, str, Point]]) -> tuple[Point, ...]:
    """The heights that lie outside some spell, and the spells that leave out some height."""
    if not spells:
        return ()
    latest, earliest = max(low for low, _, _ in spells), min(high for _, high, _ in spells)
    first, last = min(when for when, _ in tops), max(when for when, _ in tops)
    outside = [top for when, top in tops if when < latest or when > earliest]
    return (*outside, *(spell for low, high, spell in spells if first < low or last > high))


def _near(days: Sequence[str]) -> bool:
    return (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days <= NEAR


def _day(report: Report) -> str | None:
    """The day, where the words give exactly one."""
    if (
        report.date
        and report.date.low
        and report.date.low == report.date.high
        and len(report.date.low) == len("2000-01-01")
    ):
        return report.date.low
    return None
