"""What a figure measures, of whom, where and when, so that only figures of one thing are set side by side.

Read from the figure's measure, subject and date, and from the words around it: its part of the sentence, up to the
figures before and after.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.records import Document, Figure, Mention, Source
from dragoman.resolve.amounts import DAYS, Amount, amount
from dragoman.tables import table

HARMS = frozenset(("killed", "wounded", "arrested", "missing", "displaced"))
_KNOWN = frozenset(("trade", "export", "import", "population", "deployed"))
"""Measures besides harms that say enough to set two accounts against each other."""
_STATE_COLUMNS = ("code", "name", "names", "demonyms", "capitals", "metonyms")
_ROWS = table("scopes", ("phrase", "kind", "value"))
_CODES = {row["name"]: row["code"] for row in table("states", _STATE_COLUMNS)}
_ACTS = {"arrest": "arrested", "death": "killed"}
"""Counted nouns that count persons."""
_CHANGE = re.compile(r"(increase|decrease) of |(?:increase|decrease)$")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SEPARATOR = re.compile(r"[;:—–]|, (?:while|but|whereas|although|though|and|as)\b| (?:while|but|whereas)\b")
_SAYING = re.compile(
    r"\b(?:according to|puts? the|(?:sa(?:y|id)|claim|report|estimat|count|announc|stat|insist|admit|acknowledg|"
    r"confirm|den)(?:s|ed|e|es|ied|ies)?|put)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_YEAR = 4
STEM = 5


def _phrases(kind: str) -> dict[str, str]:
    return {row["phrase"]: row["value"] for row in _ROWS if row["kind"] == kind}


def _any(kind: str) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, _phrases(kind)), key=lambda phrase: (-len(phrase), phrase))) + ")"


def _finder(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(kind)}\b", re.IGNORECASE)


_AIM, _TOTAL, _BLOW, _STRETCH = (_finder(kind) for kind in ("aim", "total", "blow", "stretch"))
_BLOWS, _RATES, _STRETCHES, _SAME = (_phrases(kind) for kind in ("blow", "rate", "stretch", "same"))
_EMPTY = frozenset(_phrases("empty"))
_PART_BEFORE = re.compile(rf"\b{_any('part')}[ ,]*(?:at least |about |some |more than )?$", re.IGNORECASE)
_PART_AFTER = re.compile(r"^ ?(?:of (?:whom|them|these|those|which)|were among)\b", re.IGNORECASE)
_MORE_BEFORE = re.compile(r"\b(?:another|(?:a )?further|(?:an )?additional)(?: [a-z]+)?[ ]$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"^ (?:more|others?)\b(?! than)|(?<=[\w ] )(?:more(?! than)|others?)\b", re.IGNORECASE)
_BASE_BEFORE = re.compile(rf"\b{_any('base')}(?: only| just| some| about)? $", re.IGNORECASE)
_RATE_AFTER = re.compile(rf"^(?: [^\W\d]+)? {_any('rate')}\b", re.IGNORECASE)
_PLACE = re.compile(rf"\b(?:in|at|near|on|from) (?:the|its|this|that) (?:[\w-]+ )?({_any('place')})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a document names places below the state, and states: the start of the name, and the actor or code."""

    places: tuple[tuple[int, str], ...] = ()
    states: tuple[tuple[int, str], ...] = ()

    def within(self, names: Sequence[tuple[int, str]], start: int, end: int) -> frozenset[str]:
        return frozenset(name for _, name in names[bisect_left(names, (start, "")) : bisect_left(names, (end, ""))])


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what it covers; see `key` for what must be alike for two to measure one thing."""

    figure: Figure
    amount: Amount
    family: str
    """The unit, with all units of time as one, and counted deaths and arrests as persons."""
    words: frozenset[str]
    """The words of its measure, each under one name for all that mean it."""
    subject: frozenset[str]
    places: frozenset[str]
    """Places below the state named beside it."""
    marks: frozenset[str]
    """What sets it apart: 'aim', 'part', 'more', 'base', 'increase', 'decrease', 'per day', 'first half' …"""
    blow: str | None
    """The incident that harmed: its kind and day; None for a toll of more than one."""
    period: str | None
    """ISO date, as precise as known; 'after 2018' where only the year before is told."""
    published: str | None
    """The day of the account."""
    sentence: int
    """Number of its sentence in the account."""
    said: bool
    """Whether its part of the sentence says whose number it is."""
    stems: frozenset[str] = field(compare=False)
    """Beginnings of the telling words of its part of the sentence."""

    @property
    def harm(self) -> bool:
        """Whether it counts killed, wounded, arrested, missing or displaced persons."""
        return self.family == "person" and bool(self.words & HARMS)

    @property
    def key(self) -> tuple[object, ...]:
        """What must be alike for two figures to measure one thing."""
        sets = (self.words, self.subject, self.places, self.marks - {"base"})
        return (self.family, *(tuple(sorted(part)) for part in sets), self.blow)

    @property
    def telling(self) -> bool:
        """Whether the key alone says which thing is measured, so that other words around it do not matter."""
        if not self.words or not self.subject or self.marks & {"part", "more"}:
            return False
        if self.harm:
            return self.blow is None or bool(self.places)
        return bool(self.words & _KNOWN) and self.family != "percent"


def measured(
    figures: Sequence[Figure],
    accounts: Iterable[Document],
    sentences: Mapping[str, Sequence[Source]],
    mentions: Iterable[Mention],
) -> list[Measured]:
    """The figures with what they cover, by document and place; those of a document that is not given are left out."""
    documents = {document.id: document for document in accounts}
    named = _named(mentions)
    told: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: (figure.source, figure.id)):
        told.setdefault(figure.source.document, []).append(figure)
    return [
        each
        for id, here in sorted(told.items())
        if id in documents
        for each in _in_account(documents[id], here, sorted(sentences.get(id, ())), named.get(id, _Named()))
    ]


def year(period: str | None) -> str | None:
    """The year of a period; None when it has none."""
    return period[:_YEAR] if period and period[:1].isdigit() else None


def _named(mentions: Iterable[Mention]) -> dict[str, _Named]:
    """What each document names."""
    places: dict[str, list[tuple[int, str]]] = {}
    states: dict[str, list[tuple[int, str]]] = {}
    for mention in mentions:
        where = mention.source
        if mention.kind == "place" and mention.form == "name":
            name = mention.actor or (mention.name or mention.text).casefold()
            places.setdefault(where.document, []).append((where.start, name))
        elif mention.country and mention.form != "pronoun":
            states.setdefault(where.document, []).append((where.start, mention.country))
    return {
        document: _Named(tuple(sorted(places.get(document, ()))), tuple(sorted(states.get(document, ()))))
        for document in {*places, *states}
    }


def _in_account(
    document: Document, figures: Sequence[Figure], sentences: Sequence[Source], named: _Named
) -> list[Measured]:
    starts = [sentence.start for sentence in sentences]
    numbers = [max(0, bisect_right(starts, figure.source.start) - 1) for figure in figures]
    told = []
    for place, figure in enumerate(figures):
        here = sentences[numbers[place]] if sentences else Source(document.id, 0, len(document.text))
        start, end = here.start, max(here.end, figure.source.end)
        if place and numbers[place - 1] == numbers[place]:
            start = _between(document.text, figures[place - 1].source.end, figure.source.start)[1]
        if place + 1 < len(figures) and numbers[place + 1] == numbers[place]:
            end = _between(document.text, figure.source.end, figures[place + 1].source.start)[0]
        start, end = min(start, figure.source.start), max(end, figure.source.end)
        told.append(_measured(document, figure, (start, end), here, named, numbers[place]))
    return [_after_base(told, place) for place in range(len(told))]


def _after_base(told: Sequence[Measured], place: int) -> Measured:
    """The figure; where it is set against one of an earlier year beside it, it is of after that year."""
    one = told[place]
    for other in told[max(0, place - 1) : place + 2]:
        if (
            other is not one
            and other.sentence == one.sentence
            and "base" in other.marks - one.marks
            and (other.family, other.words) == (one.family, one.words)
            and one.period in (None, other.period)
            and (since := year(other.period))
        ):
            return replace(one, period=f"after {since}")
    return one


def _between(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words of one figure end and those of the next begin; without a break, the words between are both's."""
    breaks = list(_SEPARATOR.finditer(text, start, end))
    return (breaks[-1].start(), breaks[-1].end()) if breaks else (end, start)


def _measured(
    document: Document, figure: Figure, part: tuple[int, int], sentence: Source, named: _Named, number: int
) -> Measured:
    text = document.text
    before, after = text[part[0] : figure.source.start], text[figure.source.end : part[1]]
    around = f"{before} # {after}"
    words, change = _words(figure)
    harm = figure.unit in ("person", *_ACTS) and bool(words & HARMS)
    marks = frozenset((*_marks(text, figure, sentence, around), *((change,) if change else ())))
    if harm and words - HARMS and not _PART_AFTER.search(after):
        marks -= {"part"}  # "including three children" names its part
    to_source = _ACCORDING.search(text, figure.source.end, part[1])
    told = (part[0], to_source.start() if to_source else part[1])
    places = named.within(named.places, *told) | {f"the {match[1].lower()}" for match in _PLACE.finditer(around)}
    subject = frozenset(filter(None, (figure.subject or "").split(" and ")))
    if figure.unit == "person" and not harm:  # who sent them belongs to it, too
        subject = frozenset(_CODES.get(name, name) for name in subject) | named.within(named.states, *part)
    return Measured(
        figure=figure,
        amount=amount(figure),
        family="person" if figure.unit in _ACTS else "time" if figure.unit in DAYS else figure.unit or "",
        words=words,
        subject=subject,
        places=places,
        marks=marks,
        blow=_blow(figure, document, around) if harm else None,
        period=figure.as_of,
        published=document.published,
        sentence=number,
        said=_SAYING.search(around) is not None,
        stems=_stems(f"{around} {figure.text}", (figure.subject or "").split(" and ")),
    )


def _words(figure: Figure) -> tuple[frozenset[str], str | None]:
    """The words of the measure and of the counted noun under their shared names, and 'increase' or 'decrease'."""
    said = figure.measure or ""
    change = _CHANGE.match(said)
    if change:
        said = said[change.end() :]
    noun = [word for word in _WORD.findall(figure.text) if word[0].isalpha()][-1:] if _counts(figure) else []
    found = {_shared(word) for word in (*_WORD.findall(said), *noun)}
    if act := _ACTS.get(figure.unit or ""):
        found.add(act)
    return frozenset(found - _EMPTY), change.group().split()[0] if change else None


def _counts(figure: Figure) -> bool:
    return figure.unit is not None and not figure.unit.isupper() and figure.unit not in ("percent", "share", *DAYS)


def _shared(word: str) -> str:
    """The one name of a word: 'demonstrators' is 'protester'."""
    said = word.lower()
    for form in (said, said.removesuffix("s"), said.removesuffix("es"), f"{said.removesuffix('ies')}y"):
        if form in _EMPTY or form in _SAME.values():
            return form
        if form in _SAME:
            return _SAME[form]
    return said.removesuffix("s") if len(said) > 3 and not said.endswith("ss") else said


def _marks(text: str, figure: Figure, sentence: Source, around: str) -> Iterator[str]:
    before = text[max(sentence.start, figure.source.start - 40) : figure.source.start]
    after = text[figure.source.end : figure.source.end + 40]
    if _AIM.search(around):
        yield "aim"
    if _PART_BEFORE.search(before) or _PART_AFTER.search(after) or _PART_AFTER.search(f" {_tail(figure.text)}"):
        yield "part"
    if _MORE_BEFORE.search(before) or _MORE_AFTER.match(after) or _MORE_AFTER.search(figure.text):
        yield "more"
    if _BASE_BEFORE.search(before):
        yield "base"
    if rate := _RATE_AFTER.search(after):
        yield f"per {next(value for phrase, value in _RATES.items() if rate.group().lower().endswith(phrase))}"
    if stretch := _STRETCH.search(around):
        yield stretch.group().lower()


def _tail(text: str) -> str:
    return " ".join(text.split()[1:])


def _blow(figure: Figure, document: Document, around: str) -> str | None:
    """The incident that a harm is of: its kinds and its day; None for tolls, and where no incident shows."""
    if _TOTAL.search(around):
        return None
    kinds = sorted({_BLOWS[match.group().lower()] for match in _BLOW.finditer(around)})
    dated = figure.as_of is not None and len(figure.as_of) == len("2000-01-01") and figure.as_of != document.published
    if not kinds and not dated:
        return None
    return f"{' '.join(kinds)} {figure.as_of or ''}".strip()


def _stems(text: str, subject: Iterable[str]) -> frozenset[str]:
    names = tuple(name.lower()[:STEM] for name in subject)
    words = (word.lower() for word in _WORD.findall(text) if len(word) >= STEM - 1 and word[0].isalpha())
    return frozenset(word[:STEM] for word in words if word not in _EMPTY and word[:STEM] not in names)
