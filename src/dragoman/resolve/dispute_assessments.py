"""Disputes over who gains: one actor wins by what happens in the eyes of some and loses in those of others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dragoman.records import Assessment, Source
from dragoman.resolve.board import QUOTABLE, Board
from dragoman.resolve.quarrel import CONTRARY, Point, Quarrel

_AIM = re.compile(
    r"\b(?:s(?:ought|eeks?|eeking)|wants?|wanted|hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|"
    r"plan(?:s|ned|ning)?|intend(?:s|ed)?|bid|efforts?|order)\s+to\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What comes before a gain that is wished for, not foreseen."""
_BEFORE = 40


def assessment_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each actor whom some see gain and others lose."""
    judged: dict[str, list[Point]] = defaultdict(list)
    for assessment in board.found.assessments:
        if assessment.target and not _wished(assessment, board):
            holder = board.claimant(assessment.source, assessment.claimed_by)
            judged[assessment.target].append(Point(assessment.outcome, _span(assessment, board), holder))
    for target, points in sorted(judged.items()):
        name = board.name(target)
        how = f"Opposite judgements of what becomes of {name}"
        yield Quarrel("assessment", f"Whether {name} gains or loses", how, tuple(points), CONTRARY)


def _span(assessment: Assessment, board: Board) -> Source:
    """The clause of the judgement, from the words that name who is judged where they stand before it."""
    clause, target = board.clause(assessment.source), assessment.target_span
    near = board.sentence(target) == board.sentence(clause) and clause.end - target.start <= QUOTABLE
    return Source(clause.document, min(target.start, clause.start), clause.end) if near else clause


def _wished(assessment: Assessment, board: Board) -> bool:
    start = assessment.source.start
    text = board.documents[assessment.source.document].text
    return _AIM.search(text[max(0, start - _BEFORE) : start]) is not None
