"""Disputes over how long: one voice gives a stay a term, another gives it another term or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dragoman.records import Source
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import CONTRARY, Point, Quarrel

FORCES = "the foreign troops"
_COUNT = r"(an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:more\s+)?(day|week|month|year)s?\b"
_STAY = re.compile(
    r"\b(?:stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|be(?:en)? in the country|last(?:s|ed)?|"
    r"be deployed|keep (?:its|their) \w+)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"\b(?:for|only|just)\s+(?:only |just |about |around |some |up to |at least )?{_COUNT}|"
    r"\buntil\b|\bindefinitely\b|\bpermanently\b|\bas long as\b|\bfor good\b",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?:troops?|soldiers?|forces?|contingents?|peacekeep\w*|army|mission|units?|battalions?)\b", re.IGNORECASE
)
_NUMBERS = "a an one two three four five six seven eight nine ten".split()
_AFTER = 60
"""Most characters between the verb and its term."""


def length_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each party whose stay in a country is given different terms by different voices."""
    terms: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for sentence in board.sentences_with(_STAY):
        for (who, where), point in _terms(sentence, board):
            terms[who, where, board.subject(sentence)].append(point)
    for (who, where, _), points in sorted(terms.items()):
        name = board.name(who) if who in board.actors else who
        how = f"Different terms for one stay ({name} in {board.name(where)})"
        yield Quarrel("figure", f"How long {name} will stay in {board.name(where)}", how, tuple(points), CONTRARY)


def _terms(sentence: Source, board: Board) -> Iterator[tuple[tuple[str, str], Point]]:
    text = board.documents[sentence.document].text
    for verb in _STAY.finditer(text, sentence.start, sentence.end):
        term = _TERM.search(text, verb.end(), min(verb.end() + _AFTER, sentence.end))
        if term is None or re.search(r"[.;:]", text[verb.end() : term.start()]):
            continue
        word = Source(sentence.document, verb.start(), verb.end())
        who, where = _subject(sentence, word, board), board.scene(word)
        if who and where:
            clause = board.clause(word)
            span = Source(clause.document, clause.start, max(clause.end, term.end()))
            yield (who, where), Point(_label(term), span, board.holder(word))


def _subject(sentence: Source, verb: Source, board: Board) -> str | None:
    """Who or what stays: forces of any name as one; another actor, or another thing by its noun."""
    before = Source(sentence.document, sentence.start, verb.start)
    words = board.words(before)
    if _PRONOUN.search(words):
        return FORCES if _of_forces(sentence, board) else None
    thing = _THING.search(words)
    if thing and thing.group(1).islower() and not _FORCE.search(thing.group(1)):
        return f"the {thing.group(1)}"
    if _FORCE.search(words[-_AFTER:]):
        return FORCES
    named = [m for m in board.mentions(before) if m.actor and m.form != "nominal"]
    return named[-1].actor if named and verb.start - named[-1].source.end <= _AFTER else None


def _of_forces(sentence: Source, board: Board) -> bool:
    """Whether 'they will stay' follows words of forces, in this sentence or the one before."""
    before = board.before(sentence)
    return bool(_FORCE.search(board.words(sentence)) or (before and _FORCE.search(board.words(before))))


_AUXILIARY = r"(?:\s+(?:will|would|shall|should|is|are|to|must|can|may|only))*\s*$"
_PRONOUN = re.compile(r"\b(?:they|it|these|those)" + _AUXILIARY, re.IGNORECASE)
_THING = re.compile(r"\bthe\s+([a-z]+)" + _AUXILIARY, re.IGNORECASE)


def _label(term: re.Match[str]) -> str:
    """The term in one form, so that 'for a week' and 'for one week' meet; every 'until' is one side."""
    if term.group(1):
        number, unit = term.group(1).lower(), term.group(2).lower()
        count = max(1, _NUMBERS.index(number) - 1) if number in _NUMBERS else int(number)
        return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "until things are settled" if term.group().lower() in ("until", "as long as") else term.group().lower()
