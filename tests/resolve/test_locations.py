"""A report's place gets its country and, for a town that can be told apart, its point."""

from __future__ import annotations

import pytest

from dragoman.records import Actor, Report, Source
from dragoman.resolve.locations import locate

PLACE = Source("doc-1", 10, 20)


def located(actor: Actor | None, written: str = "there") -> Report:
    report = Report("r-1", Source("doc-1", 0, 5), "PROTEST", None, "happened", place=written, place_span=PLACE)
    (found,) = locate([report], {PLACE: actor.id} if actor else {}, [actor] if actor else [])
    return found


@pytest.mark.parametrize(
    ("actor", "name", "country", "point"),
    [
        (Actor("a-1", "Lome", "place", aliases=("Lomé",)), "Lome", "TGO", (6.13, 1.22)),
        (Actor("a-1", "Almaty", "place", "KAZ", aliases=("Alma-Ata",)), "Almaty", "KAZ", (43.25, 76.91)),
        (Actor("a-1", "Tripoli", "place", "LBN"), "Tripoli", "LBN", (34.43, 35.84)),
        (Actor("a-1", "Tripoli", "place", "LBY"), "Tripoli", "LBY", (32.88, 13.19)),
        (Actor("PER", "Peru", "state", "PER"), "Peru", "PER", None),
        (Actor("a-1", "the Sahel", "place"), "the Sahel", None, None),
        (Actor("a-1", "Santa Cruz", "place"), "Santa Cruz", None, None),
    ],
)
def test_places(actor: Actor, name: str, country: str | None, point: tuple[float, float] | None) -> None:
    found = located(actor)
    assert (found.place, found.country) == (name, country)
    assert found.point == (pytest.approx(point, abs=0.1) if point else None)


def test_a_place_nobody_named_stays_as_written() -> None:
    assert located(None, "the north bank").place == "the north bank"
