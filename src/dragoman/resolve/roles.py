"""What sector the words of a naming speak of: the roles and offices of roles.tsv, and which of several counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.resolve.wording import Word, first_words, spans, stem_of
from dragoman.tables import table

COLUMNS = ("phrase", "sector", "weight")
PREPOSITIONS = frozenset(
    "of for in to at from with on near outside inside who that by against between during under over about as".split()
)
"""Words that end the head of a naming: 'president | of the parliament'."""
FORMER = frozenset("former ex retired ousted deposed onetime erstwhile disgraced impeached".split())
LEAVING = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG", "PTY", "UNK"})
"""Sectors that a former member has left for the elites."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role named by the words `start` to `end`. `weight`: 3 overrides, 2 says it, 1 only if nothing else does."""

    start: int
    end: int
    sector: str
    weight: int
    phrase: str


def roles(said: Sequence[Word], taken: Sequence[bool]) -> list[Role]:
    """The roles named by words not `taken`, in text order, the longest phrase first."""
    index, openings = _index()
    used = list(taken)
    found: list[Role] = []
    for start, end, phrase in spans([word.stem for word in said], openings):
        hit = index.get(phrase)
        if hit is None or any(used[start:end]):
            continue
        used[start:end] = [True] * (end - start)
        found.append(Role(start, end, hit[0], hit[1], phrase))
    return sorted(found, key=lambda role: role.start)


def main_role(found: Sequence[Role], said: Sequence[Word]) -> Role | None:
    """The role that counts: the weightiest; of equals one before the first preposition, and there the last."""
    if not found:
        return None
    cut = head_end(said, min(role.end for role in found))
    return max(found, key=lambda role: (role.weight, role.start < cut, role.start if role.start < cut else -role.start))


def head_end(said: Sequence[Word], past: int = 1) -> int:
    """Where the head of the naming ends: at the first preposition after word `past`."""
    return next((i for i in range(past, len(said)) if said[i].key in PREPOSITIONS), len(said))


def is_former(said: Sequence[Word], role: Role | None) -> bool:
    """Whether 'former', 'ex-' or the like stands before the role ('former Soviet' is about a state)."""
    before = said[: role.start if role else len(said)]
    return any(
        word.key in FORMER and not (i + 1 < len(said) and said[i + 1].key in ("soviet", "yugoslav", "yugoslavia"))
        for i, word in enumerate(before)
    )


@cache
def _index() -> tuple[Mapping[str, tuple[str, int]], Mapping[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for row in table("roles", COLUMNS):
        key, hit = stem_of(row["phrase"]), (row["sector"], int(row["weight"]))
        if key not in found or hit[1] > found[key][1]:
            found[key] = hit
    return found, first_words(found)
