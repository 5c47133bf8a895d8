"""Structural balance: who stands with whom, and how many ties would have to give way for two clean camps.

A signed graph is balanced when its actors split into two camps, friendly inside and hostile across (Harary 1953;
Cartwright & Harary 1956, structure theorem). How far it is from that: the share of balanced triangles (Cartwright &
Harary 1956, degree of balance over cycles of length 3) and the line index, the fewest ties whose removal balances it
(Harary 1959). Finding the line index is NP-hard; up to EXACT actors in one piece it is searched to the end, beyond that
by a local search that may stay above it, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.case.store import Case
from dragoman.records import Actor, Source

Floats = NDArray[np.float64]

EXACT = 25
"""Actors of one piece, without those that hang on one tie, up to which the line index is searched to the end."""
FRIENDLY = frozenset({"SUPPORT", "AID", "COOPERATE"})
HOSTILE = frozenset({"ACCUSE", "THREATEN", "ASSAULT", "SANCTION", "COERCE"})
"""PLOVER types of happenings that tell friends or foes."""
STANDING = frozenset({"ally", "support", "rival", "kin", "member", "dependency", "arms"})
"""Types of ties that do; trade, investment, hosting, mediating and recognition go on between rivals too."""
OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})
"""PLOVER sectors of those who act for a state."""

_SIDED = re.compile(r"\b(?:pro|anti)-|-(?:backed|led|allied|sponsored)\b", re.IGNORECASE)
"""What marks forces in a country that are not its own: 'pro-Turkish forces'."""
_BLOCK = 1 << 20
"""Divisions weighed at a time, to bound the memory."""
_LEAN = float(1 << 32)
"""What one tie costs beside its weight, so that weight only decides between divisions that break equally many ties.
Sums of some thousand ties stay whole numbers in a double."""
_HEAVIEST = 1 << 20
_STARTS = 24
"""Actors that a local search grows its first division from."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two actors: `sign` +1 friendly, -1 hostile; `weight`: how many independent accounts hold it so."""

    one: str
    other: str
    sign: int
    weight: int = 1
    sources: tuple[Source, ...] = ()
    against: int = 0
    """How many independent accounts hold the opposite."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a signed graph amounts to. All tuples are in alphabetical order.

    `camps`: the two camps that break `line_index` ties, those of least weight where several do as well; the first camp
    of each unconnected piece holds its first actor, so only camps within one of the `pieces` stand against each other.
    Who shares a camp need not share a tie: two foes of a third are put together for want of anything between them.
    """

    camps: tuple[tuple[str, ...], tuple[str, ...]]
    frustrated: tuple[Edge, ...]
    """The ties that the camps break: hostile inside a camp or friendly across."""
    triangles: float | None
    """Share of triangles that are balanced; None: there is no triangle."""
    frustrated_triangles: tuple[tuple[str, str, str], ...]
    line_index: int
    exact: bool
    """Whether line_index is the least there is; else an upper bound."""
    pieces: tuple[tuple[str, ...], ...]


class BadEdges(ValueError):
    """Ties that make no signed graph; the message names the tie."""


def balance(edges: Iterable[Edge]) -> Balance:
    """The camps, the frustrated ties and the indices of the graph of `edges`; raises BadEdges for a tie told twice."""
    ties = sorted(edges, key=lambda edge: sorted((edge.one, edge.other)))
    _check(ties)
    actors = sorted({actor for edge in ties for actor in (edge.one, edge.other)})
    side: dict[str, int] = {}
    exact = True
    pieces = _pieces(actors, ties)
    for piece in pieces:
        belonging = set(piece)
        divided, complete = _divide(piece, [edge for edge in ties if edge.one in belonging])
        side.update({actor: divided[actor] * divided[piece[0]] for actor in piece})
        exact = exact and complete
    frustrated = tuple(edge for edge in ties if edge.sign * side[edge.one] * side[edge.other] < 0)
    share, broken = _triangles(actors, ties)
    first, second = (tuple(actor for actor in actors if side[actor] == which) for which in (1, -1))
    exact = exact or not frustrated
    return Balance((first, second), frustrated, share, broken, len(frustrated), exact, pieces)


def signed_ties(case: Case, *, least: int = 1) -> tuple[Edge, ...]:
    """Who is friendly or hostile to whom by the ties and happenings of `case`, states and their officials as one actor.

    Each independent account counts once for a pair, for the sign that most of its records on the pair have; the tie has
    the sign that most accounts hold, and at least `least` of them. A pair that is held to be as friendly as hostile has
    none. Left out: what is planned, hypothetical or denied, what a third party claims, and actors that are neither
    states, those who act for them, nor organisations of states or of no country.
    """
    actors = {actor.id: actor for actor in case.actors()}
    accounts = {document.id: document.reuse_of or document.id for document in case.documents()}
    held: dict[tuple[str, str], dict[str, list[tuple[int, Source]]]] = {}
    for one, other, sign, source, claimant in _records(case):
        pair = sorted({name for name in (_party(actors, one), _party(actors, other)) if name})
        if len(pair) == 2 and (claimant is None or _party(actors, claimant) in pair):
            held.setdefault((pair[0], pair[1]), {}).setdefault(accounts[source.document], []).append((sign, source))
    found = []
    for (one, other), by_account in sorted(held.items()):
        signs = [_sign(sum(sign for sign, _ in told)) for told in by_account.values()]
        sign, weight = _sign(sum(signs)), max(signs.count(1), signs.count(-1))
        if sign and weight >= least:
            sources = sorted({source for told in by_account.values() for which, source in told if which == sign})
            found.append(Edge(one, other, sign, weight, tuple(sources), signs.count(-sign)))
    return tuple(found)


def switch(edges: Iterable[Edge], actor: str) -> tuple[Edge, ...]:
    """`edges` with all signs at `actor` turned; the line index stays (Abelson & Rosenberg 1958, switching)."""
    return tuple(replace(edge, sign=-edge.sign) if actor in (edge.one, edge.other) else edge for edge in edges)


def _check(ties: Sequence[Edge]) -> None:
    seen: set[frozenset[str]] = set()
    for edge in ties:
        pair = frozenset((edge.one, edge.other))
        said = f"tie between {edge.one} and {edge.other}"
        if len(pair) < 2 or pair in seen:
            raise BadEdges(f"{said}: {'given twice' if pair in seen else 'of an actor to itself'}, expected one a pair")
        if edge.sign not in (1, -1) or not 0 <= edge.weight <= _HEAVIEST:
            raise BadEdges(f"{said}: sign {edge.sign}, weight {edge.weight}; expected sign 1 or -1, weight 0 or more")
        seen.add(pair)


def _pieces(actors: Sequence[str], ties: Sequence[Edge]) -> tuple[tuple[str, ...], ...]:
    """The connected pieces, largest first, then by name."""
    near = _neighbours(actors, ties)
    left, found = set(actors), []
    for actor in actors:
        reached, edge_of = {actor} & left, [actor]
        while reached and edge_of:
            fresh = near[edge_of.pop()].keys() - reached
            reached |= fresh
            edge_of += sorted(fresh)
        if reached:
            found.append(tuple(sorted(reached)))
            left -= reached
    return tuple(sorted(found, key=lambda piece: (-len(piece), piece)))


def _neighbours(actors: Iterable[str], ties: Iterable[Edge]) -> dict[str, dict[str, Edge]]:
    near: dict[str, dict[str, Edge]] = {actor: {} for actor in actors}
    for edge in ties:
        near[edge.one][edge.other] = near[edge.other][edge.one] = edge
    return near


def _divide(piece: Sequence[str], ties: Sequence[Edge]) -> tuple[dict[str, int], bool]:
    """The side (+1, -1) of each actor of a connected piece, and whether no division breaks fewer ties.

    An actor that hangs on one tie breaks none: it is taken off first and then put on the side which that tie asks for.
    """
    near = _neighbours(piece, ties)
    hanging: list[tuple[str, Edge]] = []
    loose = [actor for actor in piece if len(near[actor]) == 1]
    while loose:
        actor = loose.pop()
        if len(near[actor]) == 1:
            (other, edge), *_ = near.pop(actor).items()
            del near[other][actor]
            hanging.append((actor, edge))
            if len(near[other]) == 1:
                loose.append(other)
    core = sorted(near)
    side = dict(zip(core, (int(s) for s in _search(_costs(core, ties))), strict=True))
    for actor, edge in reversed(hanging):
        side[actor] = edge.sign * side[edge.other if edge.one == actor else edge.one]
    return side, len(core) <= EXACT


def _costs(core: Sequence[str], ties: Iterable[Edge]) -> Floats:
    """A symmetric matrix of signed costs: one tie is _LEAN, plus its weight."""
    at = {actor: number for number, actor in enumerate(core)}
    costs = np.zeros((len(core), len(core)), dtype=np.float64)
    for edge in ties:
        if edge.one in at and edge.other in at:
            i, j = at[edge.one], at[edge.other]
            costs[i, j] = costs[j, i] = edge.sign * (_LEAN + edge.weight)
    return costs


def _search(costs: Floats) -> Floats:
    return _all_divisions(costs) if len(costs) <= EXACT else _local_search(costs)


def _all_divisions(costs: Floats) -> Floats:
    """The best division of all, the first actor on side +1; the first of those equally good.

    The actors are halved: what a division of one half and one of the other amount to together is a matrix product, so
    that all of them are weighed in blocks.
    """
    fixed, half = 1, (len(costs) + 1) // 2
    one, other = _sides(half, fixed), _sides(len(costs) - half, 0)
    within_one = np.einsum("si,ij,sj->s", one, costs[:half, :half], one, optimize=True) / 2
    within_other = np.einsum("si,ij,sj->s", other, costs[half:, half:], other, optimize=True) / 2
    pull = one @ costs[:half, half:]
    best, chosen = -np.inf, (0, 0)
    step = max(1, _BLOCK // len(other))
    for start in range(0, len(one), step):
        kept = pull[start : start + step] @ other.T
        kept += within_one[start : start + step, None]
        kept += within_other
        at = int(kept.argmax())
        if (value := float(kept.flat[at])) > best:
            best, chosen = value, (start + at // len(other), at % len(other))
    return np.concatenate((one[chosen[0]], other[chosen[1]]))


def _sides(actors: int, fixed: int) -> Floats:
    """All divisions of so many actors, one a row; the first `fixed` of them always on side +1."""
    free = max(0, actors - fixed)
    bits = (np.arange(1 << free)[:, None] >> np.arange(free)) & 1
    return np.hstack((np.ones((1 << free, actors - free)), 1.0 - 2.0 * bits))


def _local_search(costs: Floats) -> Floats:
    """The best division that Kernighan & Lin's passes (1970) reach from trees of the heaviest ties."""
    found = [_passes(costs, _tree(costs, root)) for root in range(min(len(costs), _STARTS))]
    return max(found, key=lambda side: float(side @ costs @ side))


def _tree(costs: Floats, root: int) -> Floats:
    """The division that breaks no tie of a tree grown from `root`, the heaviest tie that leads further first."""
    side = np.zeros(len(costs))
    side[root] = 1.0
    nearest = np.full(len(costs), root)
    for _ in range(len(costs) - 1):
        reach = np.where(side == 0, np.abs(costs[nearest, np.arange(len(costs))]), -1.0)
        to = int(reach.argmax())
        side[to] = side[nearest[to]] * (np.sign(costs[nearest[to], to]) or 1.0)
        nearest = np.where(np.abs(costs[to]) > np.abs(costs[nearest, np.arange(len(costs))]), to, nearest)
    return side


def _passes(costs: Floats, side: Floats) -> Floats:
    """`side` after passes that turn every actor once, best first, and keep the best state met, while that gains."""
    while True:
        trial, free = side.copy(), np.ones(len(side), dtype=bool)
        gained, best, kept = 0.0, 0.0, side
        pull = costs @ trial
        for _ in range(len(side)):
            gains = np.where(free, -2.0 * trial * pull, -np.inf)
            turned = int(gains.argmax())
            gained += float(gains[turned])
            free[turned] = False
            trial[turned] = -trial[turned]
            pull += 2.0 * costs[:, turned] * trial[turned]
            if gained > best:
                best, kept = gained, trial.copy()
        if kept is side:
            return side
        side = kept


def _triangles(actors: Sequence[str], ties: Sequence[Edge]) -> tuple[float | None, tuple[tuple[str, str, str], ...]]:
    """The share of balanced triangles (product of signs positive), None without any; and those that are not."""
    near = _neighbours(actors, ties)
    count, broken = 0, []
    for one in actors:
        later = sorted(actor for actor in near[one] if actor > one)
        for other, third in combinations(later, 2):
            if third in near[other]:
                count += 1
                if near[one][other].sign * near[one][third].sign * near[other][third].sign < 0:
                    broken.append((one, other, third))
    return ((count - len(broken)) / count if count else None), tuple(broken)


def _records(case: Case) -> Iterator[tuple[str, str, int, Source, str | None]]:
    """Each record of `case` that tells friend or foe: the two actors, the sign, its words, and whose claim it is."""
    for tie in case.ties():
        if tie.type in STANDING and tie.polarity and tie.from_actor and tie.to_actor:
            yield tie.from_actor, tie.to_actor, _sign(tie.polarity), tie.source, tie.voice
    speakers = {statement.id: statement.actor for statement in case.statements()}
    for report in case.reports(status="happened"):
        sign = (report.type in FRIENDLY) - (report.type in HOSTILE)
        if sign:
            claimant = (speakers.get(report.claimed_by) or "") if report.claimed_by else None
            for one in report.sources:
                for other in report.targets:
                    yield one, other, sign, report.trigger, claimant


def _party(actors: Mapping[str, Actor], id: str) -> str | None:
    """The state that an actor is or acts for, as its ISO code; an organisation's name; None for all others."""
    actor = actors.get(id)
    if actor is None or _SIDED.search(actor.name):
        return None
    if actor.kind == "organisation" and actor.country is None:
        return actor.name
    if actor.kind == "state" or (actor.kind in ("government", "person") and actor.sector in OFFICIAL):
        return actor.country
    return None


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
