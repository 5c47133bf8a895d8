"""Whom one name alone means: the one of that surname in the account, else in the case.

Of several, the one whose office is told beside the name, or the one far more accounts name in full; else nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.resolve.clusters import Clusters
from dragoman.resolve.folding import sound
from dragoman.resolve.nodes import Node, Nodes
from dragoman.resolve.offices import read

Key = TypeVar("Key")

HERE, IN_CASE, KNOWN, NO_FULL_NAME = 0.95, 0.85, 0.75, 0.7
FAR_MORE = 4
"""A bearer of a surname is meant by it alone when so many times more accounts name him in full than any other."""


@dataclass(slots=True)
class _Bearer:
    """What the members of a cluster tell together."""

    accounts: set[str] = field(default_factory=set)
    """Those that name the person in full."""
    genders: set[str] = field(default_factory=set)
    offices: set[frozenset[str]] = field(default_factory=set)

    def add(self, node: Node) -> None:
        if not node.alone:
            self.accounts |= node.documents
        self.genders |= node.genders
        self.offices |= _offices(node)


class _Bearers:
    """What is told of each cluster, kept up while names alone join them."""

    def __init__(self, found: Nodes, clusters: Clusters) -> None:
        self._found = found
        self.clusters = clusters
        self._known: dict[str, _Bearer] = {}

    def of(self, root: str) -> _Bearer:
        """What is told of the cluster of this root."""
        if root not in self._known:
            self._known[root] = bearer = _Bearer()
            for key in self.clusters.members(root):
                bearer.add(self._found.by_key[key])
        return self._known[root]

    def only(self, node: Node, roots: Iterable[str], score: float, reason: str) -> None:
        """Joins `node` to the one of `roots`, if there is one."""
        roots = list(roots)
        self.clusters.only(node.key, roots, score, reason)
        for root in roots:
            if root in self._known and self.clusters.together(node.key, root):
                bearer = self._known.pop(root)
                bearer.add(node)
                self._known[self.clusters.root(root)] = bearer


def decide_surnames(single: list[Node], full: list[Node], found: Nodes, clusters: Clusters) -> None:
    """Joins the names of one word to full names, and the others of one sound to each other."""
    bearers = _Bearers(found, clusters)
    by_surname = _by(full, lambda node: [sound(node.words[-1])])
    surnames_here = _by(full, lambda node: [(d, sound(node.words[-1])) for d in sorted(node.documents)])
    words_here = _by(full, lambda node: [(d, spoken) for d in sorted(node.documents) for spoken in _sounds(node)])
    left: dict[str, list[Node]] = {}
    settled: dict[str, list[str]] = {}
    for node in single:
        spoken = sound(node.telling[-1])
        named = by_surname.get(spoken, [])
        here = [other for d in node.documents for other in surnames_here.get((d, spoken), [])]
        given = [other for d in node.documents for other in words_here.get((d, spoken), [])]
        holding = _holding(node, named, bearers)
        if holding:
            _join(node, holding, bearers, IN_CASE, "the only one of that surname and office")
        elif here:
            _join(node, here, bearers, HERE, "the only one of that surname in the account")
        elif given:
            _join(node, given, bearers, IN_CASE, "the only one so named in the account")
        elif named:
            _join(node, named, bearers, IN_CASE, "the only one of that surname in the case")
        else:
            left.setdefault(spoken, []).append(node)
            continue
        settled.setdefault(spoken, []).append(node.key)
    for spoken, nodes in sorted(left.items()):
        known = {clusters.root(key) for key in settled.get(spoken, []) if len(clusters.members(key)) > 1}
        for node in nodes:
            if known:
                clusters.only(node.key, known, KNOWN, "the only one so called in the case")
            else:
                clusters.same(nodes[0].key, node.key, NO_FULL_NAME, "one name alone, and no fuller one in the case")


def _join(node: Node, candidates: Iterable[Node], bearers: _Bearers, score: float, reason: str) -> None:
    """Joins `node` to its one candidate, or to the one whom far more accounts name."""
    roots = {bearers.clusters.root(other.key) for other in candidates}
    accounts = {root: len(bearers.of(root).accounts) for root in roots if _may_be(node, bearers.of(root))}
    ranked = sorted(accounts, key=lambda root: (-accounts[root], root))
    if len(ranked) > 1 and accounts[ranked[0]] >= FAR_MORE * accounts[ranked[1]]:
        bearers.only(node, ranked[:1], KNOWN, f"of {len(ranked)} so named, by far the most named")
    else:
        bearers.only(node, ranked, score, reason)


def _may_be(node: Node, bearer: _Bearer) -> bool:
    """Whether the genders told do not speak against it."""
    return len(bearer.genders) != 1 or len(node.genders) != 1 or bearer.genders == node.genders


def _holding(node: Node, named: Iterable[Node], bearers: _Bearers) -> list[Node]:
    """Those of the surname who hold an office told beside the name alone."""
    sought = _offices(node)
    return [other for other in named if sought & bearers.of(bearers.clusters.root(other.key)).offices] if sought else []


def _offices(node: Node) -> set[frozenset[str]]:
    """The words of each office told beside the name."""
    return {frozenset(read(office).words) for _, office in node.offices} - {frozenset()}


def _sounds(node: Node) -> Iterable[str]:
    return map(sound, node.telling)


def _by(nodes: Iterable[Node], keys: Callable[[Node], Iterable[Key]]) -> dict[Key, list[Node]]:
    found: dict[Key, list[Node]] = {}
    for node in nodes:
        for key in dict.fromkeys(keys(node)):
            found.setdefault(key, []).append(node)
    return found
