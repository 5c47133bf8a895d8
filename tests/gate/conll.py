"""How well clusters of mentions agree with the gold: MUC, B³ and CEAFe over one pool of mentions, singletons counted.

MUC: Vilain et al. 1995. B³: Bagga and Baldwin 1998. CEAFe: Luo 2005 with φ4, the entities aligned by exact assignment.
Their mean F1 is CoNLL F1 (Pradhan et al. 2012). All documents are one pool, so links between documents count alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import NamedTuple

Clusters = list[frozenset[Hashable]]


class Score(NamedTuple):
    """Recall, precision and F1, 0 to 1."""

    recall: float
    precision: float
    f1: float


def clusters(of: Mapping[str, Hashable]) -> Clusters:
    """The clusters of a mapping from mention to the name of its cluster, in order of first mention."""
    together: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in of.items():
        together[name].add(mention)
    return [frozenset(mentions) for mentions in together.values()]


def conll(gold: Clusters, found: Clusters) -> float:
    """Mean F1 of the three, 0 to 1."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3


def muc(gold: Clusters, found: Clusters) -> Score:
    """Links kept: of the fewest that hold each cluster together, how many the other side has."""
    return _score(_links_kept(gold, found), _links_kept(found, gold))


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """Mention by mention, how much of its cluster on one side is its cluster on the other."""
    return _score(_mean_overlap(gold, found), _mean_overlap(found, gold))


def ceaf_e(gold: Clusters, found: Clusters) -> Score:
    """Each gold cluster set beside one found cluster at most, so that 2|G∩F|/(|G|+|F|) sums to the most."""
    most = sum(_best_sum(block) for block in _blocks(gold, found))
    return _score(_ratio(most, len(gold)), _ratio(most, len(found)))


def _score(recall: float, precision: float) -> Score:
    return Score(recall, precision, _ratio(2 * recall * precision, recall + precision))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _home(side: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(side) for mention in cluster}


def _links_kept(side: Clusters, other: Clusters) -> float:
    home = _home(other)
    kept = needed = 0
    for cluster in side:
        parts = len({home.get(m, m) if m in home else ("alone", m) for m in cluster})
        kept += len(cluster) - parts
        needed += len(cluster) - 1
    return _ratio(kept, needed)


def _mean_overlap(side: Clusters, other: Clusters) -> float:
    home = _home(other)
    total, count = 0.0, 0
    for cluster in side:
        met: dict[int, int] = defaultdict(int)
        for mention in cluster:
            if mention in home:
                met[home[mention]] += 1
        total += sum(n * n for n in met.values()) / len(cluster)
        count += len(cluster)
    return _ratio(total, count)


def _blocks(gold: Clusters, found: Clusters) -> list[list[list[float]]]:
    """Tables of φ4, one for each group of clusters that share mentions; what shares none cannot add to the sum."""
    home = _home(found)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for number, cluster in enumerate(gold):
        for mention in cluster:
            if mention in home:
                shared[number, home[mention]] += 1
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(node, node) != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for g, f in shared:
        root[find(("g", g))] = find(("f", f))
    members: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for g, f in shared:
        members[find(("g", g))].append((g, f))
    blocks = []
    for pairs in members.values():
        rows, columns = sorted({g for g, _ in pairs}), sorted({f for _, f in pairs})
        blocks.append([[2 * shared.get((g, f), 0) / (len(gold[g]) + len(found[f])) for f in columns] for g in rows])
    return blocks


def _best_sum(table: list[list[float]]) -> float:
    """The largest sum of cells with one at most of each row and column (Hungarian method, shortest paths)."""
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    rows, columns = len(table), len(table[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], at = row, 0
        least = [float("inf")] * (columns + 1)
        before = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while row_of[at]:
            done[at] = True
            here, step, following = row_of[at], float("inf"), 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                cost = -table[here - 1][column - 1] - row_price[here] - column_price[column]
                if cost < least[column]:
                    least[column], before[column] = cost, at
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if done[column]:
                    row_price[row_of[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = following
        while at:
            row_of[at] = row_of[before[at]]
            at = before[at]
    return sum(table[row_of[column] - 1][column - 1] for column in range(1, columns + 1) if row_of[column])
