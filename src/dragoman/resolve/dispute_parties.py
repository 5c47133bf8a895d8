"""Disputes over who took part: accounts that list other states as senders of troops to one country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from dragoman.records import Mention, Report, Source
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import LISTS, Point, Quarrel

_FORCE = re.compile(
    r"\b(?:troops?|soldiers?|forces?|military|army|armies|contingents?|peacekeep\w+|units?|battalions?|servicemen)\b",
    re.IGNORECASE,
)
_TYPES = frozenset({"MOBILIZE", "AID", "COOPERATE", "SUPPORT"})


def party_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each country to which accounts have different lists of states send troops."""
    lists: dict[tuple[str, str], dict[str, dict[str, Source]]] = defaultdict(lambda: defaultdict(dict))
    for report in board.reports.values():
        where = _where(report, board)
        if where is None:
            continue
        senders, span = _senders(report, board)
        for sender in sorted(senders - {where}):
            lists[where, board.subject(span)][span.document].setdefault(sender, span)
    for (where, _), by_document in sorted(lists.items()):
        quarrel = _quarrel(where, by_document, board)
        if quarrel:
            yield quarrel


def _quarrel(where: str, by_document: Mapping[str, Mapping[str, Source]], board: Board) -> Quarrel | None:
    kinds = {frozenset(named) for named in by_document.values()}
    if len(kinds) < 2:
        return None
    every = frozenset().union(*kinds)
    points = []
    for document, named in sorted(by_document.items()):
        label = _label(frozenset(named), every, board)
        points += [Point(label, source, document) for source in dict.fromkeys(named.values())]
    name = board.name(where)
    how = "The lists of states differ, though a shorter list need not exclude the rest"
    return Quarrel("fact", f"Who sent troops to {name}", how, tuple(points), LISTS)


def _label(named: frozenset[str], every: frozenset[str], board: Board) -> str:
    words = _listed([board.name(state) for state in sorted(named)])
    return f"names only {words}" if named < every and len(named) == 1 else words


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _where(report: Report, board: Board) -> str | None:
    """The country to which troops were sent, when the report tells of that as done."""
    if report.status != "happened" or report.type not in _TYPES:
        return None
    sentence = board.words(board.clause(report.trigger))
    if not _FORCE.search(sentence) or (report.type == "MOBILIZE" and report.mode not in (None, "troops")):
        return None
    if report.country:
        return report.country
    own = {board.country(actor) for actor in report.sources}
    named = {board.country(m.actor) for m in board.mentions(board.sentence(report.trigger))}
    reached = {state for state in (board.country(a) for a in report.targets) if state} - own
    if len(reached) == 1 and reached <= named:
        return reached.pop()
    return board.scene(report.trigger) if report.type == "MOBILIZE" else None


def _senders(report: Report, board: Board) -> tuple[set[str], Source]:
    """The states whose troops they are, with those in one list with them, and the words from the first to the last."""
    sentence, clause = board.sentence(report.trigger), board.clause(report.trigger)
    sources = [s for s in report.source_spans if sentence.start <= s.start and s.end <= sentence.end]
    states = {state for actor in report.sources if (state := board.country(actor))}
    start, end = min([clause.start, *(s.start for s in sources)]), max([clause.end, *(s.end for s in sources)])
    for run in _runs(sentence, board):
        first, last = run[0].source.start, run[-1].source.end
        if first < end and start < last and states & {str(m.actor) for m in run}:
            states |= {str(m.actor) for m in run}
            start, end = min(start, first), max(end, last)
    return states, Source(sentence.document, start, end)


def _runs(sentence: Source, board: Board) -> list[list[Mention]]:
    """The states named in a sentence, those that a comma or 'and' joins together: 'Russia, Belarus and Armenia'."""
    text = board.documents[sentence.document].text
    runs: list[list[Mention]] = []
    for mention in board.mentions(sentence):
        if mention.actor is None or mention.actor != board.country(mention.actor):
            continue
        last = runs[-1][-1].source.end if runs else sentence.start
        if mention.source.start < last:
            continue
        if runs and _JOINT.fullmatch(text, last, mention.source.start):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


_JOINT = re.compile(r"[\s,]*(?:(?:and|as well as)\s+)?(?:the\s+)?")
