"""Which persons are one: spellings of a full name, a surname alone, an office without a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from dragoman.resolve.clusters import Clusters
from dragoman.resolve.folding import sound
from dragoman.resolve.nodes import Node, Nodes
from dragoman.resolve.offices import read
from dragoman.resolve.similarity import MATCH, compare

PREFIX = 3
"""Names are compared when two of their words open with the same so many letters as they sound."""
SHORT = 4
"""Names of more words are compared by their first or last word and another."""

ONLY_HERE, ONLY_IN_CASE, NO_FULL_NAME = 0.95, 0.85, 0.7
OFFICE_HERE, OFFICE_IN_CASE = 0.85, 0.75


class _Holders(NamedTuple):
    """Who holds an office."""

    here: dict[str, list[tuple[str, str | None]]]
    """By account: the person's key and country."""
    of_country: dict[str, set[str]]
    """Over the case, by country."""


def decide_persons(found: Nodes, clusters: Clusters) -> None:
    """Draws together what names one person."""
    persons = [node for _, node in sorted(found.by_key.items()) if node.kind == "person"]
    named = [node for node in persons if not node.unnamed]
    full = [node for node in named if len(node.telling) > 1]
    spelled = [node for node in full if len(_spelled(node)) > 1]
    _spellings(spelled, clusters)
    _initials([node for node in full if len(_spelled(node)) < 2], spelled, clusters)
    _surnames([node for node in named if len(node.telling) < 2], spelled, clusters)
    _offices([node for node in persons if node.unnamed and "some" not in node.words], named, found, clusters)


def _spellings(full: list[Node], clusters: Clusters) -> None:
    """Full names that are spellings of one, best pairs first; two given names with one surname are two persons."""
    blocks: dict[tuple[str, ...], list[Node]] = {}
    for node in full:
        for key in _block_keys(_spelled(node)):
            blocks.setdefault(key, []).append(node)
    pairs = {(a.key, b.key): (a, b) for block in blocks.values() for a, b in combinations(block, 2)}
    compared = [(compare(" ".join(a.words), " ".join(b.words), kind="person"), a, b) for a, b in pairs.values()]
    by_key = {node.key: node for node in full}
    for found, a, b in sorted(compared, key=lambda row: (-row[0].score, row[1].key, row[2].key)):
        run_on = _run_on(a, b) or _run_on(b, a)
        if found.score < MATCH and not run_on:
            continue
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


def _block_keys(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Pairs of the words' openings: any two of a short name, the first or last with another of a long one."""
    sounds = [sound(word)[:PREFIX] for word in words]
    pairs = list(combinations(sounds, 2))
    if len(words) > SHORT:
        pairs = [(one, sounds[-1]) for one in sounds[:-1]] + [(sounds[0], one) for one in sounds[1:]]
    return {tuple(sorted(pair)) for pair in pairs}


def _initials(initialled: list[Node], spelled: list[Node], clusters: Clusters) -> None:
    """'V. Putin' is the one person of that initial and surname."""
    by_surname = _by(spelled, lambda node: [sound(node.words[-1])])
    for node in initialled:
        fitting = [
            other.key
            for other in by_surname.get(sound(node.words[-1]), [])
            if all(a[0] == b[0] for a, b in zip(node.words[:-1], other.words[:-1], strict=False))
        ]
        _to_the_only_one(node, fitting, clusters, ONLY_IN_CASE, "the only one of that initial and surname")


def _surnames(single: list[Node], full: list[Node], clusters: Clusters) -> None:
    """A surname alone is the one of that surname in the account, else in the case, else who is so called elsewhere."""
    by_surname = _by(full, lambda node: [sound(node.words[-1])])
    by_word = _by(full, lambda node: map(sound, node.telling))
    left: dict[str, list[Node]] = {}
    settled: dict[str, list[str]] = {}
    for node in single:
        spoken = sound(node.telling[-1])
        named = by_surname.get(spoken, [])
        here = [other.key for other in named if other.documents & node.documents]
        given = [other.key for other in by_word.get(spoken, []) if other.documents & node.documents]
        if here:
            _to_the_only_one(node, here, clusters, ONLY_HERE, "the only one of that surname in the account")
        elif given:
            _to_the_only_one(node, given, clusters, ONLY_IN_CASE, "the only one so named in the account")
        elif named:
            keys = [other.key for other in named]
            _to_the_only_one(node, keys, clusters, ONLY_IN_CASE, "the only one of that surname in the case")
        else:
            left.setdefault(spoken, []).append(node)
            continue
        settled.setdefault(spoken, []).append(node.key)
    for spoken, nodes in sorted(left.items()):
        known = {clusters.root(key) for key in settled.get(spoken, []) if len(clusters.members(key)) > 1}
        for node in nodes:
            if known:
                _to_the_only_one(node, known, clusters, NO_FULL_NAME, "the only one so called in the case")
            else:
                clusters.same(nodes[0].key, node.key, NO_FULL_NAME, "one name alone, and no fuller one in the case")


def _offices(offices: list[Node], named: list[Node], found: Nodes, clusters: Clusters) -> None:
    """An office without a name is the one person who holds it in the account, else in the case.

    Whoever is called its former holder anywhere in the case holds it no more; a former office is looked for as such.
    """
    held = _held(named, found, clusters)
    for node in offices:
        former = "former" in node.words
        holders = held.get((frozenset(node.words[1:]) - {"former"}, former))
        if holders is None:
            continue
        (document,) = node.documents
        here = holders.here.get(document, [])
        sure = [person for person, country in here if node.country in (country, None)]
        likely = [person for person, country in here if country is None]
        if sure or likely:
            _to_the_only_one(
                node, sure or likely, clusters, OFFICE_HERE, "the only holder of that office in the account"
            )
        elif node.country:
            there = sorted(holders.of_country.get(node.country, ()))
            _to_the_only_one(node, there, clusters, OFFICE_IN_CASE, "the only holder of that office in the case")


def _held(named: list[Node], found: Nodes, clusters: Clusters) -> dict[tuple[frozenset[str], bool], _Holders]:
    """Who holds (or, True, once held) each office, by its words."""
    held: dict[tuple[frozenset[str], bool], _Holders] = {}
    countries: dict[str, str | None] = {}
    told = [(node, document, read(office)) for node in named for document, office in sorted(node.offices)]
    past = {(frozenset(wording.words), clusters.root(node.key)) for node, _, wording in told if wording.former}
    for node, document, wording in told:
        words, root = frozenset(wording.words), clusters.root(node.key)
        if not words or (not wording.former and (words, root) in past):
            continue
        if root not in countries:
            countries[root] = _country(root, found, clusters)
        country = wording.country or countries[root]
        holders = held.setdefault((words, wording.former), _Holders({}, {}))
        holders.here.setdefault(document, []).append((node.key, country))
        if country:
            holders.of_country.setdefault(country, set()).add(root)
    return held


def _country(key: str, found: Nodes, clusters: Clusters) -> str | None:
    """The country most often told of a person under any of the names."""
    counts: Counter[str] = Counter()
    for member in clusters.members(key):
        counts.update(found.by_key[member].countries)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else None


def _to_the_only_one(node: Node, candidates: Iterable[str], clusters: Clusters, score: float, reason: str) -> None:
    """Joins `node` to its candidates when all are one actor; leaves it, recorded as unsure, when they are several."""
    open_to: dict[str, str] = {}
    for key in sorted(set(candidates)):
        if clusters.allowed(node.key, key):
            open_to.setdefault(clusters.root(key), key)
    for key in open_to.values():
        if len(open_to) == 1:
            clusters.same(node.key, key, score, reason)
        else:
            clusters.unsure(node.key, key, score / len(open_to), f"one of {len(open_to)} so named")


def _by(nodes: Iterable[Node], keys: Callable[[Node], Iterable[str]]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        for key in dict.fromkeys(keys(node)):
            found.setdefault(key, []).append(node)
    return found
