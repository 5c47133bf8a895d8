"""What an account calls shared things, beside what others call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.accounts.shelf import Shelf
from dragoman.records import Label

SIDED = frozenset({"hostile", "favourable"})
"""Connotations that take a side."""


@dataclass(frozen=True, slots=True)
class Name:
    """One word for a thing, and where it is used."""

    words: str
    """In lower case, unless it is always written otherwise."""
    connotation: str
    labels: tuple[Label, ...]
    """By account, then in text order."""

    @property
    def own(self) -> bool:
        """Some account uses it in its own voice."""
        return any(label.claimed_by is None for label in self.labels)

    @property
    def accounts(self) -> tuple[str, ...]:
        """Ids of the accounts that use it."""
        return tuple(dict.fromkeys(label.source.document for label in self.labels))


@dataclass(frozen=True, slots=True)
class Naming:
    """What is called what. `here`: by this account and those it quotes; `elsewhere`: by all others."""

    field: str
    referent: str | None
    """Id of the actor or event named; None: the words reach no record, so the thing is told by its field alone."""
    here: tuple[Name, ...]
    elsewhere: tuple[Name, ...]
    sided: bool
    """The account's own voice takes a side with a word where another's own voice takes none or the other."""

    @property
    def loaded(self) -> bool:
        """Some word for it takes a side, whoever uses it."""
        return loaded(*self.here, *self.elsewhere)


def namings(shelf: Shelf, account: str) -> tuple[Naming, ...]:
    """What the account of this id names in words that can take sides: sided names first, then the most used."""
    things = dict.fromkeys((label.field, label.referent) for label in shelf.labels[account])
    found = []
    for field, referent in things:
        labels = shelf.named[field, referent]
        here = [label for label in labels if label.source.document == account]
        elsewhere = [label for label in labels if label.source.document != account]
        found.append(Naming(field, referent, names(shelf, here), names(shelf, elsewhere), sided(here, elsewhere)))
    return tuple(sorted(found, key=_place))


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that several accounts name. `accounts`: how many; `sided`: their own voices take different sides."""

    field: str
    referent: str | None
    names: tuple[Name, ...]
    accounts: int
    sided: bool

    @property
    def loaded(self) -> bool:
        """Some word for it takes a side, whoever uses it."""
        return loaded(*self.names)


def things(shelf: Shelf) -> tuple[Thing, ...]:
    """What at least two accounts name: sided things first, then those that most accounts name."""
    found = []
    for (field, referent), labels in shelf.named.items():
        accounts = {label.source.document for label in labels}
        if len(accounts) < 2:
            continue
        taken: dict[str, set[str]] = defaultdict(set)
        for label in labels:
            if label.claimed_by is None:
                taken[label.source.document].add(label.connotation)
        sides = {frozenset(connotations & SIDED) for connotations in taken.values()}
        found.append(Thing(field, referent, names(shelf, labels), len(accounts), len(sides) > 1))
    return tuple(sorted(found, key=lambda t: (not t.sided, -t.accounts, t.field, t.referent or "")))


def names(shelf: Shelf, labels: Iterable[Label]) -> tuple[Name, ...]:
    """The words that `labels` use, most used first."""
    by_words: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        by_words[label.words.casefold(), label.connotation].append(label)
    return tuple(
        Name(_written(used), connotation, tuple(sorted(used, key=lambda x: _where(shelf, x))))
        for (_, connotation), used in sorted(by_words.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def loaded(*called: Name) -> bool:
    """Some of the names take a side."""
    return any(name.connotation in SIDED for name in called)


def sided(one: Iterable[Label], other: Iterable[Label]) -> bool:
    """One's own voice takes a side that the other's own voice does not take; no when either names nothing itself."""
    mine = {label.connotation for label in one if label.claimed_by is None}
    theirs = {label.connotation for label in other if label.claimed_by is None}
    return bool(mine and theirs) and mine & SIDED != theirs & SIDED


def _written(labels: Iterable[Label]) -> str:
    spellings = {label.words for label in labels}
    return min(spellings) if len(spellings) == 1 else min(spellings).casefold()


def _where(shelf: Shelf, label: Label) -> tuple[int, int, int]:
    return shelf.number[label.source.document], label.source.start, label.source.end


def _place(naming: Naming) -> tuple[bool, bool, int, str, str]:
    used = sum(len(name.labels) for name in naming.here)
    return not naming.sided, not naming.elsewhere, -used, naming.field, naming.referent or ""
