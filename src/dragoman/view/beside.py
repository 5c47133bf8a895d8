"""Two accounts side by side, in words: what the page and the terminal both show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.accounts.coverage import told
from dragoman.accounts.names import Name
from dragoman.accounts.pair import BothTell, Differ, Pair
from dragoman.records import Figure, Side
from dragoman.view.accounts import Mood, mood
from dragoman.view.phrases import VISIBLE, percent
from dragoman.view.reader import Account, words_anchor
from dragoman.view.wording import Context, Happening, Linked, Wording

AROUND = 70
"""Characters of a sentence shown after a figure, half as many before it."""


SHOWN = 3
"""Words that are shown for a side that an account holds."""


@dataclass(frozen=True, slots=True)
class Held:
    """A side of a dispute that an account holds, and its words."""

    label: str
    words: tuple[Context, ...]
    more: int
    """How many more words hold it than are shown."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A dispute on whose sides the two stand."""

    kind: str
    topic: str
    reason: str
    a: tuple[Held, ...]
    b: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A happening that both tell, in the words of each; the cell of each says how it tells it."""

    a: Happening
    b: Happening
    differs: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a thing. `by`: the voices that use it, '' for the account's own word."""

    words: Linked
    connotation: str
    by: str


@dataclass(frozen=True, slots=True)
class Names:
    """A thing and what each of the two calls it."""

    thing: str
    a: tuple[Word, ...]
    b: tuple[Word, ...]
    sided: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one quantity, and whether they agree."""

    verdict: str
    reason: str
    a: tuple[Context, ...]
    b: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two accounts side by side; fields named a and b, or pairs, hold what is of each."""

    a: Account
    b: Account
    facts: tuple[tuple[str, str, str], ...]
    """What is counted, and the count of each."""
    clashes: tuple[Clash, ...]
    both: tuple[Shared, ...]
    only: tuple[tuple[Happening, ...], tuple[Happening, ...]]
    names: tuple[Names, ...]
    counts: tuple[Counts, ...]
    camps: tuple[tuple[str, float, float], ...]
    """Camps and the share of each account's words, 0 to 1."""
    moods: tuple[tuple[str, Mood | None, Mood | None], ...]
    """Actors and the tone of each toward them."""
    quoted: tuple[tuple[str, Context, Context], ...]
    """Who is quoted by both, and the words in each."""
    same: tuple[tuple[Linked, Linked], ...]
    """Text that both have."""
    origins: tuple[Account, ...]
    """Other accounts whose text both take over."""

    @property
    def differently(self) -> int:
        """How many of the happenings that both tell they tell differently."""
        return sum(shared.differs for shared in self.both)


def beside(wording: Wording, pair: Pair) -> Beside:
    """The pair in words."""
    shelf = wording.shelf
    a, b = pair.a.document.id, pair.b.document.id
    return Beside(
        a=wording.accounts[a],
        b=wording.accounts[b],
        facts=_facts(pair),
        clashes=tuple(_clash(wording, differ, a, b) for differ in pair.disputes),
        both=tuple(_shared(wording, one, a, b) for one in pair.both),
        only=(tuple(wording.by_sentence(pair.only_a, a)), tuple(wording.by_sentence(pair.only_b, b))),
        names=tuple(
            Names(wording.thing(n.field, n.referent), _words(wording, n.a), _words(wording, n.b), n.sided)
            for n in pair.namings
            if n.loaded
        ),
        counts=tuple(
            Counts(q.quantity.verdict, q.quantity.reason or "", _figures(wording, q.a), _figures(wording, q.b))
            for q in pair.quantities
        ),
        camps=tuple((c.name, one, other) for c, one, other in pair.camps if max(one, other) >= VISIBLE),
        moods=tuple(
            (
                shelf.actors[actor].name,
                mood(wording, a, one) if one else None,
                mood(wording, b, other) if other else None,
            )
            for actor, one, other in pair.attitudes
        ),
        quoted=tuple(
            (
                shelf.speaker(one.id) or "nobody named",
                wording.context(one.content[0], one.id),
                wording.context(other.content[0], other.id),
            )
            for one, other in pair.quoted
        ),
        same=tuple((wording.quote(here), wording.quote(there)) for here, there in pair.shared),
        origins=tuple(wording.accounts[origin] for origin in pair.origins),
    )


def _facts(pair: Pair) -> tuple[tuple[str, str, str], ...]:
    one, other = pair.a, pair.b
    return (
        ("Words", str(one.room.words), str(other.room.words)),
        ("Its own words", percent(one.room.own), percent(other.room.own)),
        ("Voices without a name", percent(one.room.unnamed), percent(other.room.unnamed)),
        ("Happenings told", str(one.events), str(other.events)),
        ("Statements told", str(one.certainty.statements), str(other.certainty.statements)),
        ("Hedged", percent(one.certainty.hedged), percent(other.certainty.hedged)),
        ("Stands alone", percent(one.standing.words), percent(other.standing.words)),
    )


def _clash(wording: Wording, differ: Differ, a: str, b: str) -> Clash:
    sides = differ.dispute.sides

    def held(places: Sequence[int], account: str) -> tuple[Held, ...]:
        return tuple(_held(wording, sides[n], account) for n in places)

    return Clash(differ.dispute.kind, differ.dispute.topic, differ.dispute.reason, held(differ.a, a), held(differ.b, b))


def _held(wording: Wording, side: Side, account: str) -> Held:
    here = [source for source in side.evidence if source.document == account]
    return Held(side.label, tuple(wording.context(source) for source in here[:SHOWN]), len(here[SHOWN:]))


def _shared(wording: Wording, one: BothTell, a: str, b: str) -> Shared:
    whole = told(wording.shelf, one.event)
    here, there = wording.happening(whole, a), wording.happening(whole, b)
    return Shared(
        replace(here, cells=(wording.cell(one.a),)), replace(there, cells=(wording.cell(one.b),)), one.differs
    )


def _words(wording: Wording, names: Iterable[Name]) -> tuple[Word, ...]:
    made = []
    for name in names:
        own = [label for label in name.labels if label.claimed_by is None]
        if own:
            made.append(Word(wording.link(name.words, words_anchor(own[0].source)), name.connotation, ""))
        if quoted := [label for label in name.labels if label.claimed_by is not None]:
            who = dict.fromkeys(wording.shelf.speaker(label.claimed_by) or "nobody named" for label in quoted)
            place = words_anchor(quoted[0].source)
            made.append(Word(wording.link(name.words, place), name.connotation, ", ".join(who)))
    return tuple(made)


def _figures(wording: Wording, figures: Iterable[Figure]) -> tuple[Context, ...]:
    return tuple(wording.context(figure.source, figure.id, most=AROUND) for figure in figures)
