"""Disputes over what happened: one voice says it did, another that it did not.

A denied telling (by the status of its report, or as the content of a denial) meets the tellings of the same event,
and those whose clause holds the same trigger and most of the same words and actors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.records import Report, Source
from dragoman.resolve.board import Board
from dragoman.resolve.dispute_tellings import Telling, deed, denials, fact, is_fact
from dragoman.resolve.quarrel import COMPARED, DENIAL, Point, Quarrel, apart
from dragoman.resolve.stems import NEGATION, content, keys

SHARED = 0.5
"""Least share of the keys of the shorter clause that the other holds. Tried .4 to .7 on four invented sets, 2026-11."""
LONGEST = 110
"""Most characters of a clause that becomes a heading."""
BARE = 0.75
"""Least share of the keys of a denial without a report that a sentence must hold."""
SAYS, DENIES = "says so", "denies it"


def denial_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each happening that some tell as a fact and others deny."""
    all_denied = list(denials(board))
    by_event, by_deed = _told(all_denied, board)
    by_word = _sentences_with(frozenset(head for d in all_denied if d.report is None for head in d.heads), board)
    pairs: list[tuple[Telling, list[Telling]]] = []
    for denied in all_denied:
        near = [t for head in sorted(denied.heads) for t in by_deed.get(head, ())]
        if denied.report and denied.report.event:
            near += by_event.get(denied.report.event, ())
        near += (t for head in _telltale(denied, by_word) for t in by_word.get(head, ()))
        agreed = [t for t in dict.fromkeys(near) if _same(t, denied, board)]
        if agreed:
            pairs.append((denied, agreed))
    for meant, tellings in _joined(pairs):
        points = [Point(DENIES, t.shown, t.holder) for t in meant]
        points += [Point(SAYS, t.shown, t.holder) for t in tellings]
        if apart(points, board):
            yield Quarrel("fact", _topic(meant, tellings, board), "Told as a fact and denied", tuple(points), DENIAL)


def _telltale(denied: Telling, by_word: Mapping[str, Sequence[Telling]]) -> list[str]:
    """So many of the rarest words of a denial that any clause with enough of them to be the same holds one; all of them
    where a rare one is so common that its clauses were not all kept."""
    counts = {head: len(by_word.get(head, ())) for head in denied.heads}
    rarest = sorted(counts, key=lambda head: (counts[head], head))
    if denied.report is not None:
        return rarest
    actors = len(denied.keys) - len(denied.heads)
    some = rarest[: len(rarest) + 1 - max(2, math.ceil(BARE * len(denied.keys)) - actors)]
    return rarest if any(counts[head] == COMPARED for head in some) else some


def _told(all_denied: Iterable[Telling], board: Board) -> tuple[dict[str, list[Telling]], dict[str, list[Telling]]]:
    """The happenings told as facts, by an account or a voice, that may be those denied: under each denied event, and
    under the stem of each denied deed, the first in text order."""
    by_event: dict[str, list[Telling]] = {d.report.event: [] for d in all_denied if d.report and d.report.event}
    by_deed: dict[str, list[Telling]] = {head: [] for d in all_denied for head in d.heads}
    for report in board.reports.values():
        if report.status != "happened":
            continue
        known = by_event.get(report.event or ""), by_deed.get(deed(report, board))
        wanting = [here for here in known if here is not None and len(here) < COMPARED]
        if wanting and (telling := fact(report, board)):
            for here in wanting:
                here.append(telling)
    return by_event, by_deed


def _sentences_with(wanted: frozenset[str], board: Board) -> dict[str, list[Telling]]:
    """The clauses that hold two of the words and no negation, where nothing is only planned or supposed: under each
    word the first in text order."""
    found: dict[str, list[Telling]] = {word: [] for word in wanted}
    wanting = set(wanted)
    for document in sorted(board.documents) if wanted else ():
        for sentence in board.sentences(document):
            said = content(board.words(sentence))
            if said.isdisjoint(wanting) or len(said & wanted) < 2:
                continue
            for clause in board.clauses(sentence):
                told = keys(clause, board)
                here = told & wanted
                if len(here) < 2 or here.isdisjoint(wanting) or not is_fact(clause, board):
                    continue
                telling = Telling(None, clause, clause, board.holder(clause), told, here)
                for word in here & wanting:
                    found[word].append(telling)
                    if len(found[word]) == COMPARED:
                        wanting.remove(word)
    return found


def _same(told: Telling, denied: Telling, board: Board) -> bool:
    """Whether the one tells what the other denies."""
    if board.root(told.holder) == board.root(denied.holder):
        return False
    shared = told.keys & denied.keys
    if told.report is None or denied.report is None:
        return len(shared) >= 2 and _in_same_words(told, denied, shared, board)
    if told.report.event and told.report.event == denied.report.event:
        return True
    if told.heads.isdisjoint(denied.heads) or not _agree(told.report, denied.report, board):
        return False
    parties = _parties(told.report) & _parties(denied.report)
    actors = bool(parties) or any(key.startswith("@") for key in shared)
    count, least = len(shared | parties), min(len(told.keys), len(denied.keys))
    return count >= 2 and count >= SHARED * least and (len(shared) >= 3 or actors)


def _in_same_words(told: Telling, denied: Telling, shared: frozenset[str], board: Board) -> bool:
    """Whether the words that the two share are most of the one of which there is no report."""
    plain = sum(not key.startswith("@") for key in shared)
    if plain < 2:
        return False
    if plain == len(shared) and all(any(key.startswith("@") for key in x.keys) for x in (told, denied)):
        return False  # both name somebody, and none the same
    if plain == len(denied.keys) == 2 and told.report is None:
        return _of_one_place(told, denied, board)
    least = denied.keys if denied.report is None else told.keys
    return len(shared) >= 3 and len(shared) >= BARE * len(least)


def _of_one_place(told: Telling, denied: Telling, board: Board) -> bool:
    """Whether a short denial ("the siege has not been broken") is of the crisis of a telling, and later."""
    days = [board.documents[t.clause.document].published or "" for t in (told, denied)]
    same = board.subject(told.clause) == board.subject(denied.clause)
    return same and board.theatre(told.clause) == board.theatre(denied.clause) and days[0] <= days[1]


def _agree(told: Report, denied: Report, board: Board) -> bool:
    """Whether actors, places and days leave room for one happening."""
    for one, other in ((told.sources, denied.sources), (told.targets, denied.targets)):
        if one and other and not _owners(one, board) & _owners(other, board):
            return False
    if told.country and denied.country and told.country != denied.country:
        return False
    if not (told.date and denied.date):
        return True
    return not (
        (told.date.high and denied.date.low and told.date.high < denied.date.low)
        or (denied.date.high and told.date.low and denied.date.high < told.date.low)
    )


def _owners(actors: Sequence[str], board: Board) -> set[str]:
    return {board.country(actor) or actor for actor in actors} | set(actors)


def _parties(report: Report) -> set[str]:
    return {f"@{actor}" for actor in (*report.sources, *report.targets)}


def _joined(
    pairs: Sequence[tuple[Telling, Sequence[Telling]]],
) -> Iterator[tuple[list[Telling], list[Telling]]]:
    """Denials that meet a telling in common, put together with all they meet."""
    group: dict[Source, int] = {}
    members: list[tuple[list[Telling], list[Telling]]] = []
    for denied, tellings in pairs:
        known = {group[t.clause] for t in tellings if t.clause in group}
        members.append(([denied], list(tellings)))
        number = len(members) - 1
        for other in sorted(known, key=lambda n: (-len(members[n][1]), n)):
            number, less = sorted((number, other), key=lambda n: (-len(members[n][1]), n))
            for into, gone in zip(members[number], members[less], strict=True):
                into += gone
            group.update((t.clause, number) for t in members[less][1])
            members[less] = [], []
        group.update((t.clause, number) for t in tellings)
    yield from ((denials, list(dict.fromkeys(tellings))) for denials, tellings in members if denials)


_OBJECT = re.compile(r"\bof\s+\w+ing\b")
"""What is left of 'accused France of organising' is no clause of its own."""


def _topic(denials: Sequence[Telling], tellings: Sequence[Telling], board: Board) -> str:
    """'Whether …' and the shortest telling (or denied clause) that is a clause and names who acted."""

    def place(telling: Telling) -> tuple[bool, bool, bool, int, Source]:
        words = board.words(telling.clause)
        return (
            NEGATION.search(words) is not None,
            _OBJECT.search(words) is not None,
            not any(m.form == "name" for m in board.mentions(telling.clause)),
            telling.clause.end - telling.clause.start,
            telling.clause,
        )

    best = min((*tellings, *denials), key=place).clause
    words = board.words(best)
    if rumour := _RUMOUR.match(words):
        best = board.trimmed(Source(best.document, best.start + rumour.end(), best.end))
        words = board.words(best)
    opening = next((m for m in board.mentions(best) if m.source.start == best.start), None)
    if opening and opening.form == "pronoun" and opening.actor:
        owner = "'s" if board.words(opening.source).lower() in _OWNERS else ""
        words = board.name(opening.actor) + owner + words[opening.source.end - opening.source.start :]
    elif words.split()[0] in _LOWERED:
        words = words[:1].lower() + words[1:]
    cut = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"Whether {cut}"


_RUMOUR = re.compile(r"(?:the )?(?:accusations?|allegations?|reports?|claims?|rumou?rs?|charges?) that ", re.IGNORECASE)
_OWNERS = frozenset({"its", "his", "her", "their"})
_LOWERED = frozenset(
    "The A An It There Some At About In On Many Most Several All They He She Its Their His Her".split()
)
