"""Which camp a voice belongs to."""

from __future__ import annotations

import pytest

from dragoman.accounts.camps import camp
from dragoman.records import Actor

LEAGUE = Actor("a-league", "Ports League", "organisation", None, "IGO")
ACTORS = {actor.id: actor for actor in (LEAGUE, Actor("ALB", "Albania", "state", "ALB"))}


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (Actor("ALB", "Albania", "state", "ALB"), "Albania · authorities"),
        (Actor("a", "Tirana", "place", "ALB"), "Albania · authorities"),
        (Actor("a", "Navy", "government", "ALB", "MIL", part_of="ALB"), "Albania · authorities"),
        (Actor("a", "Besa Leka", "person", "ALB", "OPP"), "Albania · opposition"),
        (Actor("a", "Besa Leka", "person", "ALB", "EDU"), "Albania · analysts"),
        (Actor("a", "Besa Leka", "person", "ALB"), "Albania · others"),
        (Actor("a", "The Dawn", "outlet", "ALB"), "Albania · press"),
        (Actor("a", "experts", "group", None, "EDU"), "country not known · analysts"),
        (LEAGUE, "Ports League"),
        (Actor("a", "its secretariat", "group", None, "IGO", part_of="a-league"), "Ports League"),
        (Actor("a", "Rebel Host", "organisation", "XKX", "REB"), "Kosovo · armed groups"),
        (Actor("a", "loop", "group", "QQQ", part_of="a"), "QQQ · others"),
    ],
)
def test_camps(actor: Actor, expected: str) -> None:
    assert camp(actor, {**ACTORS, actor.id: actor}).name == expected
