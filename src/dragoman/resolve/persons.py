"""Which persons are one: spellings of a full name, initials; then surnames alone and offices without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from dragoman.resolve.blocking import pairs
from dragoman.resolve.clusters import Clusters
from dragoman.resolve.folding import sound
from dragoman.resolve.nodes import Node, Nodes
from dragoman.resolve.offices import read
from dragoman.resolve.shuffle import Shuffle, here
from dragoman.resolve.similarity import MATCH, Comparison, compare
from dragoman.resolve.surnames import decide_surnames
from dragoman.resolve.unnamed import decide_unnamed

INITIAL = 0.85
TOGETHER = 1_000
"""Pairs of names, in the order of their blocks, that are compared in one piece of work."""
COMPARISON = 0.015
"""Milliseconds that a comparison takes, about."""


def decide_persons(found: Nodes, clusters: Clusters, shuffle: Shuffle = here) -> None:
    """Draws together what names one person."""
    persons = [node for _, node in sorted(found.by_key.items()) if node.kind == "person"]
    named = [node for node in persons if not node.unnamed]
    full = [node for node in named if not node.alone]
    spelled = [node for node in full if len(_spelled(node)) > 1]
    _spellings(spelled, clusters, shuffle)
    _initials([node for node in full if len(_spelled(node)) < 2], spelled, clusters)
    decide_surnames([node for node in named if node.alone], spelled, found, clusters)
    decide_unnamed([node for node in persons if node.unnamed and "some" not in node.words], named, found, clusters)


def _spellings(full: list[Node], clusters: Clusters, shuffle: Shuffle) -> None:
    """Full names that are spellings of one, best pairs first; two given names with one surname are two persons."""
    by_key = {node.key: node for node in full}
    alike: list[tuple[Comparison, Node, Node]] = []
    near = [(full[one], full[other]) for one, other in pairs([_spelled(node) for node in full])]
    for (a, b), found in zip(near, _compared(near, shuffle), strict=True):
        if found.score >= MATCH or _run_on(a, b) or _run_on(b, a):
            alike.append((found, a, b))
    for found, a, b in sorted(alike, key=lambda row: (-row[0].score, row[1].key, row[2].key)):
        run_on = _run_on(a, b) or _run_on(b, a)
        context = "" if found.verdict == "same" else run_on or _shared_office(a, b)
        if context is None:
            clusters.unsure(a.key, b.key, found.score, found.reason)
            continue
        reason = f"{found.reason}, but {context}" if context else found.reason
        contrary = _contrary(a, b, by_key, clusters)
        if contrary:
            clusters.unsure(a.key, b.key, found.score, f"{reason}; yet {contrary}")
        else:
            clusters.same(a.key, b.key, found.score, reason)


def _compared(near: Sequence[tuple[Node, Node]], shuffle: Shuffle) -> Iterator[Comparison]:
    """How the names of each pair compare, in their order."""
    names = [(" ".join(a.words), " ".join(b.words)) for a, b in near]
    blocks = [names[start : start + TOGETHER] for start in range(0, len(names), TOGETHER)]
    return chain.from_iterable(shuffle(_comparisons, blocks, lambda block: COMPARISON * len(block)))


def _comparisons(names: Sequence[tuple[str, str]]) -> list[Comparison]:
    return [compare(one, other, kind="person") for one, other in names]


def _contrary(a: Node, b: Node, by_key: Mapping[str, Node], clusters: Clusters) -> str | None:
    """Why the clusters of `a` and `b` cannot be one person: two of their names differ."""
    left = clusters.members(a.key) & by_key.keys()
    right = clusters.members(b.key) & by_key.keys()
    nodes = [by_key[key] for key in sorted(left | right)]
    plain = [node for node in nodes if not any(_extends(node, other) for other in nodes)]
    for one, other in combinations(plain, 2):
        if (one.key in left) != (other.key in left) and {one.key, other.key} != {a.key, b.key}:
            found = compare(" ".join(one.words), " ".join(other.words), kind="person")
            if found.score < MATCH:
                return found.reason
    return None


def _extends(node: Node, other: Node) -> bool:
    """Whether `node` is `other`, a more frequent name, with words added: 'Esther Williams Dies' in a headline."""
    length = len(other.words)
    within = any(node.words[at : at + length] == other.words for at in range(len(node.words) - length + 1))
    return within and other.names.total() > node.names.total()


def _spelled(node: Node) -> tuple[str, ...]:
    """The words that distinguish, initials left out."""
    return tuple(word for word in node.telling if len(word) > 1)


def _run_on(node: Node, other: Node) -> str | None:
    """Why `other` is `node` with the next word run into it ('Orhan PamukSaid'); None when it is not."""
    if node.words[:-1] != other.words[:-1] or not other.words[-1].startswith(node.words[-1]):
        return None
    length = len(node.words[-1])
    last = [name.split()[-1] for name in sorted(other.names)]
    run_on = any(word[:length].istitle() and word[length:].istitle() for word in last)
    return "the next word is run into the name" if run_on else None


def _shared_office(node: Node, other: Node) -> str | None:
    """The office that is told of both, in words; None when there is none."""
    offices = {read(office).words: office for _, office in sorted(node.offices)}
    shared = (offices[words] for _, office in sorted(other.offices) if (words := read(office).words) in offices)
    return next((f"both are '{office}'" for office in shared), None)


def _initials(initialled: list[Node], spelled: list[Node], clusters: Clusters) -> None:
    """'V. Putin' is the one person of that initial and surname."""
    by_surname: dict[str, list[Node]] = {}
    for node in spelled:
        by_surname.setdefault(sound(node.words[-1]), []).append(node)
    for node in initialled:
        fitting = [
            other.key
            for other in by_surname.get(sound(node.words[-1]), [])
            if all(a[0] == b[0] for a, b in zip(node.words[:-1], other.words[:-1], strict=False))
        ]
        clusters.only(node.key, fitting, INITIAL, "the only one of that initial and surname")
