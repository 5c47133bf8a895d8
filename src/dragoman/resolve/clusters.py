"""Nodes drawn together into actors, one recorded decision at a time, never against what a person decided."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from dragoman.records import Decision

MOST_ASKED = 12
"""A name that may be any of more is left alone, without a question to anybody: nobody can answer for all of them."""


class Clusters:
    """A partition of node keys that only grows coarser, with the decisions that made it."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._members: dict[str, set[str]] = {key: {key} for key in keys}
        self._of: dict[str, str] = {key: key for key in self._members}
        self._first: dict[str, str] = dict(self._of)
        self._apart: dict[str, set[str]] = {}
        self.decisions: list[Decision] = []

    def root(self, key: str) -> str:
        """A key that stands for the cluster that holds `key`, until it grows."""
        return self._of[key]

    def together(self, a: str, b: str) -> bool:
        """Whether both are in one cluster."""
        return self._of[a] == self._of[b]

    def members(self, key: str) -> AbstractSet[str]:
        """All keys of the cluster that holds `key`, as they are until it grows."""
        return self._members[self._of[key]]

    def clusters(self) -> list[tuple[str, ...]]:
        """All clusters, each sorted, by smallest key."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def keep_apart(self, a: str, b: str) -> None:
        """From now on no decision draws `a` and `b` together."""
        one, other = self._of[a], self._of[b]
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def allowed(self, a: str, b: str) -> bool:
        """Whether nothing keeps the clusters of `a` and `b` apart."""
        return self._of[b] not in self._apart.get(self._of[a], ())

    def same(self, a: str, b: str, score: float, reason: str, *, by: str = "rule") -> bool:
        """Draws the clusters of `a` and `b` together and records why; False where they are kept apart."""
        if self.together(a, b):
            return True
        if not self.allowed(a, b):
            return False
        self.decisions.append(Decision((min(a, b), max(a, b)), "same", round(score, 3), reason, by))
        gone, kept = sorted((self._of[a], self._of[b]), key=lambda root: (len(self._members[root]), root))
        for key in self._members[gone]:
            self._of[key] = kept
        self._members[kept] |= self._members.pop(gone)
        self._first[kept] = min(self._first[kept], self._first.pop(gone), key=_of_the_case_first)
        for other in self._apart.pop(gone, ()):
            self._apart[other].discard(gone)
            self._apart[other].add(kept)
            self._apart.setdefault(kept, set()).add(other)
        return True

    def only(self, key: str, candidates: Iterable[str], score: float, reason: str) -> None:
        """Joins `key` to its candidates when all are one cluster; of some few, each is recorded as unsure."""
        open_to: dict[str, str] = {}
        for candidate in sorted(set(candidates)):
            if self.allowed(key, candidate):
                open_to.setdefault(self._of[candidate], self._first[self._of[candidate]])
        for candidate in open_to.values() if len(open_to) <= MOST_ASKED else ():
            if len(open_to) == 1:
                self.same(key, candidate, score, reason)
            else:
                self.unsure(key, candidate, score / len(open_to), f"one of {len(open_to)} so named")

    def unsure(self, a: str, b: str, score: float, reason: str) -> None:
        """Records that `a` and `b` may be one, for a person to decide."""
        if not self.together(a, b):
            self.decisions.append(Decision((min(a, b), max(a, b)), "unsure", round(score, 3), reason))


def _of_the_case_first(key: str) -> tuple[bool, str]:
    """Orders keys of the whole case before those of one account."""
    return "@" in key, key
