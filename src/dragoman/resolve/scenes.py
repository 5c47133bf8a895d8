"""Which country each account tells of: where the protests, fighting and arrests in it are.

An account of one country's view of another may name the first more often; what happens in it happens in the second.
Where an account leaves it open, the other accounts of the case help.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from dragoman.records import Mention, Report

CRISIS = frozenset({"PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"})
"""Types of reports that happen somewhere; the rest is mostly said."""
REACHING = frozenset({"ASSAULT", "MOBILIZE", "AID", "PROTEST"})
"""Types whose target is often where they happen."""
NAMED = 0.3
"""Weight of the share of bare namings beside the share of happenings. By eye, on the five accounts and four invented
sets, 2026-11."""


def homes(
    reports: Iterable[Report], mentions: Iterable[Mention], state: Callable[[str | None], str | None]
) -> dict[str, str]:
    """For each document the country it tells of. `state`: the country of an actor."""
    placed: dict[str, Counter[str]] = defaultdict(Counter)
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        if report.type in CRISIS:
            reached = {state(actor) for actor in report.targets} if report.type in REACHING else set()
            for country in {report.country, *reached} - {None}:
                placed[report.trigger.document][str(country)] += 1
    for mention in mentions:
        if country := state(mention.actor):
            named[mention.source.document][country] += 1
    own = {id: _sum(_shares(placed[id]), _shares(named[id]), NAMED) for id in sorted({*placed, *named})}
    of_all: dict[str, list[float]] = defaultdict(list)
    for shares in own.values():
        for country, share in shares.items():
            of_all[country].append(share)
    whole = _shares({country: sum(of_all[country]) for country in sorted(of_all)})
    return {
        id: max(sorted(shares), key=lambda c: shares[c] + whole.get(c, 0.0)) for id, shares in own.items() if shares
    }


def stages(
    scenes: Mapping[str, str], themes: Mapping[str, str], states: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, frozenset[str]]]:
    """For each subject the country that most of its accounts tell of, with those that others of them tell of, where
    accounts of the one name the other and the other way round."""
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document, theme in themes.items():
        if document in scenes:
            told[theme][scenes[document]].append(document)
    found = {}
    for theme, here in told.items():
        main = min(here, key=lambda c: (-len(here[c]), c))
        named = frozenset().union(*(states[d] for d in here[main]))
        bound = {c for c, there in here.items() if c in named and any(main in states[d] for d in there)}
        found[theme] = main, frozenset({main, *bound})
    return found


def _shares(counted: Mapping[str, float]) -> dict[str, float]:
    total = sum(counted.values())
    return {country: count / total for country, count in sorted(counted.items())} if total else {}


def _sum(one: dict[str, float], other: dict[str, float], weight: float) -> dict[str, float]:
    return {country: one.get(country, 0.0) + weight * other.get(country, 0.0) for country in sorted({*one, *other})}
