"""Disputes within an account: somebody is accused and rejects the charge in the sentences that follow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dragoman.records import Source, Statement
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import DENIAL, Point, Quarrel, shortened

NEAR = 400
"""Most characters from the charge to the answer."""
NEXT = 100
"""Most characters from the charge to an answer in the sentence after it, by somebody who need not be named in it."""
LONGEST = 110
"""Most characters of a charge that becomes a heading."""
_ACCUSES = re.compile(r"accus|charg|alleg|claim", re.IGNORECASE)
_DENIES = re.compile(r"den(?:y|ie)|reject|refut|disput|dismiss|rebut|repudiat", re.IGNORECASE)
_THE_CHARGE = re.compile(
    r"(?:(?:the|these|those|all|this|that|such|any)\s+)?(?:charges?|accusations?|allegations?|claims?|it|this|that)"
    r"(?:\s+as\s+.*)?",
    re.IGNORECASE,
)


def answer_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each charge whose target answers it."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in board.statements.values():
        if statement.cue and statement.actor and statement.manner == "say":
            told[statement.cue.document].append(statement)
    for _, here in sorted(told.items()):
        charges = [s for s in here if _ACCUSES.match(_cue(s, board))]
        answers = [s for s in here if _DENIES.match(_cue(s, board)) and _is_answer(s, board)]
        for answer in answers:
            before = [c for c in charges if _answers(answer, c, board)]
            if before:
                charge = max(before, key=lambda c: (c.content[0].start, c.id))
                points = _shown(charge, "accuses", board), _shown(answer, "denies it", board)
                said = shortened(board.words(charge.content[0]), LONGEST)
                how = "A charge and the answer of the accused"
                yield Quarrel("fact", f"Whether the charge holds: “{said}”", how, points, DENIAL)


def _cue(statement: Statement, board: Board) -> str:
    return board.words(statement.cue) if statement.cue else ""


def _is_answer(statement: Statement, board: Board) -> bool:
    return _THE_CHARGE.fullmatch(board.words(statement.content[0])) is not None


def _answers(answer: Statement, charge: Statement, board: Board) -> bool:
    """Whether the answer follows the charge and comes from whom the charge names, or from that one's state."""
    gap = answer.content[0].start - charge.content[-1].end
    if not 0 <= gap <= NEAR or answer.actor == charge.actor:
        return False
    if gap <= NEXT and not board.is_state(answer.actor):
        return True  # "… accused the party of it. Its spokesman rejected the accusation"
    named = {m.actor for span in charge.content for m in board.mentions(span) if m.actor}
    return bool(named & {answer.actor, board.country(answer.actor)}) or bool(
        {board.country(actor) for actor in named} & {board.country(answer.actor)} - {None, board.country(charge.actor)}
    )


def _shown(statement: Statement, side: str, board: Board) -> Point:
    """The words from the speaker to the end of what is said, where they stand in one sentence."""
    content = statement.content[0]
    start = min(s.start for s in (statement.voice, statement.cue, content) if s)
    opening = Source(content.document, start, content.end)
    span = opening if board.sentence(opening) == board.sentence(content) else content
    return Point(side, span, str(statement.actor))
