"""Two accounts side by side: what both tell, what one tells alone, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.accounts.attitudes import Toward, attitudes
from dragoman.accounts.camps import Camp
from dragoman.accounts.coverage import Telling, Told, told_by
from dragoman.accounts.names import Name, loaded, names, sided
from dragoman.accounts.portrait import Summary, summary
from dragoman.accounts.shelf import Shelf
from dragoman.records import Dispute, Event, Figure, Quantity, Source, Statement


@dataclass(frozen=True, slots=True)
class BothTell:
    """A happening that both accounts tell."""

    event: Event
    a: Telling
    b: Telling

    @property
    def differs(self) -> bool:
        """Told with another status, or as its own by one and as a voice's claim by the other."""
        return (self.a.status, self.a.own) != (self.b.status, self.b.own)


@dataclass(frozen=True, slots=True)
class BothName:
    """A thing that both accounts name. `sided`: one's own voice takes a side that the other's does not."""

    field: str
    referent: str | None
    a: tuple[Name, ...]
    b: tuple[Name, ...]
    sided: bool

    @property
    def loaded(self) -> bool:
        """Some word for it takes a side, whoever uses it."""
        return loaded(*self.a, *self.b)


@dataclass(frozen=True, slots=True)
class BothCount:
    """Figures of one quantity."""

    quantity: Quantity
    a: tuple[Figure, ...]
    b: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Differ:
    """A dispute in which the two hold different sides. `a`, `b`: places of the sides that each holds, some of each."""

    dispute: Dispute
    a: tuple[int, ...]
    b: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Accounts `a` and `b` side by side; pairs of records come in the order (of a, of b)."""

    a: Summary
    b: Summary
    both: tuple[BothTell, ...]
    """Told differently first, then most told, then by date."""
    only_a: tuple[Told, ...]
    only_b: tuple[Told, ...]
    disputes: tuple[Differ, ...]
    """By rank."""
    namings: tuple[BothName, ...]
    """Sided ones first, then most used."""
    quantities: tuple[BothCount, ...]
    """Conflicts first, then what is compatible, then what agrees."""
    attitudes: tuple[tuple[str, Toward | None, Toward | None], ...]
    """Actors by id and each account's tone toward them, None for no word; actors of both first, then most words."""
    quoted: tuple[tuple[Statement, Statement], ...]
    """Statements that both tell, in the order of a's text."""
    camps: tuple[tuple[Camp, float, float], ...]
    """Camps and the share of each account's words they are given, 0 to 1, largest first."""
    shared: tuple[tuple[Source, Source], ...]
    """The same text in both, where one takes over the other's, in the order of a's text."""
    origins: tuple[str, ...]
    """Ids of other accounts whose text both take over."""


_VERDICTS = ("conflict", "compatible", "agree", "single")


def compare(shelf: Shelf, a: str, b: str) -> Pair:
    """The accounts of these two ids side by side."""
    told_a, told_b = told_by(shelf, a), told_by(shelf, b)
    in_a, in_b = {told.event.id for told in told_a}, {told.event.id for told in told_b}
    both = [BothTell(told.event, here, there) for told in told_a if (here := told.by(a)) and (there := told.by(b))]
    one, other = summary(shelf, a), summary(shelf, b)
    return Pair(
        a=one,
        b=other,
        both=tuple(sorted(both, key=lambda shared: not shared.differs)),
        only_a=tuple(told for told in told_a if told.event.id not in in_b),
        only_b=tuple(told for told in told_b if told.event.id not in in_a),
        disputes=tuple(_disputes(shelf, a, b)),
        namings=tuple(sorted(_namings(shelf, a, b), key=_prominence)),
        quantities=tuple(sorted(_quantities(shelf, a, b), key=lambda q: _VERDICTS.index(q.quantity.verdict))),
        attitudes=_attitudes(shelf, a, b),
        quoted=tuple(_quoted(shelf, a, b)),
        camps=_camps(one, other),
        shared=tuple(_shared(shelf, a, b)),
        origins=tuple(sorted(_origins(shelf, a, b) - {a, b})),
    )


def _disputes(shelf: Shelf, a: str, b: str) -> Iterator[Differ]:
    for dispute in shelf.disputes:
        held = [{source.document for source in side.evidence} for side in dispute.sides]
        by_a = tuple(n for n, accounts in enumerate(held) if a in accounts)
        by_b = tuple(n for n, accounts in enumerate(held) if b in accounts)
        if by_a and by_b and by_a != by_b:
            yield Differ(dispute, by_a, by_b)


def _namings(shelf: Shelf, a: str, b: str) -> Iterator[BothName]:
    named_by_b = {(label.field, label.referent) for label in shelf.labels[b]}
    for field, referent in dict.fromkeys((label.field, label.referent) for label in shelf.labels[a]):
        if (field, referent) in named_by_b:
            here = [x for x in shelf.labels[a] if (x.field, x.referent) == (field, referent)]
            there = [x for x in shelf.labels[b] if (x.field, x.referent) == (field, referent)]
            yield BothName(field, referent, names(shelf, here), names(shelf, there), sided(here, there))


def _prominence(naming: BothName) -> tuple[bool, int, str, str]:
    used = sum(len(name.labels) for name in (*naming.a, *naming.b))
    return not naming.sided, -used, naming.field, naming.referent or ""


def _quantities(shelf: Shelf, a: str, b: str) -> Iterator[BothCount]:
    for quantity in shelf.quantities:
        figures = [shelf.figure[id] for id in quantity.figures]
        here = tuple(figure for figure in figures if figure.source.document == a)
        there = tuple(figure for figure in figures if figure.source.document == b)
        if here and there:
            yield BothCount(quantity, here, there)


def _attitudes(shelf: Shelf, a: str, b: str) -> tuple[tuple[str, Toward | None, Toward | None], ...]:
    one = {toward.actor: toward for toward in attitudes(shelf, a)}
    other = {toward.actor: toward for toward in attitudes(shelf, b)}
    rows = [(actor, one.get(actor), other.get(actor)) for actor in {**one, **other}]
    return tuple(sorted(rows, key=lambda row: (None in row, -_words(row[1]) - _words(row[2]), row[0])))


def _words(toward: Toward | None) -> int:
    return len(toward.own.tones) + len(toward.quoted.tones) if toward else 0


def _quoted(shelf: Shelf, a: str, b: str) -> Iterator[tuple[Statement, Statement]]:
    in_b = {(s.repeats or s.id): s for s in reversed(shelf.statements[b])}
    seen: set[str] = set()
    for statement in shelf.statements[a]:
        first = statement.repeats or statement.id
        if first in in_b and first not in seen:
            seen.add(first)
            yield statement, in_b[first]


def _camps(a: Summary, b: Summary) -> tuple[tuple[Camp, float, float], ...]:
    one, other = dict(a.room.camps), dict(b.room.camps)
    both = [(camp, one.get(camp, 0.0), other.get(camp, 0.0)) for camp in {**one, **other}]
    return tuple(sorted(both, key=lambda row: (-max(row[1:]), row[0].name)))


def _shared(shelf: Shelf, a: str, b: str) -> Iterator[tuple[Source, Source]]:
    pairs = [spans for reuse in shelf.reuses[a] if reuse.of == b for spans in reuse.spans]
    pairs += [(there, here) for reuse in shelf.reuses[b] if reuse.of == a for here, there in reuse.spans]
    yield from sorted(set(pairs))


def _origins(shelf: Shelf, a: str, b: str) -> set[str]:
    return {reuse.of for reuse in shelf.reuses[a]} & {reuse.of for reuse in shelf.reuses[b]}
