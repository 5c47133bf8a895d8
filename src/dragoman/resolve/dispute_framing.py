"""Disputes over what to call a thing: words of one field for one referent, by voices who take sides with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import Label, Report
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import CONTRARY, LISTS, Point, Quarrel

NAMED_FIELDS = frozenset({"armed group", "leader", "government", "opposition"})
"""Fields whose words are compared only where they are about the same actor."""
QUIET_FIELDS = frozenset(
    {
        "government",
        "leader",
        "the dead",
        "captives",
        "sanctions",
        "migration",
        "change of power",
        "war",
        "killing",
        "use of force",
    }
)
"""Fields in which a neutral word beside a hostile one is no dispute: every account writes of a 'president'."""
TOPICS = {
    "crowd": "What to call the people in the streets",
    "unrest": "What to call the unrest",
    "foreign troops": "What to call the foreign troops and their coming",
    "change of power": "What to call the change of power",
    "use of force": "What to call the use of force",
    "killing": "What to call the killings",
    "sanctions": "What to call the measures",
    "armed group": "What to call the fighters",
    "war": "What to call the fighting",
    "territory": "What to call the territory",
    "vote": "What to call the vote",
}
FOREIGN, UNREST, WAR, FIGHTERS = "foreign troops", "unrest", "war", "armed group"
_AGGRESSION = re.compile(r"invasion|aggression", re.IGNORECASE)
"""Words for the coming of troops that are words for the fighting, too."""
_MEDDLING = re.compile(r"interference|meddling", re.IGNORECASE)
"""Words that need no troops."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Use:
    label: Label
    holder: str


def framing_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each field and referent that some call by a favourable (or neutral) word and others by a hostile one."""
    used: dict[tuple[str, str, str], list[_Use]] = defaultdict(list)
    named = _named(board)
    several = {board.subject(x.source) for x in board.found.labels if x.field == FIGHTERS and x.referent in named}
    for label in board.found.labels:
        referent = _referent(label, named, several, board)
        if referent and not _at_arms_length(label, board):
            subject = "" if referent in named else board.subject(label.source)
            use = _Use(label, _holder(label, board))
            used[label.field, referent, subject].append(use)
            if label.field != WAR and _AGGRESSION.search(label.words):
                used[WAR, board.theatre(label.source) or referent, subject].append(use)
    for (field, referent, _), uses in sorted(used.items()):
        points = _points(field, uses, board)
        if points:
            sides = {u.label.connotation for u in uses}
            whose = board.name(referent)
            topic = f"{TOPICS.get(field, f'What to call the {field}')} ({whose})"
            how = f"Words of opposite sides for one thing ({field}, {whose})"
            yield Quarrel("framing", topic, how, points, CONTRARY if {"favourable", "hostile"} <= sides else LISTS)


def _at_arms_length(label: Label, board: Board) -> bool:
    """Whether an account cites the word without owning it: 'cries occupation', 'a coup? nonsense'."""
    if label.claimed_by and label.voice:
        return False
    text = board.documents[label.source.document].text
    quoted = text[max(0, label.source.start - 1) : label.source.start] in _QUOTES
    return bool(quoted or _CITED.search(board.words(board.sentence(label.source))))


_QUOTES = frozenset("\"“‘'«")
_CITED = re.compile(
    r"\b(?:inventions?|invented|made-up|so-called|constructs?|nonsense|cries|cried|talk of|speak of|spoke of|"
    r"those who|myth|propaganda|allege\w*|called|calls|call|described as|branded|dubbed)\b",
    re.IGNORECASE,
)


def _holder(label: Label, board: Board) -> str:
    """Whose words they are; an unnamed source ("residents") does not make two standpoints of one account."""
    holder = board.claimant(label.source, label.claimed_by)
    return holder if board.is_named(holder) else label.source.document


def _named(board: Board) -> frozenset[str]:
    """The actors that words of the named fields are about: all but a lone armed group, which many do not name."""
    fighters: dict[str, set[str]] = defaultdict(set)
    others: set[str] = set()
    for label in board.found.labels:
        about = board.actors.get(label.referent or "")
        if label.field in NAMED_FIELDS and about and about.kind != "state":
            (fighters[board.subject(label.source)] if label.field == FIGHTERS else others).add(about.id)
    return frozenset(others.union(*(group for group in fighters.values() if len(group) > 1)))


def _referent(label: Label, named: frozenset[str], several: Collection[str], board: Board) -> str | None:
    """The named actor whom the words are about; for a crowd, a lone armed group or what happens, the country.

    `several`: subjects whose accounts name more than one armed group, so that 'the fighters' may be either.
    """
    if label.field in NAMED_FIELDS and (label.field != FIGHTERS or label.referent in named):
        return label.referent if label.referent in named else None
    if label.field == FIGHTERS:
        if board.subject(label.source) in several:
            return None
        scene = board.scene(label.source)
        return board.theatre(label.source) if scene and scene == board.home(label.source.document) else None
    report = board.report_at(label.about or label.source)
    if label.field == UNREST and (report is None or report.type != "PROTEST" or report.mode == "vandalize"):
        return None
    scene = board.scene(label.source, report) if label.field == FOREIGN else board.theatre(label.source, report)
    if label.field == FOREIGN and (_MEDDLING.search(label.words) or _at_home(report, scene, board)):
        return None
    return scene


def _at_home(report: Report | None, scene: str | None, board: Board) -> bool:
    """Whether the troops are the country's own."""
    senders = {board.country(actor) for actor in report.sources} - {None} if report else set()
    return bool(senders) and senders == {scene}


def _points(field: str, uses: Sequence[_Use], board: Board) -> tuple[Point, ...]:
    """The uses of the two sides; empty where nobody differs."""
    by_holder: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        by_holder[board.root(use.holder)].add(use.label.connotation)
    hostile = {h for h, said in by_holder.items() if "hostile" in said}
    kind = {h for h, said in by_holder.items() if "favourable" in said}
    calm = {h for h, said in by_holder.items() if said == {"neutral"}} if field not in QUIET_FIELDS else set()
    if not hostile or not (kind - hostile or (hostile - kind and calm)):
        return ()
    other = "favourable" if kind - hostile else "neutral"
    shown = []
    for side, holders in (("hostile", hostile), (other, (kind if other == "favourable" else calm) - hostile)):
        here = [u for u in uses if u.label.connotation == side and board.root(u.holder) in holders]
        words = list(dict.fromkeys(u.label.words.lower() for u in sorted(here, key=lambda u: u.label.source)))
        title = " / ".join(words[:_SHOWN])
        shown += [Point(title, board.phrase(u.label.source), u.holder) for u in here]
    return tuple(shown)
