"""Players drafted from the accounts: where each stands, how much it cares, what it can bring; with the words behind it.

Position: each independent account gives the weighted mean of what it tells, and counts as much as the weightiest of
that; the best value is the mean of accounts. The range reaches THIN / √accounts to either side for want of evidence
(accounts counted by Kish's effective number, (Σw)² / Σw²), and a standard deviation more where the evidence disagrees.

Salience grows with the logarithm of how often a party speaks or acts on the issue, 100 for the most heard: counts of
news are so skewed that shares would leave all but two players near 0. Its range is that of a count plus or minus its
root. Capability is a state's share of the world's capabilities (CINC), 100 for the strongest player with a position.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.case.store import Case
from dragoman.play.evidence import Evidence, evidence
from dragoman.play.ground import Ground
from dragoman.play.issues import OPEN_END, issue, member_states
from dragoman.play.obligations import capability
from dragoman.play.scenario import Cited, Player, Range, Scenario, middling
from dragoman.play.trigger import state_name

THIN = 25.0
"""Points to either side of a position that rests on one account. Own choice: a quarter of the axis."""
READY = 0.25
"""Capability is taken to be right to a quarter: the index knows neither readiness nor distance. Own choice."""
SHOWN = 90
"""Characters of a sentence in a list of sources."""
LISTED = 12
"""Sources listed for a player, the weightiest of each account first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How often a party speaks or acts on the issue, and in which independent accounts."""

    records: int
    accounts: frozenset[str]


def suggest(case: Case, question: str) -> Scenario:
    """A scenario drafted from `case` for a question such as issues.EXAMPLE. Raises BadQuestion.

    Players: all whom evidence places, whom a pole or the question names, and those members of a pole's organisations
    that the accounts name. Those without evidence have no position. By capability times salience; who cannot play yet
    comes last.
    """
    published = [document.published for document in case.documents() if document.published]
    on = max((day for day in published if len(day) == 10), default=None)
    asked, poles, about = issue(question, case.actors(), date.fromisoformat(on) if on else OPEN_END)
    ground = Ground(case, poles, about)
    found, heard = evidence(ground), hearing(ground)
    states = {party for pole in poles for party in (*pole.members, *pole.actors)}
    bodies = {party for pole in poles for party in pole.actors if member_states(party)}
    parties = {one.party for one in found} | (states & ground.heard_of()) | set(about)
    players = draft(ground, sorted(parties - bodies), found, heard)
    return Scenario(asked, poles, players, about, on=on, assessors=assessors(ground))


def draft(
    ground: Ground, parties: Sequence[str], found: Iterable[Evidence], heard: Mapping[str, Heard]
) -> tuple[Player, ...]:
    """The players of `parties`."""
    by_party: dict[str, list[Evidence]] = {party: [] for party in parties}
    for one in found:
        if one.party in by_party:
            by_party[one.party].append(one)
    known = capabilities(parties)
    playing = [party for party in parties if position_of(by_party[party])]
    greatest = max((known[party][0] for party in playing or parties if party in known), default=None)
    most = max((heard[party].records for party in parties if party in heard), default=0)
    every = len(frozenset().union(*(one.accounts for one in heard.values())))
    players = []
    for party in parties:
        position = position_of(by_party[party])
        care, care_from = _salience(heard.get(party), most, every)
        strength, strength_from = _strength(known.get(party), greatest)
        sources = tuple(_cited(ground, one) for one in _weightiest(by_party[party]))
        players.append(
            Player(
                party, _name(ground, party), position, care, strength, (position, care, strength), sources,
                care_from, strength_from,
            )
        )  # fmt: skip
    return tuple(sorted(players, key=_rank))


def position_of(found: Sequence[Evidence]) -> Range | None:
    """Where the evidence puts a party; None where there is none but standing ties."""
    if all(one.tie for one in found):
        return None
    accounts: dict[str, list[Evidence]] = {}
    for one in found:
        accounts.setdefault(one.account, []).append(one)
    means, weights = [], []
    for told in accounts.values():
        means.append(_mean([(one.point, one.weight) for one in told]))
        weights.append(max(one.weight for one in told))
    best = _mean(list(zip(means, weights, strict=True)))
    spread = math.sqrt(_mean([((one.point - best) ** 2, one.weight) for one in found]))
    count = math.fsum(weights) ** 2 / math.fsum(weight**2 for weight in weights)
    return middling(best, THIN / math.sqrt(count) + spread)


def hearing(ground: Ground) -> dict[str, Heard]:
    """How often each party that takes part is heard on the issue; what one account tells twice counts once."""
    told: dict[str, set[tuple[str, str]]] = {}
    for statement in ground.statements:
        party = ground.party(statement.actor)
        if party and ground.takes_part(statement.actor) and ground.on_issue(statement.content[0]):
            account = ground.account(statement.content[0].document)
            told.setdefault(party, set()).add((account, statement.repeats or statement.id))
    for report in ground.reports:
        if report.status != "denied" and ground.tells_of_issue(report):
            account = ground.account(report.trigger.document)
            for id in report.sources:
                if (party := ground.party(id)) and ground.takes_part(id):
                    told.setdefault(party, set()).add((account, report.event or report.id))
    return {party: Heard(len(each), frozenset(account for account, _ in each)) for party, each in sorted(told.items())}


def assessors(ground: Ground) -> tuple[str, ...]:
    """Names of those who speak on the issue and take no part in it, most often heard first."""
    counts = Counter(
        ground.actors[statement.actor].name
        for statement in ground.statements
        if statement.actor in ground.actors
        and ground.actors[statement.actor].kind in ("person", "group", "outlet")
        and not ground.takes_part(statement.actor)
        and ground.on_issue(statement.content[0])
    )
    return tuple(name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def capabilities(parties: Iterable[str]) -> dict[str, tuple[float, str]]:
    """For each party that has one: its capability as a share of the world's, from 0 to 1, and where that is from.

    Only states have one. An organisation of states acts through its members, who play for themselves.
    """
    found = {}
    for party in parties:
        if held := capability(party):
            share, year, source = held
            found[party] = share, f"CINC {year}, {share:.4f} of the world's ({source})"
    return found


def _salience(heard: Heard | None, most: int, every: int) -> tuple[Range | None, str]:
    if heard is None:
        return None, ""
    count = heard.records
    low, best, high = (
        100 * math.log1p(max(0.0, each)) / math.log1p(most)
        for each in (count - math.sqrt(count), count, count + math.sqrt(count))
    )
    said = f"statements and deeds on the issue: {count}, in {len(heard.accounts)} of {every} independent accounts"
    range_ = Range(float(round(low)), float(round(best)), float(min(100, round(high))))
    return range_, f"{said}; the most heard has {most}"


def _strength(held: tuple[float, str] | None, greatest: float | None) -> tuple[Range | None, str]:
    if held is None or not greatest:
        return None, ""
    best = 100 * held[0] / greatest
    low, high = (float(f"{best * (1 + by):.3g}") for by in (-READY, READY))
    return Range(low, float(f"{best:.3g}"), high), held[1]


def _weightiest(found: Sequence[Evidence]) -> list[Evidence]:
    """The sources to list: in turn the weightiest of each account, LISTED in all."""
    turns: Counter[str] = Counter()
    ranked = []
    for one in sorted(found, key=lambda one: (-one.weight, one.source, one.told)):
        ranked.append((turns[one.account], one.source, one.told, one))
        turns[one.account] += 1
    return [one for *_, one in sorted(ranked, key=lambda each: each[:3])[:LISTED]]


def _cited(ground: Ground, one: Evidence) -> Cited:
    words = ground.words(ground.sentence(one.source))
    short = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
    document = ground.documents[one.source.document]
    return Cited(document.name, one.source.start, one.source.end, f"{one.told} ({one.point:.0f}): {short}")


def _name(ground: Ground, party: str) -> str:
    actor = ground.actor(party)
    return actor.name if actor else state_name(party)


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    return math.fsum(value * weight for value, weight in weighted) / math.fsum(weight for _, weight in weighted)


def _rank(player: Player) -> tuple[bool, float, str]:
    weigh = (player.salience.best if player.salience else 0) * (player.capability.best if player.capability else 0)
    return not player.plays, -weigh, player.actor
