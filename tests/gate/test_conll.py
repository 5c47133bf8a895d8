"""The scorer against worked examples of Vilain et al. 1995, Bagga and Baldwin 1998 and Luo 2005."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from tests.gate.conll import Clusters, _best_sum, b_cubed, ceaf_e, clusters, conll, muc


def made(*groups: str) -> Clusters:
    return [frozenset(group) for group in groups]


TRUTH = made("12345", "67", "89ABC")
JOINED_SMALL = made("12345", "6789ABC")
JOINED_LARGE = made("1234589ABC", "67")


def test_muc_and_b_cubed_as_bagga_and_baldwin_have_them() -> None:
    assert muc(TRUTH, JOINED_SMALL).precision == pytest.approx(0.9)
    assert muc(TRUTH, JOINED_LARGE).precision == pytest.approx(0.9)
    assert muc(TRUTH, JOINED_SMALL).recall == muc(TRUTH, JOINED_LARGE).recall == 1
    assert b_cubed(TRUTH, JOINED_SMALL).precision == pytest.approx(0.762, abs=0.001)
    assert b_cubed(TRUTH, JOINED_LARGE).precision == pytest.approx(0.583, abs=0.001)
    assert b_cubed(TRUTH, JOINED_SMALL).recall == 1


def test_muc_as_vilain_and_others_have_it() -> None:
    assert muc(made("ABCD"), made("AB", "CD")).recall == pytest.approx(2 / 3)
    assert muc(made("ABCD"), made("AB", "CD")).precision == 1
    assert muc(made("AB", "CD"), made("ABCD")).precision == pytest.approx(2 / 3)
    assert muc(made("ABCD"), made("ABCD")).f1 == 1


def test_ceaf_as_luo_has_it() -> None:
    """Luo's responses (a) and (b): φ4 1.0 + 10/12 = 1.833… over 2 and 3 entities; 1.0 + 10/15 for the other."""
    small = ceaf_e(TRUTH, JOINED_SMALL)
    assert small.precision == pytest.approx((1 + 10 / 12) / 2)
    assert small.recall == pytest.approx((1 + 10 / 12) / 3)
    large = ceaf_e(TRUTH, JOINED_LARGE)
    assert large.precision == pytest.approx((1 + 10 / 15) / 2)
    one = ceaf_e(TRUTH, made("123456789ABC"))
    assert one.precision == pytest.approx(10 / 17)


def test_perfect_and_singletons() -> None:
    assert conll(TRUTH, TRUTH) == pytest.approx(1)
    alone = clusters({mention: mention for mention in "123456789ABC"})
    assert muc(TRUTH, alone).f1 == 0
    assert b_cubed(TRUTH, alone).precision == 1
    assert b_cubed(TRUTH, alone).recall == pytest.approx(3 / 12)


def test_the_assignment_is_the_best_of_all() -> None:
    draw = Random(5)
    for rows, columns in ((1, 1), (2, 3), (3, 2), (4, 4), (3, 5)):
        for _ in range(20):
            table = [[draw.random() for _ in range(columns)] for _ in range(rows)]
            flat = table if rows <= columns else [list(column) for column in zip(*table, strict=True)]
            best = max(
                sum(row[i] for row, i in zip(flat, order, strict=True))
                for order in permutations(range(len(flat[0])), len(flat))
            )
            assert _best_sum(table) == pytest.approx(best)
