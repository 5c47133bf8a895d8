"""Figures: numbers that an account tells, with what they count, whom they are about and of when they are.

Left out are the numbers of anaphors ("the two countries"), of names, and single things ("one way"). A figure of persons
without a date is of the day of publication; one of money without a date is of no known time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from dragoman import dates, ids, quantities
from dragoman.dates import DateSpan
from dragoman.extract.counted import TIMES, UNITS, Counted, counted, measure, refers_back
from dragoman.extract.parse import Parse
from dragoman.quantities import Number
from dragoman.records import Date, Figure, Mention, Problem
from dragoman.tables import table

_STATES = table("states", ("code", "name", "names", "demonyms", "capitals", "metonyms"))
_NAMES = {row["code"]: row["name"] for row in _STATES}
_IN_NAMES = frozenset(("ORG", "PRODUCT", "WORK_OF_ART", "LAW", "FAC", "EVENT", "PERSON"))
_DEFINITE = frozenset(("the", "these", "those", "both", "this", "that", "all", "every", "each"))
_BOTH_SIDES = frozenset(("countries", "sides", "states", "nations", "governments", "neighbors", "neighbours"))
_BETWEEN_TWO = ("trade", "export", "import", "exchange", "turnover", "investment", "border")
_SUBJECTS = ("nsubj", "nsubjpass")
_COMPARING = frozenset(("to", "with", "than", "over", "versus", "from", "year"))
_FROM_A_TIME = frozenset(("before", "after", "ago", "earlier", "later"))
_AGAIN = 3
"""Times that an account of two states names each."""
_PERSONS = frozenset(("person", "arrest", "death"))
_SMALL = 10
"""Up to this, a number after 'the' or a possessive counts what is known already ("the two countries")."""


@dataclass(frozen=True, slots=True)
class _State:
    start: int
    end: int
    country: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What the figure before was about."""

    unit: str | None
    subject: str | None
    measure: str | None
    sentence: int
    """Index of the first word of its sentence."""


def figures(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Figure | Problem]:
    """The figures of a document in text order, and a Problem where the date of one cannot be right."""
    text = parse.document.text
    states = [
        _State(m.source.start, m.source.end, m.country)
        for m in mentions
        if m.country and m.form != "pronoun" and m.kind != "outlet"
    ]
    when = dates.find(text)
    habit = dates.habit(text)
    numbers = quantities.find(text, dated=when)
    last = _Told(None, None, None, -1)
    for place, number in enumerate(numbers):
        words = parse.span(number.start, number.end)
        told = counted(words, number.unit)
        if (
            told.unit is None
            and last.unit == "person"
            and last.sentence == words.sent.start
            and words.root.dep_ in _SUBJECTS
        ):
            told = replace(told, unit="person", about=None)
        if not _is_figure(number, words, told):
            continue
        last = _about(words, told, states, last)
        following = numbers[place + 1].start if place + 1 < len(numbers) else len(text)
        near = when[_first(when, words.sent.start_char) : _first(when, words.sent.end_char)]
        dated = _date(parse, number, near, following, habit)
        end = _end(number, words, told)
        yield Figure(
            id=ids.make("f", parse.document.id, [number.start, end], number.value, number.low, number.high, told.unit),
            source=parse.source(number.start, end),
            text=parse.text(number.start, end),
            value=number.value,
            low=number.low,
            high=number.high,
            unit=told.unit,
            approximate=number.approximate,
            subject=last.subject,
            measure=last.measure,
            as_of=_as_of(parse, number, dated, told),
        )
        if doubt := _doubt(parse, dated, told):
            yield doubt


def _end(number: Number, words: Span, told: Counted) -> int:
    """Where the figure's words end: with the noun that the number counts, where it follows without a verb between."""
    noun = told.noun
    if (
        noun is None
        or noun.i < words.end
        or any(
            token.pos_ in ("AUX", "VERB") for token in words.doc[words.end : noun.i] if token.tag_ not in ("VBN", "VBG")
        )
    ):
        return number.end
    return int(noun.idx + len(noun))


def _is_figure(number: Number, words: Span, told: Counted) -> bool:
    """Whether the number tells something: it has a unit, and neither belongs to a name nor to an anaphor."""
    following = words.doc[words.end].lower_ if words.end < words.sent.end else ""
    if number.unit is not None:
        return number.unit not in TIMES or (number.value is not None and following not in _FROM_A_TIME)
    if told.unit is None or any(t.ent_type_ in _IN_NAMES and t.ent_iob_ == "I" for t in words if t.like_num):
        return False
    lemma = told.noun.lemma_.lower() if told.noun is not None else ""
    before = words[0].nbor(-1) if words.start > words.sent.start else None
    if following == "-" and lemma not in UNITS:
        return False
    if before is not None and before.dep_ == "compound" and before.pos_ == "PROPN" and before.head == words.root.head:
        return False
    if number.value is not None and number.value <= _SMALL:
        definite = before is not None and (
            (before.lower_ in _DEFINITE and before.dep_ != "mark") or before.tag_ in ("PRP$", "POS")
        )
        return not definite and (number.value != 1 or lemma in UNITS)
    return number.value is not None or (number.low or 0) > _SMALL or lemma in UNITS


def _about(words: Span, told: Counted, states: Sequence[_State], last: _Told) -> _Told:
    """The figure's subject and measure; those of the figure before where the words only refer back to it."""
    said = measure(told)
    subject = _subject(words, told, said, states)
    if refers_back(told) and last.measure:
        base = last.measure.removeprefix("increase of ").removeprefix("decrease of ")
        said = f"{told.change} of {base}" if told.change else base
        subject = last.subject
    if last.unit == told.unit or {last.unit, told.unit} <= _PERSONS:
        said = last.measure if said is None and last.unit == told.unit and last.sentence == words.sent.start else said
        subject = subject or last.subject
    return _Told(told.unit, subject or _main(states), said, words.sent.start)


def _subject(words: Span, told: Counted, said: str | None, states: Sequence[_State]) -> str | None:
    """The state or the two states that the figure is about: of its noun, else of its clause, else of its sentence."""
    head = told.noun if told.noun is not None else told.about
    found: list[str] = []
    for scope in (head, told.verb, words.sent.root):
        if scope is not None and not found:
            found = _in(states, scope.left_edge.idx, scope.right_edge.idx + len(scope.right_edge))
    relation = said is not None and any(word in said.lower() for word in _BETWEEN_TWO)
    if head is not None and (relation or any(token.lower_ in _BOTH_SIDES for token in head.subtree)):
        found = list(dict.fromkeys((*found, *_pair(states, found), *_before(states, words.sent.end_char))))
    elif len(found) > 2:
        found = [state.country for state in states if _is_subject(words.doc, state, words.sent)][:1] or found[:1]
    return " and ".join(_NAMES.get(country, country) for country in found[:2]) or None


def _in(states: Sequence[_State], start: int, end: int) -> list[str]:
    within = states[_first(states, start) : _first(states, end)]
    return list(dict.fromkeys(state.country for state in within if state.end <= end))


def _first(spans: Sequence[_State] | Sequence[DateSpan], place: int) -> int:
    """Index of the first of spans in text order that starts at a character or after it."""
    return bisect_left(spans, place, key=_start)


def _start(span: _State | DateSpan) -> int:
    return span.start


def _is_subject(doc: Doc, state: _State, sentence: Span) -> bool:
    if not sentence.start_char <= state.start < sentence.end_char:
        return False
    named = doc.char_span(state.start, state.end, alignment_mode="expand")
    return named is not None and named.root.dep_ in ("nsubj", "nsubjpass")


def _before(states: Sequence[_State], end: int) -> list[str]:
    """States named up to a place in the text, the latest first."""
    return list(dict.fromkeys(state.country for state in reversed(states[: _first(states, end)])))


def _pair(states: Sequence[_State], found: Sequence[str]) -> list[str]:
    """The two states that the account names most, when all those found are among them and both are named again and
    again: its 'two countries'."""
    counts = Counter(state.country for state in states).most_common(3)
    pair = [country for country, count in counts[:2] if count >= _AGAIN]
    told = len(pair) == 2 and set(found) <= set(pair) and (len(counts) < 3 or counts[2][1] < counts[1][1])
    return pair if told else []


def _main(states: Sequence[_State]) -> str | None:
    """The state that the account names most, or first."""
    counts = Counter(state.country for state in states)
    if not counts:
        return None
    country = counts.most_common(1)[0][0]
    return _NAMES.get(country, country)


def _date(
    parse: Parse, number: Number, near: Sequence[DateSpan], following: int, habit: bool | None
) -> tuple[DateSpan, Date] | None:
    """The date of the figure: the first one after it, before the next number, else the last one before it."""
    after = [span for span in near if number.end <= span.start < following and not _compares(parse, span)]
    before = [span for span in near if span.end <= number.start and not _compares(parse, span)]
    for span in (*after[:1], *before[-1:]):
        told = dates.resolve(span.text, published=parse.document.published, day_first=habit)
        if told is not None:
            return span, told
    return None


def _as_of(parse: Parse, number: Number, dated: tuple[DateSpan, Date] | None, told: Counted) -> str | None:
    """The time of the figure; 'since' a date is up to publication, and so are persons told of without a date."""
    published = parse.document.published
    if dated is None:
        return published if told.unit == "person" else None
    span, date = dated
    if date.high is None or " since " in parse.text(number.end, max(number.end, span.start)):
        return published
    return date.high


def _doubt(parse: Parse, dated: tuple[DateSpan, Date] | None, told: Counted) -> Problem | None:
    """The trouble with a date that cannot be quite right."""
    if dated is None:
        return None
    span, date = dated
    past = told.verb is not None and told.verb.tag_ in ("VBD", "VBN")
    doubt = dates.suspicious(date, published=parse.document.published, past=past)
    return Problem(parse.document.id, doubt, span.start, span.end) if doubt else None


def _compares(parse: Parse, span: DateSpan) -> bool:
    """Whether the date is only what the figure is set against: 'compared to 2018', 'over the year 2018'."""
    tokens = parse.span(span.start, span.end)
    return tokens.start > tokens.sent.start and tokens[0].nbor(-1).lower_ in _COMPARING
