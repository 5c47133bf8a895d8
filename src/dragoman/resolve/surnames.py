"""Whom one name alone means: the one of that surname in the account, else in the case.

Of several, the one whose office is told beside the name, or the one far more accounts name in full; else nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dragoman.resolve.clusters import MOST_ASKED, Clusters
from dragoman.resolve.folding import sound
from dragoman.resolve.nodes import Node, Nodes
from dragoman.resolve.offices import read

HERE, IN_CASE, KNOWN, NO_FULL_NAME = 0.95, 0.85, 0.75, 0.7
FAR_MORE = 4
"""A bearer of a surname is meant by it alone when so many times more accounts name him in full than any other."""


def decide_surnames(single: list[Node], full: list[Node], found: Nodes, clusters: Clusters) -> None:
    """Joins the names of one word to full names, and the others of one sound to each other."""
    bearers = _Bearers(full, found, clusters)
    left: dict[str, list[Node]] = {}
    settled: dict[str, list[str]] = {}
    for node in single:
        spoken = sound(node.telling[-1])
        if holding := bearers.in_office(node, spoken):
            bearers.join(node, holding, IN_CASE, "the only one of that surname and office")
        elif here := bearers.of_surname_here(node, spoken):
            bearers.join(node, here, HERE, "the only one of that surname in the account")
        elif given := bearers.so_named_here(node, spoken):
            bearers.join(node, given, IN_CASE, "the only one so named in the account")
        elif named := bearers.of_surname(spoken):
            bearers.join(node, named, IN_CASE, "the only one of that surname in the case")
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


@dataclass(slots=True)
class _Bearer:
    """A person named in full, and what is told of that person under any name."""

    key: str
    surnames: set[str] = field(default_factory=set)
    """As they sound."""
    accounts: set[str] = field(default_factory=set)
    """Those that name the person in full."""
    genders: set[str] = field(default_factory=set)

    def may_be(self, node: Node) -> bool:
        """Whether the genders told do not speak against it."""
        return len(self.genders) != 1 or len(node.genders) != 1 or self.genders == node.genders


class _Bearers:
    """The persons named in full, those whom most accounts name first, as a name alone asks for them."""

    def __init__(self, full: Iterable[Node], found: Nodes, clusters: Clusters) -> None:
        self._clusters = clusters
        surnames: dict[str, dict[str, _Bearer]] = defaultdict(dict)
        self._surname_here: dict[tuple[str, str], dict[str, _Bearer]] = defaultdict(dict)
        self._name_here: dict[tuple[str, str], dict[str, _Bearer]] = defaultdict(dict)
        self._office: dict[tuple[str, frozenset[str]], dict[str, _Bearer]] = defaultdict(dict)
        made: dict[str, _Bearer] = {}
        for node in full:
            root = clusters.root(node.key)
            bearer = made.setdefault(root, _Bearer(root))
            spoken = sound(node.words[-1])
            bearer.surnames.add(spoken)
            surnames[spoken][root] = bearer
            for document in node.documents:
                self._surname_here[document, spoken][root] = bearer
                for word in node.telling:
                    self._name_here[document, sound(word)][root] = bearer
        for root, bearer in made.items():
            for key in clusters.members(root):
                self._tell(bearer, found.by_key[key])
        self._of_surname = {spoken: _ranked(filed) for spoken, filed in surnames.items()}

    def of_surname(self, spoken: str) -> Sequence[_Bearer]:
        """Those of the surname in the case."""
        return self._of_surname.get(spoken, ())

    def of_surname_here(self, node: Node, spoken: str) -> Sequence[_Bearer]:
        """Those of the surname in the account."""
        return _ranked(*(self._surname_here.get((document, spoken), {}) for document in node.documents))

    def so_named_here(self, node: Node, spoken: str) -> Sequence[_Bearer]:
        """Those of whose names it is one in the account."""
        return _ranked(*(self._name_here.get((document, spoken), {}) for document in node.documents))

    def in_office(self, node: Node, spoken: str) -> Sequence[_Bearer]:
        """Those of the surname who hold an office told beside the name alone."""
        return _ranked(*(self._office.get((spoken, office), {}) for office in _offices(node)))

    def join(self, node: Node, ranked: Iterable[_Bearer], score: float, reason: str) -> None:
        """Joins `node` to the one it may be, or to the one whom far more accounts name."""
        fitting = list(islice((bearer for bearer in ranked if bearer.may_be(node)), MOST_ASKED + 1))
        if len(fitting) > 1 and len(fitting[0].accounts) >= FAR_MORE * len(fitting[1].accounts):
            fitting, score, reason = fitting[:1], KNOWN, "of several so named, by far the most named"
        self._clusters.only(node.key, [bearer.key for bearer in fitting], score, reason)
        for bearer in fitting:
            if self._clusters.together(node.key, bearer.key):
                self._tell(bearer, node)

    def _tell(self, bearer: _Bearer, node: Node) -> None:
        """Adds what is told under one of the names."""
        if not node.alone:
            bearer.accounts |= node.documents
        bearer.genders |= node.genders
        for office in _offices(node):
            for spoken in bearer.surnames:
                self._office[spoken, office][bearer.key] = bearer


def _ranked(*filed: Mapping[str, _Bearer]) -> list[_Bearer]:
    """Those whom most accounts name first."""
    together = {key: bearer for part in filed for key, bearer in part.items()}
    return sorted(together.values(), key=lambda bearer: (-len(bearer.accounts), bearer.key))


def _offices(node: Node) -> set[frozenset[str]]:
    """The words of each office told beside the name."""
    return {frozenset(read(office).words) for _, office in node.offices} - {frozenset()}
