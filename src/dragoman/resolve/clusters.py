"""Nodes drawn together into actors, one recorded decision at a time, never against what a person decided."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Decision


class Clusters:
    """A partition of node keys that only grows coarser, with the decisions that made it."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._members: dict[str, set[str]] = {key: {key} for key in keys}
        self._of: dict[str, str] = {key: key for key in self._members}
        self._apart: dict[str, set[str]] = {}
        self.decisions: list[Decision] = []

    def root(self, key: str) -> str:
        """A key that stands for the cluster that holds `key`, until it grows."""
        return self._of[key]

    def together(self, a: str, b: str) -> bool:
        """Whether both are in one cluster."""
        return self._of[a] == self._of[b]

    def members(self, key: str) -> frozenset[str]:
        """All keys of the cluster that holds `key`."""
        return frozenset(self._members[self._of[key]])

    def clusters(self) -> list[tuple[str, ...]]:
        """All clusters, each sorted, by smallest key."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def keep_apart(self, a: str, b: str) -> None:
        """From now on no decision draws `a` and `b` together."""
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)

    def allowed(self, a: str, b: str) -> bool:
        """Whether nothing keeps the clusters of `a` and `b` apart."""
        one, other = self._of[a], self._of[b]
        return not any(
            self._of[key] == one and any(self._of[kept] == other for kept in others)
            for key, others in self._apart.items()
        )

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
        return True

    def only(self, key: str, candidates: Iterable[str], score: float, reason: str) -> None:
        """Joins `key` to its candidates when all are one cluster; when they are several, each is recorded as unsure."""
        open_to: dict[str, str] = {}
        for candidate in sorted(set(candidates)):
            if self.allowed(key, candidate):
                open_to.setdefault(self._of[candidate], self._full(candidate))
        for candidate in open_to.values():
            if len(open_to) == 1:
                self.same(key, candidate, score, reason)
            else:
                self.unsure(key, candidate, score / len(open_to), f"one of {len(open_to)} so named")

    def _full(self, key: str) -> str:
        """The first key of the cluster that is of the whole case, not of one account, if there is one."""
        return min(self._members[self._of[key]], key=lambda member: ("@" in member, member))

    def unsure(self, a: str, b: str, score: float, reason: str) -> None:
        """Records that `a` and `b` may be one, for a person to decide."""
        if not self.together(a, b):
            self.decisions.append(Decision((min(a, b), max(a, b)), "unsure", round(score, 3), reason))
