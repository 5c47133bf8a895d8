"""Disputes over what happened: one voice says it did, another that it did not.

A denied telling (by the status of its report, or as the content of a denial) meets the tellings of the same event,
and those whose clause holds the same trigger and most of the same words and actors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import Report, Source, Statement
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import COMPARED, DENIAL, Point, Quarrel, apart
from dragoman.resolve.stems import NEGATION, content, keys, stem

SHARED = 0.5
"""Least share of the keys of the shorter clause that the other holds. Tried .4 to .7 on four invented sets, 2026-11."""
LONGEST = 110
"""Most characters of a clause that becomes a heading."""
BARE = 0.75
"""Least share of the keys of a denial without a report that a sentence must hold."""
_NOBODY = re.compile(r"\b(?:nobody|no one|not one|none of)\b", re.IGNORECASE)
_OUGHT = re.compile(
    r"\b(?:should|must|ought|will|would|can|could|may|might|shall|need)(?:n['’]t|\s+(?:not|never))\b|"
    r"\bcannot\b|\bnot to\b",
    re.IGNORECASE,
)
"""What should not or will not happen is not denied to have happened."""
SAYS, DENIES = "says so", "denies it"


@dataclass(frozen=True, slots=True)
class _Telling:
    report: Report | None
    clause: Source
    shown: Source
    holder: str
    keys: frozenset[str]
    heads: frozenset[str]
    """Stems under which another telling of the same is looked up: the trigger, or each word of a bare denial."""


def denial_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each happening that some tell as a fact and others deny."""
    told = _told(board)
    by_head: dict[str, list[_Telling]] = defaultdict(list)
    by_event: dict[str, list[_Telling]] = defaultdict(list)
    for telling in told:
        for head in telling.heads:
            by_head[head].append(telling)
        if telling.report and telling.report.event:
            by_event[telling.report.event].append(telling)
    pairs: list[tuple[_Telling, list[_Telling]]] = []
    denials = list(_denied(board))
    wanted = frozenset(head for denied in denials if denied.report is None for head in denied.heads)
    for telling in _sentences_with(wanted, board):
        for head in telling.heads:
            by_head[head].append(telling)
    for denied in denials:
        near = by_event.get(denied.report.event, [])[:COMPARED] if denied.report and denied.report.event else []
        wanted_words = sorted(denied.heads, key=lambda head: (len(by_head.get(head, ())), head))
        near = [*near, *(t for head in wanted_words for t in by_head.get(head, [])[:COMPARED])]
        agreed = [t for t in dict.fromkeys(near) if _same(t, denied, board)]
        if agreed:
            pairs.append((denied, agreed))
    for denials, tellings in _joined(pairs):
        points = [Point(DENIES, t.shown, t.holder) for t in denials] + [
            Point(SAYS, t.shown, t.holder) for t in tellings
        ]
        if apart(points, board):
            yield Quarrel("fact", _topic(denials, tellings, board), "Told as a fact and denied", tuple(points), DENIAL)


def _told(board: Board) -> list[_Telling]:
    """The happenings told as facts, by an account or a voice."""
    found = []
    for report in sorted(board.found.reports, key=lambda r: (r.trigger, r.id)):
        if report.status != "happened":
            continue
        clause = board.clause(report.trigger)
        if NEGATION.search(board.words(clause)) or _under_denial(report.trigger, board):
            continue
        found.append(_telling(report, clause, clause, board))
    return found


def _sentences_with(wanted: frozenset[str], board: Board) -> Iterator[_Telling]:
    """The clauses that hold two of the words and no negation, where nothing is only planned or supposed."""
    if not wanted:
        return
    for document in sorted(board.documents):
        for sentence in board.sentences(document):
            if len(content(board.words(sentence)) & wanted) < 2:
                continue
            for clause in board.clauses(sentence):
                here = keys(clause, board) & wanted
                if len(here) < 2 or NEGATION.search(board.words(clause)) or _UNREAL.search(board.words(clause)):
                    continue
                if not _under_denial(clause, board):
                    yield _Telling(None, clause, clause, board.holder(clause), keys(clause, board), here)


_UNREAL = re.compile(r"\b(?:if|would|could|might|may|whether|will|should|feared?|\w+ing to)\b|\?", re.IGNORECASE)


def _denied(board: Board) -> Iterator[_Telling]:
    """The happenings that somebody says did not take place."""
    seen: set[Source] = set()
    for report in sorted(board.found.reports, key=lambda r: (r.trigger, r.id)):
        clause = board.clause(report.trigger)
        if _OUGHT.search(board.words(clause)):
            continue
        nobody = report.status == "happened" and _NOBODY.search(board.words(clause)) is not None
        plainly = report.status == "denied" and (NEGATION.search(board.words(clause)) or _under_denial(clause, board))
        if plainly or nobody or (report.status == "happened" and _under_denial(report.trigger, board)):
            seen.add(clause)
            yield _telling(report, clause, _with_denial(clause, board), board)
    for statement in sorted(board.found.statements, key=lambda s: (s.content, s.id)):
        if not _is_denial(statement, board):
            continue
        for span in statement.content:
            if not any(span.document == s.document and span.start <= s.start <= span.end for s in seen):
                said = keys(span, board)
                heads = frozenset(key for key in said if not key.startswith("@"))
                shown = _with_denial(span, board)
                seen.add(span)
                yield _Telling(None, span, shown, statement.actor or span.document, said, heads)
    for clause in _negated_clauses(board):
        said = keys(clause, board)
        if len(said) >= 3 and not any(_meets(clause, s) for s in seen) and not _under_denial(clause, board):
            heads = frozenset(key for key in said if not key.startswith("@"))
            yield _Telling(None, clause, clause, board.holder(clause), said, heads)


def _meets(a: Source, b: Source) -> bool:
    return a.document == b.document and a.start < b.end and b.start < a.end


def _negated_clauses(board: Board) -> Iterator[Source]:
    """Clauses that say in so many words that something did not happen: 'the police had not used live rounds'."""
    for document in sorted(board.documents):
        for sentence in board.sentences(document):
            if _DID_NOT.search(board.words(sentence)):
                yield from (c for c in board.clauses(sentence) if _DID_NOT.search(board.words(c)))


_DID_NOT = re.compile(r"\b(?:did|had|has|have|was|were)(?:n['’]t|\s+not|\s+never)\b", re.IGNORECASE)


def _telling(report: Report, clause: Source, shown: Source, board: Board) -> _Telling:
    heads = frozenset({stem(report.lemma or board.words(report.trigger))})
    holder = board.claimant(report.trigger, report.claimed_by)
    return _Telling(report, clause, shown, holder, keys(clause, board), heads)


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


def _same(told: _Telling, denied: _Telling, board: Board) -> bool:
    """Whether the one tells what the other denies."""
    if board.root(told.holder) == board.root(denied.holder):
        return False
    if told.report and denied.report:
        if told.report.event and told.report.event == denied.report.event:
            return True
        if not _agree(told.report, denied.report, board):
            return False
    shared = told.keys & denied.keys
    if denied.report is None or told.report is None:
        plain = {key for key in shared if not key.startswith("@")}
        least = denied.keys if denied.report is None else told.keys
        named = [{key for key in x.keys if key.startswith("@")} for x in (told, denied)]
        if all(named) and not named[0] & named[1]:
            return False
        if len(denied.keys) == 2 and plain == denied.keys and told.report is None:
            return _of_one_place(told, denied, board)
        return len(plain) >= 2 and len(shared) >= 3 and len(shared) >= BARE * len(least)
    if not told.heads & denied.heads:
        return False
    count = len(shared | (_parties(told.report, board) & _parties(denied.report, board)))
    actors = any(key.startswith("@") for key in shared) or bool(
        _parties(told.report, board) & _parties(denied.report, board)
    )
    least_keys = min(len(told.keys), len(denied.keys))
    return count >= 2 and count >= SHARED * least_keys and (len(shared) >= 3 or actors)


def _of_one_place(told: _Telling, denied: _Telling, board: Board) -> bool:
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


def _parties(report: Report | None, board: Board) -> set[str]:
    return {f"@{actor}" for actor in (*report.sources, *report.targets)} if report else set()


def _joined(
    pairs: Sequence[tuple[_Telling, Sequence[_Telling]]],
) -> Iterator[tuple[list[_Telling], list[_Telling]]]:
    """Denials that meet a telling in common, put together with all they meet."""
    group: dict[Source, int] = {}
    members: list[tuple[list[_Telling], list[_Telling]]] = []
    for denied, tellings in pairs:
        known = sorted({group[t.clause] for t in tellings if t.clause in group})
        number = known[0] if known else len(members)
        if not known:
            members.append(([], []))
        for other in known[1:]:
            members[number][0].extend(members[other][0])
            members[number][1].extend(members[other][1])
            members[other][0].clear()
            members[other][1].clear()
            group.update({clause: number for clause, of in group.items() if of == other})
        members[number][0].append(denied)
        members[number][1].extend(t for t in tellings if t not in members[number][1])
        group.update({t.clause: number for t in tellings})
    yield from (pair for pair in members if pair[0])


_OBJECT = re.compile(r"\bof\s+\w+ing\b")
"""What is left of 'accused France of organising' is no clause of its own."""


def _topic(denials: Sequence[_Telling], tellings: Sequence[_Telling], board: Board) -> str:
    """'Whether …' and the shortest telling (or denied clause) that is a clause and names who acted."""

    def place(telling: _Telling) -> tuple[bool, bool, bool, int, Source]:
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
