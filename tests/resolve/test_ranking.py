"""The order in which a reader is shown the disputes."""

from __future__ import annotations

from dragoman.records import Dispute, DisputeKind, Side
from dragoman.resolve.ranking import ranked


def one(kind: DisputeKind, *independent: int) -> Dispute:
    sides = tuple(Side(str(n), (), (), count, count) for n, count in enumerate(independent))
    return Dispute(f"{kind} {independent}", kind, kind, "", sides)


def order(*disputes: Dispute, directness: int = 2) -> list[str]:
    return [d.id for d in ranked((directness, d) for d in disputes)]


def test_most_accounts_on_the_smaller_side_come_first() -> None:
    assert order(one("fact", 3, 1), one("figure", 2, 2)) == ["figure (2, 2)", "fact (3, 1)"]


def test_words_come_after_deeds_at_equal_backing() -> None:
    assert order(one("framing", 2, 2), one("motive", 2, 2)) == ["motive (2, 2)", "framing (2, 2)"]
    assert order(one("framing", 3, 3), one("motive", 2, 2)) == ["framing (3, 3)", "motive (2, 2)"]


def test_a_bare_name_is_not_read_first() -> None:
    assert order(one("name", 3, 3), one("framing", 2, 2), one("fact", 2, 2)) == [
        "fact (2, 2)",
        "framing (2, 2)",
        "name (3, 3)",
    ]
