"""Proposals made into records, each at the place of the words that it quotes; what does not hold is rejected.

Who speaks or acts must be a mention that the rules found, or a pronoun that they resolved. What the words themselves
tell is read from them, never taken from the model: the value of a number, the meaning of a date, whether words stand
in quotation marks, whose words a happening stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from dragoman import dates, ids, quantities
from dragoman.records import (
    Date,
    Document,
    Extract,
    Figure,
    Mention,
    Problem,
    Report,
    Source,
    Statement,
    Status,
    Tie,
)
from dragoman.second.answer import TIES, Answer, Counted, Said, Tied, Told
from dragoman.second.locate import Rejected, Span, locate, quotation, within_marks
from dragoman.tables import table

CONFIDENCE = 0.4
"""How sure we are of what one model alone proposes: less than of anything that the rules find. Set, not tuned."""
REACH = 3
"""Sentences at most between what is said and who says it."""
LEAST = 2
"""Words that somebody's words have at least."""
ALONE = frozenset(("PROTEST", "ASSAULT", "COERCE", "MOBILIZE"))
"""Types of happenings that need no named party."""

Record = TypeVar("Record", Statement, Report, Figure, Tie)
Proposal = TypeVar("Proposal")


@dataclass(frozen=True, slots=True)
class Found:
    """The records of an answer that hold, in text order; how many proposals did not, by reason."""

    statements: tuple[Statement, ...] = ()
    reports: tuple[Report, ...] = ()
    figures: tuple[Figure, ...] = ()
    ties: tuple[Tie, ...] = ()
    rejected: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What proposals are held against: the account, the rules' records, the part of it that the model was given."""

    document: Document
    extract: Extract
    sentences: Sequence[Source]
    """Those of the part; proposals number them from 1."""
    by: str

    @property
    def part(self) -> Span:
        return self.sentences[0].start, self.sentences[-1].end

    def source(self, span: Span) -> Source:
        return Source(self.document.id, *span)

    def sentence(self, number: int) -> Span | None:
        """Where the sentence of that number stands; None when there is none."""
        if not 1 <= number <= len(self.sentences):
            return None
        return self.sentences[number - 1].start, self.sentences[number - 1].end

    def number(self, at: int) -> int:
        return bisect_right([sentence.start for sentence in self.sentences], at)

    def locate(self, words: str, near: Span | None, apart: Sequence[Span] = ()) -> Span:
        return locate(self.document.text, words, within=self.part, near=near, apart=apart)


def records(reading: Reading, answer: Answer) -> Found:
    """The records of an answer that hold."""
    rejected = Counter(answer.dropped)
    statements = _each(answer.statements, lambda said: _statement(reading, said), rejected)
    known = (*reading.extract.statements, *statements)
    return Found(
        statements,
        _each(answer.reports, lambda told: _report(reading, told, known), rejected),
        _each(answer.figures, lambda counted: _figure(reading, counted), rejected),
        _each(answer.ties, lambda tied: _tie(reading, tied, known), rejected),
        tuple(sorted(rejected.items())),
    )


def problem(document: Document, by: str, rejected: Iterable[tuple[str, int]], held: int) -> Problem | None:
    """What was rejected of a reader's proposals on an account, in words; None where all hold."""
    counts = sorted((reason, count) for reason, count in rejected if count)
    if not counts:
        return None
    none = sum(count for _, count in counts)
    said = ", ".join(f"{count} {reason}" for reason, count in counts)
    return Problem(document.id, f"{document.name}: {by}: {none} of {none + held} proposals rejected: {said}")


def _each(
    proposals: Iterable[Proposal], make: Callable[[Proposal], Record], rejected: Counter[str]
) -> tuple[Record, ...]:
    made: dict[object, Record] = {}
    for proposal in proposals:
        try:
            record = make(proposal)
        except Rejected as none:
            rejected[none.reason] += 1
            continue
        key = getattr(record, "id", record)
        rejected["proposed twice"] += key in made
        made.setdefault(key, record)
    return tuple(sorted(made.values(), key=_place))


def _place(record: Statement | Report | Figure | Tie) -> tuple[Source, str]:
    match record:
        case Statement():
            return record.content[0], record.id
        case Report():
            return record.trigger, record.id
        case Figure():
            return record.source, record.id
        case Tie():
            return record.source, repr(record)


def _statement(reading: Reading, said: Said) -> Statement:
    near = reading.sentence(said.sentence)
    content: list[Span] = []
    for words in said.words:
        content.append(reading.locate(words, content[-1] if content else near, content))
        near = None
    content.sort()
    text = reading.document.text
    if len(" ".join(text[start:end] for start, end in content).split()) < LEAST:
        raise Rejected("too few words")
    whole = content[0][0], content[-1][1]
    cue = reading.locate(said.cue, whole, content) if said.cue else None
    speaker = reading.locate(said.speaker, cue or whole, content)
    if _sentences_between(reading, speaker, content) > REACH or (
        cue is not None and _sentences_between(reading, cue, content) > REACH
    ):
        raise Rejected("speaker too far from the words")
    voice = _actor(reading, speaker)
    place = [list(speaker), list(cue) if cue else None]
    return Statement(
        id=ids.make("s", reading.document.id, [list(span) for span in content], *place, reading.by),
        content=tuple(map(reading.source, content)),
        cue=reading.source(cue) if cue else None,
        speaker=reading.source(speaker),
        kind=quotation(text, content),
        voice=voice.source,
        confidence=CONFIDENCE,
        reason=f"proposed by {reading.by}; words and speaker stand in the text",
        by=reading.by,
    )


def _sentences_between(reading: Reading, span: Span, content: Sequence[Span]) -> int:
    here = reading.number(span[0])
    return min(abs(here - reading.number(start)) for start, _ in content)


def _actor(reading: Reading, span: Span) -> Mention:
    """The mention that the words name: these words, else the longest within them, else the shortest around them."""
    start, end = span
    here = [m for m in reading.extract.mentions if m.source.start < end and start < m.source.end]
    same = [m for m in here if (m.source.start, m.source.end) == span]
    within = [m for m in here if start <= m.source.start and m.source.end <= end]
    around = [m for m in here if m.source.start <= start and end <= m.source.end]
    within.sort(key=lambda m: (m.source.start - m.source.end, m.source))
    around.sort(key=lambda m: (m.source.end - m.source.start, m.source))
    found = next(iter((*same, *within, *around)), None)
    if found is None:
        raise Rejected("nobody named")
    if found.form == "pronoun" and found.antecedent is None:
        raise Rejected("pronoun not resolved")
    return found


def _parties(reading: Reading, names: Iterable[str], near: Span) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(_actor(reading, reading.locate(name, near)).source for name in names))


def _report(reading: Reading, told: Told, statements: Sequence[Statement]) -> Report:
    trigger = reading.locate(told.trigger, reading.sentence(told.sentence))
    sources = _parties(reading, told.sources, trigger)
    targets = tuple(source for source in _parties(reading, told.targets, trigger) if source not in sources)
    if not sources and not targets and told.type not in ALONE:
        raise Rejected("nobody named")
    holder = _holder(trigger, statements)
    if holder is None and within_marks(reading.document.text, trigger[0]):
        raise Rejected("quoted words that nobody says")
    when = reading.locate(told.date, trigger) if told.date else None
    where = _actor(reading, reading.locate(told.place, trigger)) if told.place else None
    return Report(
        id=ids.make("r", reading.document.id, [list(trigger)], told.type, None, reading.by),
        trigger=reading.source(trigger),
        type=told.type,
        mode=None,
        status=next(status for status in get_args(Status) if status == told.status),
        source_spans=sources,
        target_spans=targets,
        date=_date(reading.document, when) if when else None,
        date_span=reading.source(when) if when else None,
        place=(where.name or where.text) if where else None,
        place_span=where.source if where else None,
        claimed_by=holder.id if holder else None,
        lemma=_lemma(reading, trigger),
        confidence=CONFIDENCE,
        reason=f"proposed by {reading.by}; trigger and parties stand in the text",
        by=reading.by,
    )


def _date(document: Document, span: Span) -> Date | None:
    """What the words of a date mean, read from them."""
    words = document.text[span[0] : span[1]]
    return dates.resolve(words, published=document.published, day_first=dates.habit(document.text))


def _lemma(reading: Reading, trigger: Span) -> str | None:
    """The dictionary form that the rules gave to the same words elsewhere in the account."""
    text = reading.document.text
    words = text[trigger[0] : trigger[1]].casefold()
    same = (r for r in reading.extract.reports if text[r.trigger.start : r.trigger.end].casefold() == words)
    return next((report.lemma for report in same if report.lemma), None)


def _holder(span: Span, statements: Iterable[Statement]) -> Statement | None:
    """The innermost statement in whose words the span stands; None: the account tells it as its own."""
    holding = [
        statement
        for statement in statements
        if any(part.start <= span[0] and span[1] <= part.end for part in statement.content)
    ]
    size = {s.id: sum(part.end - part.start for part in s.content) for s in holding}
    return min(holding, key=lambda s: (size[s.id], s.by != "rules", s.id), default=None)


def _figure(reading: Reading, counted: Counted) -> Figure:
    span = reading.locate(counted.words, reading.sentence(counted.sentence))
    document = reading.document
    numbers = [n for n in quantities.find(document.text) if n.start < span[1] and span[0] < n.end]
    if len(numbers) != 1:
        raise Rejected("no number in the words" if not numbers else "several numbers in the words")
    number = numbers[0]
    span = min(span[0], number.start), max(span[1], number.end)  # '1,200' of 'some 1,200' is some 1,200
    thing = reading.locate(counted.counts, span) if counted.counts else None
    if thing is not None and _sentences_between(reading, thing, [span]):
        raise Rejected("counts what its sentence does not name")
    unit = number.unit or (_unit(document.text[slice(*thing)]) if thing else None) or _unit(document.text[slice(*span)])
    if unit is None:
        raise Rejected("counts nothing we know")
    return Figure(
        id=ids.make("f", document.id, [*span], number.value, number.low, number.high, unit, reading.by),
        source=reading.source(span),
        text=document.text[slice(*span)],
        value=number.value,
        low=number.low,
        high=number.high,
        unit=unit,
        approximate=number.approximate,
        measure=" ".join(document.text[slice(*thing)].split()).casefold() if thing else None,
        as_of=document.published if unit == "person" else None,
        by=reading.by,
    )


def _unit(words: str) -> str | None:
    """The unit that the last counted noun of the words is counted under."""
    known = {row["noun"]: row["unit"] for row in table("counted", ("noun", "unit"))}
    for word in reversed(words.casefold().split()):
        bare = word.strip(".,;:!?'\"“”‘’()")
        for form in (bare, bare.removesuffix("s"), bare.removesuffix("es"), bare.removesuffix("ies") + "y"):
            if form in known:
                return known[form] if known[form] != "none" else None
    return None


def _tie(reading: Reading, tied: Tied, statements: Sequence[Statement]) -> Tie:
    span = reading.locate(tied.words, reading.sentence(tied.sentence))
    one = _actor(reading, reading.locate(tied.source, span))
    other = _actor(reading, reading.locate(tied.target, span))
    if one.source == other.source:
        raise Rejected("one actor tied to itself")
    if any(_sentences_between(reading, (m.source.start, m.source.end), [span]) for m in (one, other)):
        raise Rejected("ties whom its sentence does not name")
    holder = _holder(span, statements)
    if holder is None and within_marks(reading.document.text, span[0]):
        raise Rejected("quoted words that nobody says")
    return Tie(
        reading.source(span),
        tied.type,
        one.source,
        other.source,
        TIES[tied.type],
        as_of=reading.document.published,
        voice_span=holder.voice if holder else None,
        by=reading.by,
    )
