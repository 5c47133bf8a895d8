"""Whom one name alone means: the one of that surname in the account, else in the case.

Of several, the one whose office is told beside the name, or the one far more accounts name in full; else nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.resolve.clusters import Clusters
from dragoman.resolve.folding import sound
from dragoman.resolve.nodes import Node, Nodes
from dragoman.resolve.offices import read

HERE, IN_CASE, KNOWN, NO_FULL_NAME = 0.95, 0.85, 0.75, 0.7
FAR_MORE = 4
"""A bearer of a surname is meant by it alone when so many times more accounts name him in full than any other."""


def decide_surnames(single: list[Node], full: list[Node], found: Nodes, clusters: Clusters) -> None:
    """Joins the names of one word to full names, and the others of one sound to each other."""
    by_surname = _by(full, lambda node: [sound(node.words[-1])])
    by_word = _by(full, lambda node: map(sound, node.telling))
    left: dict[str, list[Node]] = {}
    settled: dict[str, list[str]] = {}
    for node in single:
        spoken = sound(node.telling[-1])
        named = by_surname.get(spoken, [])
        here = [other for other in named if other.documents & node.documents]
        given = [other for other in by_word.get(spoken, []) if other.documents & node.documents]
        holding = _holding(node, named, found, clusters)
        if holding:
            _join(node, holding, found, clusters, IN_CASE, "the only one of that surname and office")
        elif here:
            _join(node, here, found, clusters, HERE, "the only one of that surname in the account")
        elif given:
            _join(node, given, found, clusters, IN_CASE, "the only one so named in the account")
        elif named:
            _join(node, named, found, clusters, IN_CASE, "the only one of that surname in the case")
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


def _join(node: Node, candidates: list[Node], found: Nodes, clusters: Clusters, score: float, reason: str) -> None:
    """Joins `node` to its one candidate, or to the one whom far more accounts name."""
    accounts: dict[str, set[str]] = {}
    for other in candidates:
        root = clusters.root(other.key)
        if root not in accounts:
            members = [found.by_key[key] for key in clusters.members(root)]
            if _may_be(node, members):
                accounts[root] = {document for member in members if not member.alone for document in member.documents}
    ranked = sorted(accounts, key=lambda root: (-len(accounts[root]), root))
    if len(ranked) > 1 and len(accounts[ranked[0]]) >= FAR_MORE * len(accounts[ranked[1]]):
        clusters.only(node.key, ranked[:1], KNOWN, f"of {len(ranked)} so named, by far the most named")
    else:
        clusters.only(node.key, ranked, score, reason)


def _may_be(node: Node, members: Iterable[Node]) -> bool:
    """Whether the genders told do not speak against it."""
    genders = {gender for member in members for gender in member.genders}
    return len(genders) != 1 or len(node.genders) != 1 or genders == node.genders


def _holding(node: Node, named: list[Node], found: Nodes, clusters: Clusters) -> list[Node]:
    """Those of the surname who hold an office told beside the name alone."""
    sought = {frozenset(read(office).words) for _, office in node.offices} - {frozenset()}
    return [
        other
        for other in named
        if any(
            frozenset(read(office).words) in sought
            for key in (clusters.members(other.key) if sought else ())
            for _, office in found.by_key[key].offices
        )
    ]


def _by(nodes: Iterable[Node], keys: Callable[[Node], Iterable[str]]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        for key in dict.fromkeys(keys(node)):
            found.setdefault(key, []).append(node)
    return found
