"""Which place names are one: tables of regions, other names of cities, and 'the Caspian' for 'the Caspian Sea'."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.resolve.clusters import Clusters
from dragoman.resolve.folding import words_of
from dragoman.resolve.kinds import REGIONS, name_key
from dragoman.resolve.nodes import Node, Nodes
from dragoman.tables import table
from dragoman.towns import Town, towns

TABLED, CITY, SHORTENED = 0.97, 0.9, 0.85


def decide_places(found: Nodes, clusters: Clusters) -> None:
    """Draws together what names one place."""
    places = {node.words: node for _, node in sorted(found.by_key.items()) if node.kind == "place"}
    if len(places) < 2:
        return
    for row in table("regions", REGIONS):
        names = [name_key(name) for name in (row["name"], *row["names"].split("|")) if name]
        _join([places[name] for name in names if name in places], TABLED, f"names of {row['name']}", clusters)
    for city, nodes in _by_city(places.values()).items():
        if not any((*node.words, "city") in places for node in nodes):
            _join(nodes, CITY, f"names of the city of {city}", clusters)
    for words, node in places.items():
        if len(words) > 1 and words[-1] in words_of("landform") and words[:-1] in places:
            _join([node, places[words[:-1]]], SHORTENED, f"'{words[-1]}' left out", clusters)


def _join(nodes: list[Node], score: float, reason: str, clusters: Clusters) -> None:
    for other in nodes[1:]:
        clusters.same(nodes[0].key, other.key, score, reason)


def _by_city(places: Iterable[Node]) -> dict[str, list[Node]]:
    """Place nodes by the largest city, of more than 15,000, that bears one of their names."""
    wanted = {name: node for node in places for name in sorted(node.names)}
    largest: dict[str, Town] = {}
    for city in towns():  # those with most people first
        names = city.names
        if not wanted.keys().isdisjoint(names):
            for name in wanted.keys() & set(names):
                largest.setdefault(name, city)
    found: dict[str, list[Node]] = {}
    for name, city in sorted(largest.items()):
        nodes = found.setdefault(f"{city.name} ({city.country})", [])
        if wanted[name] not in nodes:
            nodes.append(wanted[name])
    return found
