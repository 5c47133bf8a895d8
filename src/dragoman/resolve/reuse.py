"""Accounts whose text was taken over from another: copies, abridgements, light edits, wire text set in another story.

Quotations are put aside, runs of five own words compared, standing notices left out. An account reuses another when a
fair share of the one's own words stands in the other: of the whole of it, or of the other, whichever is the smaller.
On 840 articles of one election campaign real reuse shares .7 and more, and two accounts that only tell the same share
at most .2, or ten words of a text of thirty. Shared quotations, notices, headlines and facts stay below.
Misses a rewording in which no five words in a row are left, and a text that is all quotation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from dragoman.records import Document, Reuse, Source
from dragoman.resolve.kindred import kindred
from dragoman.resolve.ownwords import Codes, OwnWords, own_words
from dragoman.resolve.passages import Passages, passages, run_order
from dragoman.resolve.provenance import from_other, ground
from dragoman.resolve.shuffle import Shuffle, here

LEAST = 0.25
"""Least share of the words of one of the two. With 840 articles of one campaign and edits of them, .15 links two edits
in a thousand to a text they were not made from, .2 one, .25 none; of passages set in another account it finds 97.1,
96.9 and 96.6 % (`python -m tests.gate.reuse`, November 2026)."""
FEWEST = 20
"""Fewest shared words; fewer are a sentence that two accounts may share by chance or by a common source."""
MOST = 0.5
"""From this share on, `FEWEST_SHORT` words do: short notes."""
FEWEST_SHORT = 12
SAME = 0.5
"""An account has the words from the origin of the one it shares them with, if this share of them came from there."""
NEW = 0.5
"""A second origin is told if this share of the words it gave is not in a first."""


COMPARISON = 0.5
"""Milliseconds that a comparison of two accounts takes, about."""


@dataclass(frozen=True, slots=True)
class _Kin:
    """Accounts in order of rank that shared runs link to each other, and to no other; the pairs (later, earlier)."""

    words: Sequence[OwnWords]
    pairs: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Corpus:
    """Accounts in order of rank, without the runs of standing text; what was compared is kept."""

    words: Sequence[OwnWords]
    orders: dict[int, NDArray[np.int32]] = field(default_factory=dict)
    known: dict[tuple[int, int], Passages] = field(default_factory=dict)

    def document(self, number: int) -> Document:
        return self.words[number].document

    def shared(self, one: int, other: int) -> Passages:
        """What the one shares with the other."""
        if (one, other) not in self.known:
            if other not in self.orders:
                self.orders[other] = run_order(self.words[other])
            self.known[one, other] = passages(self.words[one], self.words[other], self.orders[other])
        return self.known[one, other]

    def own_shared(self, one: int, shared: Passages, *, second: bool = False) -> NDArray[np.bool_]:
        """For each own word of an account whether it is shared."""
        words = self.words[one]
        return shared.covered(len(words.codes), second=second)[words.own]

    def is_reuse(self, one: int, other: int, shared: Passages) -> bool:
        """Whether enough is shared of the one or the other: of its own words, or of all with the quotations between."""
        sides = [(self.words[one], False), (self.words[other], True)]
        covered = [shared.covered(len(words.codes), second=second) for words, second in sides]
        count = min(np.count_nonzero(cover) for cover in covered)
        if count < FEWEST_SHORT:
            return False
        shares = [cover.mean() for cover in covered]
        shares += [cover[words.own].mean() for (words, _), cover in zip(sides, covered, strict=True) if words.count]
        return bool(max(shares) >= MOST or (max(shares) >= LEAST and count >= FEWEST))


def reuses(
    accounts: Sequence[Document], quotations: Mapping[str, Sequence[Source]], shuffle: Shuffle = here
) -> tuple[Reuse, ...]:
    """Who took over whose text, in order of document name, whatever the order of `accounts`.

    `quotations`: by document, the quotations found in it; what stands between quotation marks is put aside anyhow.
    The first `Reuse` of a document is the one that gave it most words, its `reuse_of`; further ones tell of other
    words. `of` is the account that the words go back to: one that has them from a third is passed over. No cycles.
    Accounts that share runs, directly or through others, are compared wherever `shuffle` has it done.
    """
    ranked = sorted(accounts, key=lambda d: (d.published or "9999", -len(d.text), d.name, d.id))
    codes = Codes()
    words, pairs = kindred(
        [own_words(document, quotations.get(document.id, ()), codes) for document in ranked],
        [document.outlet or urlsplit(document.url or "").hostname for document in ranked],
    )
    found = shuffle(_among, _apart(words, pairs), lambda kin: COMPARISON * len(kin.pairs))
    told = [reuse for among in found for reuse in among]
    place = {document.id: (document.name, document.id) for document in ranked}
    return tuple(sorted(told, key=lambda reuse: place[reuse.document]))  # stable: the first stays the first


def _apart(words: Sequence[OwnWords], pairs: Sequence[tuple[int, int]]) -> list[_Kin]:
    """The accounts of `pairs`, those that nothing links apart from each other."""
    above: dict[int, int] = {}

    def top(one: int) -> int:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for later, earlier in pairs:
        one, other = sorted((top(later), top(earlier)))
        above[other] = one
    linked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for later, earlier in pairs:
        linked[top(later)].append((later, earlier))
    blocks = []
    for links in linked.values():
        numbers = sorted({number for pair in links for number in pair})
        place = {number: at for at, number in enumerate(numbers)}
        blocks.append(_Kin([words[number] for number in numbers], [(place[a], place[b]) for a, b in links]))
    return blocks


def _among(kin: _Kin) -> list[Reuse]:
    """Who among these accounts took over whose text."""
    corpus = _Corpus(kin.words)
    origins = _origins(_directed(kin.pairs, corpus), corpus)
    return [reuse for number in sorted(origins) for reuse in _records(number, origins[number], corpus)]


def _directed(pairs: Sequence[tuple[int, int]], corpus: _Corpus) -> dict[int, list[int]]:
    """For each account those that it took words from, without cycles.

    Two accounts that gave the same words to a third are compared as well, until no new pair comes up: the third may
    be a late abridgement of both.
    """
    compared: set[tuple[int, int]] = set()
    taken: list[tuple[int, int]] = []
    waiting = sorted(set(pairs))
    while waiting:
        compared.update(waiting)
        taken += [link for one, other in waiting if (link := _link(one, other, corpus))]
        waiting = sorted(_givers_of_the_same(taken, corpus) - compared)
    return _acyclic(taken)


def _link(one: int, other: int, corpus: _Corpus) -> tuple[int, int] | None:
    """The pair as (taker, giver); None if neither reuses the other."""
    shared = corpus.shared(one, other)
    if not corpus.is_reuse(one, other, shared):
        return None
    mine, theirs = corpus.own_shared(one, shared), corpus.own_shared(other, shared, second=True)
    taken = from_other(corpus.document(one), corpus.document(other), mine, theirs)
    return (one, other) if taken else (other, one)


def _givers_of_the_same(taken: Sequence[tuple[int, int]], corpus: _Corpus) -> set[tuple[int, int]]:
    """Pairs (later, earlier in rank) of accounts that gave one account mostly the same words."""
    givers: dict[int, list[int]] = defaultdict(list)
    for one, other in taken:
        givers[one].append(other)
    pairs: set[tuple[int, int]] = set()
    for one, others in givers.items():
        if len(others) > 1:
            best, *rest = sorted(others, key=lambda other: (-corpus.shared(one, other).words, other))
            most = corpus.own_shared(one, corpus.shared(one, best))
            for other in rest:
                words = corpus.own_shared(one, corpus.shared(one, other))
                if np.count_nonzero(words & most) >= SAME * np.count_nonzero(words):
                    pairs.add((max(best, other), min(best, other)))
    return pairs


def _acyclic(taken: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """The links by account, origins before what was taken from them; those within a cycle go by rank instead."""
    ordered, stuck = _in_order(taken)
    if stuck:
        taken = [(max(link), min(link)) if stuck.issuperset(link) else link for link in taken]
        ordered, stuck = _in_order(taken)
    given: dict[int, list[int]] = defaultdict(list)
    for one, other in sorted(taken):
        given[one].append(other)
    return {one: given[one] for one in ordered if one in given}


def _in_order(taken: Sequence[tuple[int, int]]) -> tuple[list[int], set[int]]:
    """The accounts, each after those it took from, and the ones that are in a cycle or took from one that is."""
    waiting: dict[int, set[int]] = defaultdict(set)
    takers: dict[int, set[int]] = defaultdict(set)
    for one, other in taken:
        waiting[one].add(other)
        takers[other].add(one)
    ordered = sorted(set(takers) - set(waiting))
    for origin in ordered:  # grows while it is read
        for taker in sorted(takers[origin]):
            waiting[taker].discard(origin)
            if not waiting[taker]:
                del waiting[taker]
                ordered.append(taker)
    return ordered, set(waiting)


def _origins(links: Mapping[int, Sequence[int]], corpus: _Corpus) -> dict[int, list[tuple[int, Passages]]]:
    """For each account that took words over, where they go back to and the shared passages; what gave most first."""
    found: dict[int, list[tuple[int, Passages]]] = {}
    for one, others in links.items():  # origins come first, so theirs are known
        given: dict[int, Passages] = {}
        for other in others:
            if other not in given:
                origin, shared = _origin(one, other, found, corpus)
                given[origin] = shared
        best = sorted(given.items(), key=lambda item: (-item[1].words, item[0]))
        found[one] = _distinct(one, best, corpus)
    return found


def _origin(
    one: int, other: int, found: Mapping[int, Sequence[tuple[int, Passages]]], corpus: _Corpus
) -> tuple[int, Passages]:
    """The account that the words which `one` shares with `other` go back to."""
    shared = corpus.shared(one, other)
    passed = corpus.own_shared(other, shared, second=True)
    for origin, came in found.get(other, ()):
        both = passed & corpus.own_shared(other, came)
        if np.count_nonzero(both) >= SAME * np.count_nonzero(passed):
            direct = corpus.shared(one, origin)
            if direct.words:
                return origin, direct
    return other, shared


def _distinct(one: int, best: Sequence[tuple[int, Passages]], corpus: _Corpus) -> list[tuple[int, Passages]]:
    """The origins that gave words which no better one gave."""
    kept: list[tuple[int, Passages]] = []
    known = np.zeros(corpus.words[one].count, dtype=np.bool_)
    for origin, shared in best:
        mine = corpus.own_shared(one, shared)
        if not kept or np.count_nonzero(mine & ~known) >= max(NEW * np.count_nonzero(mine), FEWEST_SHORT):
            kept.append((origin, shared))
            known |= mine
    return kept


def _records(one: int, origins: Sequence[tuple[int, Passages]], corpus: _Corpus) -> list[Reuse]:
    told = []
    for origin, shared in origins:
        document, source = corpus.document(one), corpus.document(origin)
        mine = corpus.own_shared(one, shared)
        theirs = corpus.own_shared(origin, shared, second=True)
        share = float(mine.mean())
        why = ground(document, source, mine, theirs)
        reason = f"{share:.0%} of its words stand in {source.name}"
        if share < LEAST:
            reason += f" and are {theirs.mean():.0%} of that"
        if why.credit:
            reason += f", credited to {why.credit}"
        elif why.reason:
            reason += f", {why.reason}"
        spans = shared.spans(corpus.words[one], corpus.words[origin])
        told.append(Reuse(document.id, source.id, spans, round(share, 4), reason))
    return told
