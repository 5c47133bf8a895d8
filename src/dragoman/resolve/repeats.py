"""One statement told more than once: in lede and body, or by several accounts in other words.

Two statements of one speaker repeat each other when a sentence of the one holds most of the content words of a sentence
of the other, and neither holds a number that the other contradicts; what repeats the same is a repeat too. Sentence
embeddings were tried and left out: on five accounts they score two different offers of one minister (.60) above two
wordings of the same (.44).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Document, Statement

SHARED = 0.6
"""Least share of the shorter sentence's content words; .5 links different topics on the bundled accounts, .7 misses
rewordings. Tried .4 to .8 in steps of .1 on five accounts and the eight bundled ones, November 2026."""
FEWEST = 4
"""Fewest content words of a sentence that can repeat another; shorter ones are alike by chance."""
MOST = 50
"""Most earlier sentences with one word that a sentence is compared with: the latest. A speaker quoted so often in the
same words repeats the last of them, which repeats those before."""
STEM = 5
"""Letters with which words begin alike that count as one: 'Kazakh' and 'Kazakhstan', 'assist' and 'assistance'."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?]+[\"'”’)]*\s+")
_COMMON = frozenset(
    """
    about after again against also although among another because been before being between both could
    does doing during each even ever every from further have having here herself himself into itself
    just kind kinds less like many more most much must neither nor only other ours over same shall
    should since some such than that their them then there these they this those through under until
    upon very want were what when where which while will with within without would your
    """.split()
)
"""Words of four letters and more that say nothing of the topic."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: frozenset[str]
    numbers: frozenset[str]


def repeats(statements: Sequence[Statement], documents: Sequence[Document]) -> tuple[Statement, ...]:
    """The statements; a repeat bears the id of the first telling, by date of publication, then name and place."""
    by_id = {document.id: document for document in documents}
    rank = {d.id: (d.published or "9999", d.name, d.id) for d in documents}
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (rank[s.content[0].document], s.content, s.id)):
        if statement.actor:
            spoken[statement.actor].append(statement)
    first: dict[str, str] = {}
    for said in spoken.values():
        first.update(_first_tellings(said, by_id))
    return tuple(replace(s, repeats=first.get(s.id)) for s in statements)


def _first_tellings(said: Sequence[Statement], documents: Mapping[str, Document]) -> dict[str, str]:
    """For each statement that repeats an earlier one of the same speaker, the id of the first telling."""
    first = list(range(len(said)))
    sentences = [_sentences(statement, documents) for statement in said]
    for later, earlier in _pairs_alike(sentences):
        one, other = _root(first, later), _root(first, earlier)
        if one != other and not _overlap(said[later], said[earlier]):
            first[max(one, other)] = min(one, other)
    return {s.id: said[root].id for at, s in enumerate(said) if (root := _root(first, at)) != at}


def _root(first: list[int], at: int) -> int:
    """The first of those that `at` was put together with."""
    while first[at] != at:
        first[at] = first[first[at]]
        at = first[at]
    return at


def _pairs_alike(told: Sequence[Sequence[_Sentence]]) -> Iterator[tuple[int, int]]:
    """Places (later, earlier) in `told` that hold sentences alike.

    Of a sentence that must share so many words with another at least one of the rarest few is shared, so only holders
    of these are compared: a sentence's few with all words of those before, and all its words with the few of those.
    """
    common = Counter(word for sentences in told for sentence in sentences for word in sentence.words)
    by_word: dict[str, list[tuple[int, _Sentence]]] = defaultdict(list)
    by_rare: dict[str, list[tuple[int, _Sentence]]] = defaultdict(list)
    for at, sentences in enumerate(told):
        held = [sentence for sentence in sentences if len(sentence.words) >= FEWEST]
        few = [_rarest(sentence, common) for sentence in held]
        alike: set[int] = set()
        for sentence, rare in zip(held, few, strict=True):
            found = [by_word[word][-MOST:] for word in rare if word in by_word]
            found += [by_rare[word][-MOST:] for word in sorted(sentence.words) if word in by_rare]
            for earlier, other in {(place, id(one)): (place, one) for part in found for place, one in part}.values():
                if earlier not in alike and _same(sentence, other):
                    alike.add(earlier)
        yield from ((at, earlier) for earlier in sorted(alike))
        for sentence, rare in zip(held, few, strict=True):
            for word in sentence.words:
                by_word[word].append((at, sentence))
            for word in rare:
                by_rare[word].append((at, sentence))


def _rarest(sentence: _Sentence, common: Mapping[str, int]) -> list[str]:
    """So many of the rarest words that a sentence which shares enough of them all shares one of these."""
    ranked = sorted(sentence.words, key=lambda word: (common[word], word))
    return ranked[: len(ranked) - math.ceil(SHARED * len(ranked)) + 1]


def _overlap(a: Statement, b: Statement) -> bool:
    """Whether the two rest on the same words: then they are one passage read twice, not a repeat."""
    return any(x.document == y.document and x.start < y.end and y.start < x.end for x in a.content for y in b.content)


def _sentences(statement: Statement, documents: Mapping[str, Document]) -> list[_Sentence]:
    text = " ".join(documents[s.document].text[s.start : s.end] for s in statement.content)
    found = []
    for part in _SENTENCE.split(text):
        words = [word.casefold() for word in _WORD.findall(part)]
        content = frozenset(w[:STEM] for w in words if len(w) >= 4 and w not in _COMMON and not w.isdigit())
        found.append(_Sentence(content, frozenset(w for w in words if w[0].isdigit())))
    return found


def _same(a: _Sentence, b: _Sentence) -> bool:
    least = min(len(a.words), len(b.words))
    if least < FEWEST or (a.numbers and b.numbers and not a.numbers & b.numbers):
        return False
    return len(a.words & b.words) >= SHARED * least
