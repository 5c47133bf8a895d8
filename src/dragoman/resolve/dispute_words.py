"""Disputes over who said it and how.

A charge is laid to a state here and to one adviser there; one offer is told with a condition and without; the same
quotation stands in two mouths.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from dragoman.records import Source, Statement
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import COMPARED, CONTRARY, Point, Quarrel
from dragoman.resolve.stems import content, keys

ALIKE = 0.85
"""Least share of content words (of both together) that two wordings of one quotation have in common."""
LONG_ENOUGH = 6
"""Fewest content words of a quotation that is told apart from a common phrase."""
TELLING = 3
"""So many of the longest words of a quotation are looked up for others that have them, too."""
OFFER = 2
"""Fewest content words that an offer with a condition and one without must share."""

_SPEAKS_FOR_STATE = re.compile(
    r"\b(?:president|minister|premier|chancellor|spokes\w+|king|queen|emir|secretary of state|ambassador|government|"
    r"ministry|kremlin|white house|state department|foreign office)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:former|ex|advis[eo]r|deputy|aide|lawmaker|retired|counsel\w*|analyst|expert)\b", re.IGNORECASE
)
_ACCUSES = re.compile(r"accus|blam|charg", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|provided that|on condition|should (?:it|they|he|she|\w+ (?:ask|request))|in case|only when|once asked)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(r"\b(?:ready|willing|prepared|offer\w*|help|assist\w*|aid|support\w*|mediat\w*)\b", re.IGNORECASE)


def wording_disputes(board: Board) -> Iterator[Quarrel]:
    """The disputes of the three kinds."""
    yield from _charges(board)
    yield from _conditions(board)
    yield from _two_mouths(board)


@dataclass(frozen=True, slots=True)
class _Charge:
    """Somebody accuses somebody: by a report, or by a statement whose cue is a word of accusing."""

    accuser: str
    target: str
    source: Source
    word: Source
    """The word of accusing."""
    keys: frozenset[str]


def _charges(board: Board) -> Iterator[Quarrel]:
    """A state is said to accuse, where the accuser is a person who does not speak for it."""
    by_state: dict[tuple[str, str], list[_Charge]] = defaultdict(list)
    by_person: dict[tuple[str, str], list[_Charge]] = defaultdict(list)
    for charge in _laid(board):
        target = board.country(charge.target) or charge.target
        state = board.country(charge.accuser) or _state_nearby(charge, target, board)
        if state and state != target:
            laid = by_state if _is_state(charge.accuser, board) else by_person
            if laid is by_state or _private(charge.accuser, board):
                laid[state, target].append(charge)
    for (state, target), charges in sorted(by_state.items()):
        private = by_person.get((state, target), [])[:COMPARED]
        pairs = [(a, b) for a in charges[:COMPARED] for b in private if _one_charge(a, b)]
        if pairs:
            names = board.name(state), board.name(target)
            points = [Point(names[0], a.source, a.source.document) for a, _ in pairs]
            points += [Point(board.name(b.accuser), b.source, b.accuser) for _, b in pairs]
            how = f"A charge against {names[1]} laid to {names[0]} and to a person who does not speak for it"
            yield Quarrel("attribution", f"Whether {names[0]} itself accused {names[1]}", how, tuple(points), CONTRARY)


def _laid(board: Board) -> Iterator[_Charge]:
    for report in board.reports.values():
        if report.type == "ACCUSE" and report.status == "happened":
            sentence, clause = board.sentence(report.trigger), board.clause(report.trigger)
            starts = [s.start for s in report.source_spans if sentence.start <= s.start < report.trigger.start]
            span = Source(clause.document, min([clause.start, *starts]), clause.end)
            for accuser in report.sources:
                for target in report.targets:
                    yield _Charge(accuser, target, span, report.trigger, _plain_keys(sentence, board))
    for statement in board.statements.values():
        if statement.actor and statement.cue and _ACCUSES.match(board.words(statement.cue)):
            content = statement.content[0]
            accused = next((m.actor for m in board.mentions(content) if m.actor), None)
            if accused:
                start = min(s.start for s in (statement.voice, statement.cue, content) if s)
                span = Source(content.document, start, content.end)
                yield _Charge(
                    statement.actor, accused, span, statement.cue, _plain_keys(board.sentence(content), board)
                )


def _plain_keys(source: Source, board: Board) -> frozenset[str]:
    return frozenset(key for key in keys(source, board) if not key.startswith("@"))


def _one_charge(a: _Charge, b: _Charge) -> bool:
    return len(a.keys & b.keys) >= 2


def _state_nearby(charge: _Charge, target: str, board: Board) -> str | None:
    """The one other state named before the word, for an accuser of no known country."""
    sentence = board.sentence(charge.word)
    named = board.mentions(Source(sentence.document, sentence.start, charge.word.start))
    states = {board.country(m.actor) for m in named} - {None, target}
    return states.pop() if len(states) == 1 else None


def _is_state(actor: str, board: Board) -> bool:
    known = board.actors.get(actor)
    return known is not None and known.kind in ("state", "government")


def _private(actor: str, board: Board) -> bool:
    """Whether the accuser is a person without, or no longer with, an office that speaks for the state."""
    known = board.actors.get(actor)
    if known is None or known.kind != "person":
        return False
    offices = " ".join(sorted({m.office for m in board.called(actor) if m.office}))
    return bool(_NO_LONGER.search(offices)) or not _SPEAKS_FOR_STATE.search(offices)


@dataclass(frozen=True, slots=True, eq=False)
class _Offer:
    """`words`: stems of what is said; `deeds`: those of them that are words of offering."""

    statement: Statement
    words: frozenset[str]
    deeds: frozenset[str]


def _conditions(board: Board) -> Iterator[Quarrel]:
    """One speaker's offer, told with a condition by one account and without by another."""
    bound: dict[str, list[_Offer]] = defaultdict(list)
    free: dict[str, list[_Offer]] = defaultdict(list)
    for statement in board.statements.values():
        if statement.actor and statement.manner == "say" and not statement.negated:
            said = _said(statement, board)
            offers = (bound if _CONDITION.search(said) else free)[statement.actor] if _OFFER.search(said) else None
            if offers is not None and len(offers) < COMPARED:
                words = content(said)
                offers.append(_Offer(statement, words, frozenset(w for w in words if _OFFER_STEM.match(w))))
    for speaker, with_condition in sorted(bound.items()):
        pairs = [(a, b) for a in with_condition for b in free.get(speaker, ()) if _one_offer(a, b, board)]
        if pairs:
            points = [_offer(o.statement, "with a condition", board) for o in dict.fromkeys(a for a, _ in pairs)]
            points += [_offer(o.statement, "without one", board) for o in dict.fromkeys(b for _, b in pairs)]
            name = board.name(speaker)
            how = f"One offer of {name} in two accounts"
            yield Quarrel("attribution", f"Whether the offer of {name} had a condition", how, tuple(points), CONTRARY)


def _offer(statement: Statement, side: str, board: Board) -> Point:
    """The sentence of the offer within the statement; the account answers for how it is told."""
    pattern = _CONDITION if side == "with a condition" else _OFFER
    for source in statement.content:
        for sentence in board.sentences_of(source):
            if pattern.search(board.words(sentence)):
                return Point(side, board.trimmed(sentence), source.document)
    return Point(side, statement.content[0], statement.content[0].document)


def _one_offer(a: _Offer, b: _Offer, board: Board) -> bool:
    if a.deeds.isdisjoint(b.deeds) or len(a.words & b.words) < OFFER:
        return False
    return board.root(a.statement.content[0].document) != board.root(b.statement.content[0].document)


_OFFER_STEM = re.compile(r"ready|willi|prepa|offer|help|assis|suppo|media|provi")


def _two_mouths(board: Board) -> Iterator[Quarrel]:
    """A long quotation that accounts give to different persons."""
    quoted: dict[str, list[tuple[frozenset[str], Statement]]] = defaultdict(list)
    for statement in board.statements.values():
        known = board.actors.get(statement.actor or "")
        if known is None or known.kind != "person" or statement.kind != "direct":
            continue
        words = content(_said(statement, board))
        if len(words) >= LONG_ENOUGH:
            for word in sorted(words, key=lambda w: (-len(w), w))[:TELLING]:
                quoted[word].append((words, statement))
    seen: set[tuple[str, str]] = set()
    for _, told in sorted(quoted.items()):
        for (one, a), (other, b) in combinations(told[:COMPARED], 2):
            if a.actor == b.actor or not _alike(one, other) or (a.id, b.id) in seen:
                continue
            seen.add((a.id, b.id))
            if board.root(a.content[0].document) != board.root(b.content[0].document):
                points = (_mouth(a, board), _mouth(b, board))
                how = "The same words given to two speakers"
                yield Quarrel("attribution", f"Who said “{board.words(a.content[0])[:60]} …”", how, points, CONTRARY)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    less, more = sorted((len(one), len(other)))
    return less >= ALIKE * more and len(one & other) >= ALIKE * len(one | other)


def _mouth(statement: Statement, board: Board) -> Point:
    return Point(board.name(str(statement.actor)), statement.content[0], statement.content[0].document)


def _said(statement: Statement, board: Board) -> str:
    return " ".join(board.words(source) for source in statement.content)
