"""What is told as a fact, and what is denied: by the status of a report, as the content of a denial, in a clause with a
word of negation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records import Report, Source, Statement
from dragoman.resolve.board import Board
from dragoman.resolve.stems import NEGATION, keys, stem

FEWEST = 3
"""Fewest words and names of a clause in which something is said not to have been done."""
_NOBODY = re.compile(r"\b(?:nobody|no one|not one|none of)\b", re.IGNORECASE)
_OUGHT = re.compile(
    r"\b(?:should|must|ought|will|would|can|could|may|might|shall|need)(?:n['’]t|\s+(?:not|never))\b|"
    r"\bcannot\b|\bnot to\b",
    re.IGNORECASE,
)
"""What should not or will not happen is not denied to have happened."""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """Something told or denied, in a clause or in all words of a denial. `shown`: with the words that deny it."""

    report: Report | None
    clause: Source
    shown: Source
    holder: str
    keys: frozenset[str]
    heads: frozenset[str]
    """Stems under which another telling of the same is looked up: the trigger, or each word of a bare denial."""


def denials(board: Board) -> Iterator[Telling]:
    """The happenings that somebody says did not take place."""
    seen: dict[str, list[Source]] = defaultdict(list)
    for report in board.reports.values():
        if report.status in ("happened", "denied") and _is_denied(report, board):
            clause = board.clause(report.trigger)
            seen[clause.document].append(clause)
            yield _telling(report, clause, _with_denial(clause, board), board)
    for statement in board.statements.values():
        if not _is_denial(statement, board):
            continue
        for span in statement.content:
            if not any(span.start <= s.start <= span.end for s in seen[span.document]):
                seen[span.document].append(span)
                yield _bare(span, _with_denial(span, board), statement.actor or span.document, board)
    for clause in _negated_clauses(board):
        if not any(_meets(clause, s) for s in seen[clause.document]) and not _under_denial(clause, board):
            told = _bare(clause, clause, board.holder(clause), board)
            if len(told.keys) >= FEWEST:
                yield told


def fact(report: Report, board: Board) -> Telling | None:
    """What a report tells as a fact; None where its clause denies something, or somebody denies it."""
    clause = board.clause(report.trigger)
    if NEGATION.search(board.words(clause)) or _under_denial(report.trigger, board):
        return None
    return _telling(report, clause, clause, board)


def is_fact(clause: Source, board: Board) -> bool:
    """Whether the words of a clause are told as a fact: not denied, planned or supposed."""
    words = board.words(clause)
    return not (NEGATION.search(words) or _UNREAL.search(words) or _under_denial(clause, board))


def deed(report: Report, board: Board) -> str:
    """The stem of the word that a report rests on."""
    return stem(report.lemma or board.words(report.trigger))


_UNREAL = re.compile(r"\b(?:if|would|could|might|may|whether|will|should|feared?|\w+ing to)\b|\?", re.IGNORECASE)


def _is_denied(report: Report, board: Board) -> bool:
    """Whether the report, its clause or who tells it says that it did not happen."""
    clause = board.clause(report.trigger)
    words = board.words(clause)
    if report.status == "denied":
        denied = NEGATION.search(words) is not None or _under_denial(clause, board)
    else:
        denied = _NOBODY.search(words) is not None or _under_denial(report.trigger, board)
    return denied and not _OUGHT.search(words)


def _bare(clause: Source, shown: Source, holder: str, board: Board) -> Telling:
    """What is denied in words of which there is no report."""
    said = keys(clause, board)
    return Telling(None, clause, shown, holder, said, frozenset(key for key in said if not key.startswith("@")))


def _meets(a: Source, b: Source) -> bool:
    return a.document == b.document and a.start < b.end and b.start < a.end


def _negated_clauses(board: Board) -> Iterator[Source]:
    """Clauses that say in so many words that something did not happen: 'the police had not used live rounds'."""
    for sentence in board.sentences_with(_DID_NOT):
        yield from (c for c in board.clauses(sentence) if _DID_NOT.search(board.words(c)))


_DID_NOT = re.compile(r"\b(?:did|had|has|have|was|were)(?:n['’]t|\s+not|\s+never)\b", re.IGNORECASE)


def _telling(report: Report, clause: Source, shown: Source, board: Board) -> Telling:
    holder = board.claimant(report.trigger, report.claimed_by)
    return Telling(report, clause, shown, holder, keys(clause, board), frozenset({deed(report, board)}))


def _is_denial(statement: Statement, board: Board) -> bool:
    """Whether the words are what somebody says is not so: "denied that", "dismissed as false reports that"."""
    if statement.manner != "say" or statement.kind == "direct" or statement.cue is None:
        return False
    if statement.negated:
        return _DENIES.match(board.words(statement.cue)) is not None
    text = board.documents[statement.cue.document].text
    return _DENIED_RUMOUR.search(text[max(0, statement.cue.start - _BEFORE) : statement.cue.end]) is not None


_BEFORE = 45
_DENIES = re.compile(
    r"den(?:y|ie|ial)|reject|refut|disput|dismiss|contradict|rebut|repudiat|disavow|scotch", re.IGNORECASE
)
_DENIED_RUMOUR = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying)|reject|refut|dismiss|disput|rebut|scotch)\w*\b[^.;:,]{0,30}\b"
    r"(?:reports?|claims?|rumou?rs?|allegations?|accusations?|suggestions?|charges?|assertions?|idea|notion)$",
    re.IGNORECASE,
)


def _under_denial(source: Source, board: Board) -> bool:
    statement = board.saying(source)
    return statement is not None and _is_denial(statement, board)


def _with_denial(clause: Source, board: Board) -> Source:
    """The clause with the words of denial before it, when they stand in its sentence."""
    statement = board.saying(clause)
    if statement is None or statement.cue is None or not _is_denial(statement, board):
        return clause
    opening = min(s for s in (statement.cue, statement.speaker) if s)
    same = board.sentence(opening) == board.sentence(clause)
    return Source(clause.document, opening.start, clause.end) if same and opening.end <= clause.start else clause
