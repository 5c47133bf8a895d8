"""Disputes over where an actor stands: said to back one side by some, to oppose it or to stay neutral by others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.records import Mention, Source
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import CONTRARY, Point, Quarrel
from dragoman.resolve.stems import NEGATION, any_of
from dragoman.tables import table

BACKS, OPPOSES, NEUTRAL = "backs", "opposes", "stays neutral"
REACH = 60
"""Most characters between the actor and the word of the stance."""
_CROWD = re.compile(r"\b(?:protest|demonstrat|rebel|opposition|insurgent|striker|dissident|separatist)", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(?:sanctions|embargo|blockade|closure|ban|measures?|resolution|intervention|invasion|deployment|strikes?|coup|"
    r"ceasefire|dialogue|talks|negotiations|referendum|annexation|independence)\b",
    re.IGNORECASE,
)
_BARRIER = re.compile(r"[.;:?!\n“”\"]|\b(?:that|which|who|whom|while|and|or|of|by|after|before)\b")
_NAMING = frozenset({"name", "metonym", "demonym", "title", "pronoun"})


@dataclass(frozen=True, slots=True)
class _Stance:
    actor: str
    stance: str
    toward: str | None
    """The country (or actor) that is backed or opposed; None where the words name none."""
    thing: str
    """The measure that is backed or opposed there, where it is none of those: 'sanctions'; else empty."""
    source: Source
    holder: str


def stance_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each actor, toward one country, that accounts place on different sides."""
    taken: dict[str, list[_Stance]] = defaultdict(list)
    for stance in (*_reported(board), *_neutral(board)):
        taken[stance.actor].append(stance)
    for actor, stances in sorted(taken.items()):
        yield from _of_actor(actor, stances, board)


def _of_actor(actor: str, stances: Sequence[_Stance], board: Board) -> Iterator[Quarrel]:
    sided: dict[tuple[str, str], list[_Stance]] = defaultdict(list)
    for stance in stances:
        if stance.toward:
            sided[stance.toward, stance.thing].append(stance)
    towards, quiet = {toward for toward, _ in sided}, defaultdict[str, list[_Stance]](list)
    for stance in stances if sided else ():
        if stance.stance == NEUTRAL:
            for toward in board.named_in(stance.source.document) & towards:
                quiet[toward].append(stance)
    name = board.name(actor)
    for (toward, thing), here in sorted(sided.items()):
        whom = f"the {thing} ({board.name(toward)})" if thing else board.name(toward)
        points = [Point(_label(s, whom), s.source, s.holder) for s in (*here, *quiet.get(toward, ()))]
        if len({p.side for p in points}) > 1:
            how = f"{name} is placed on different sides"
            yield Quarrel("fact", f"Where {name} stands toward {whom}", how, tuple(points), CONTRARY)


def _label(stance: _Stance, whom: str) -> str:
    return stance.stance if stance.stance == NEUTRAL else f"{stance.stance} {whom}"


def _reported(board: Board) -> Iterator[_Stance]:
    """Support and opposition told in reports, by a state, its government or an organisation."""
    for report in board.found.reports:
        if report.status not in ("happened", "planned"):
            continue
        stance = _stance_of(board.words(report.trigger), report.lemma)
        if stance in (None, NEUTRAL) or (stance == BACKS) != (report.type in ("SUPPORT", "AID")):
            continue
        clause = board.clause(report.trigger)
        if NEGATION.search(board.words(clause)):
            continue
        for actor in report.sources:
            for target in report.targets or _scene(clause, board):
                one, other = _standing(actor, board), board.country(target) or target
                if one and one != other and target in board.actors and not _CROWD.match(board.name(target)):
                    holder = board.claimant(report.trigger, report.claimed_by)
                    thing = "" if report.targets else _thing(report.trigger, clause, board)
                    yield _Stance(one, str(stance), other, thing, clause, holder)


def _scene(clause: Source, board: Board) -> tuple[str, ...]:
    """The country told of, for whom is backed in words that are no actor ("supports the transitional council")."""
    scene = board.scene(clause)
    return (scene,) if scene is not None and scene in board.actors else ()


def _thing(trigger: Source, clause: Source, board: Board) -> str:
    """The measure named after the word of the stance: to back sanctions on a country is not to back the country."""
    found = _MEASURE.search(board.words(Source(clause.document, trigger.start, max(clause.end, trigger.end))))
    return found.group().lower() if found else ""


def _neutral(board: Board) -> Iterator[_Stance]:
    """Words of neutrality after an actor in the same clause."""
    for document, account in sorted(board.documents.items()):
        text = account.text
        for match in _pattern().finditer(text):
            word = Source(document, match.start(), match.end())
            mention = _subject(word, text, board)
            actor = _standing(mention.actor, board) if mention else None
            if mention and actor:
                span = Source(document, mention.source.start, max(match.end(), board.clause(word).end))
                yield _Stance(actor, NEUTRAL, None, "", span, board.holder(word))


def _subject(word: Source, text: str, board: Board) -> Mention | None:
    """The nearest actor named before the word, with nothing between that opens another clause."""
    start = max(0, word.start - REACH)
    for mention in reversed(board.mentions(Source(word.document, start, word.start))):
        if mention.actor and mention.form in _NAMING:
            between = text[mention.source.end : word.start]
            return mention if not _BARRIER.search(between) else None
    return None


def _standing(actor: str | None, board: Board) -> str | None:
    """Whose stance it is: a state for its government and what speaks for it; an organisation for itself; no person."""
    known = board.actors.get(actor) if actor else None
    if known is None:
        return None
    if known.kind in ("state", "government"):
        return board.country(known.id) or known.id
    return known.id if known.kind == "organisation" else None


def _stance_of(words: str, lemma: str | None) -> str | None:
    said = {lemma or "", *re.findall(r"[a-z]+", words.lower())}
    return next((stance for word, stance in _sides().items() if word in said), None)


@cache
def _sides() -> Mapping[str, str]:
    """Word → the side that it takes, in the order of the table."""
    return {row["words"]: row["stance"] for row in _rows() if row["stance"] != NEUTRAL}


def _rows() -> tuple[dict[str, str], ...]:
    return table("stances", ("words", "stance"))


@cache
def _pattern() -> re.Pattern[str]:
    return any_of(row["words"] for row in _rows() if row["stance"] == NEUTRAL)
