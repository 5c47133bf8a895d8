"""Whom an office without a name means: 'the Turkish foreign minister' is the one who holds that office."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dragoman.resolve.clusters import Clusters
from dragoman.resolve.nodes import Node, Nodes
from dragoman.resolve.offices import read

HERE, IN_CASE = 0.85, 0.75


class _Holders(NamedTuple):
    """Who holds an office."""

    here: dict[str, list[tuple[str, str | None]]]
    """By account: the person's key and country."""
    of_country: dict[str, set[str]]
    """Over the case, by country."""


def decide_unnamed(offices: list[Node], named: list[Node], found: Nodes, clusters: Clusters) -> None:
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
            clusters.only(node.key, sure or likely, HERE, "the only holder of that office in the account")
        elif node.country:
            there = sorted(holders.of_country.get(node.country, ()))
            clusters.only(node.key, there, IN_CASE, "the only holder of that office in the case")


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
