"""What the accounts say of where each party stands between two poles: deeds, statements and ties, each with its words.

Left out: what is denied or only supposed, what a third party claims, and what is not about the issue. Misses what is
said of a pole in other words than its names ('his partners'), and stances told without a word of the table of leanings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.play.ground import Ground
from dragoman.play.issues import LEANINGS, words_of
from dragoman.records import Report, Source, Statement, Tie
from dragoman.tables import table

COMING = frozenset({"SUPPORT", "AID", "MOBILIZE"})
"""Done for the scene of the issue by one whom a pole names, these put that pole forward: it offers itself, or comes."""
GIVING = frozenset({"AID", "COOPERATE", "CONSULT"})
"""Done by the scene itself, these do not tell whom it wants at home."""
COME, OFFER, ALLY = 1.0, 0.9, 0.4
"""Leans of who comes or helps (or does so beside a pole), who offers to, and of a standing tie."""
OF_DEED, OF_CLAIM, OF_WORDS, OF_TIE = 1.0, 0.5, 0.6, 0.3
"""Weights, times the lean: words cost less than deeds, what one side claims of another less than what an account tells,
and a standing relation tells little of this issue. Own choice."""
MIDDLE = 50.0
NEAR = 60
"""Characters between a stance word and whom it is about; further off it may be about another."""
TIES = frozenset({"ally", "support", "rival"})

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record that tells where a party stands. `point`: from 0, the first pole, to 100; `weight`: 0 to 1."""

    party: str
    point: float
    weight: float
    account: str
    """Id of the account whose telling it is."""
    source: Source
    told: str
    """What it tells, in a few words: 'SUPPORT toward RUS'."""
    tie: bool = False
    """Whether it is a standing relation only."""


def evidence(ground: Ground) -> tuple[Evidence, ...]:
    """All that tells where parties stand, by party, then in text order; of one sentence the weightiest for a pole."""
    every = [one for report in ground.reports for one in _of_report(ground, report)]
    every += [one for statement in ground.statements for one in _of_statement(ground, statement)]
    every += [one for tie in ground.case.ties() for one in _of_tie(ground, tie)]
    kept: dict[tuple[str, Source, bool], Evidence] = {}
    for one in sorted(every, key=lambda one: (one.party, -one.weight, one.source, one.told)):
        kept.setdefault((one.party, ground.sentence(one.source), one.point > 50), one)
    return tuple(sorted(kept.values(), key=lambda one: (one.party, one.source, one.told)))


def _of_report(ground: Ground, report: Report) -> Iterator[Evidence]:
    """What is done to one whom a pole names; what such a one does for the scene, and who does it beside them."""
    doers = {ground.party(id) for id in report.sources if ground.takes_part(id)}
    targets = ground.parties(report.targets)
    if report.status in ("denied", "hypothetical") or not ground.tells_of_issue(report):
        return
    sentence = ground.sentence(report.trigger)
    claimant = ground.party(ground.speakers.get(report.claimed_by)) if report.claimed_by else None
    involved = {party for party in doers | targets | ground.named(sentence) if ground.pole_of(party) is not None}
    if report.claimed_by and claimant not in doers | targets | involved:
        return
    kind = " ".join(filter(None, (report.type, report.mode, "planned" if report.status == "planned" else None)))
    lean = _of_deed(report.type, report.mode, report.lemma)
    share = {party: OF_DEED if claimant in (None, party) else OF_CLAIM for party in doers}
    coming = report.type in COMING and bool((targets or ground.named(sentence)) & ground.about)
    for party in sorted(filter(None, doers)):
        toward = [
            (target, pole) for target in sorted(targets - {party}) if (pole := ground.pole_of(target)) is not None
        ]
        silent = not lean or (party in ground.about and report.type in GIVING)
        for target, pole in () if silent else toward:
            yield _evidence(ground, party, pole, lean, share[party], report.trigger, f"{kind} toward {target}")
        if toward or not coming:
            continue
        own = ground.pole_of(party)
        beside = {own} if own is not None else {ground.pole_of(other) for other in doers - {party}} - {None}
        beside = beside or {ground.pole_of(other) for other in ground.named(sentence)} - {None}
        if len(beside) == 1 and (pole := beside.pop()) is not None:
            told = f"{kind} itself" if own is not None else f"{kind} beside {ground.poles[pole].label}"
            yield _evidence(ground, party, pole, COME, share[party], report.trigger, told)


def _of_statement(ground: Ground, statement: Statement) -> Iterator[Evidence]:
    """A stance word near one whom a pole names; or, from one whom a pole names, an offer to the scene."""
    party = ground.party(statement.actor)
    spans = (*statement.content, *((statement.cue,) if statement.cue else ()))
    whole = Source(spans[0].document, min(span.start for span in spans), max(span.end for span in spans))
    if party is None or not ground.takes_part(statement.actor) or not ground.on_issue(whole):
        return
    turn = -1 if statement.negated else 1
    stances = [(at, turn * lean) for span in spans for at, lean in _stances(ground, span)]
    found: dict[int, tuple[float, str]] = {}
    for source, other in ground.within(whole):
        pole = ground.pole_of(other)
        near = [(apart, at, lean) for at, lean in stances if (apart := _apart(at, source)) <= NEAR]
        if pole is not None and other != party and near and pole not in found:
            _, at, lean = min(near)
            found[pole] = lean, f"says “{ground.words(at)}” of {other}"
    own = ground.pole_of(party)
    offered = [at for at, lean in stances if lean >= OFFER]
    if not found and own is not None and offered and ground.named(ground.sentence(whole)) & ground.about:
        found[own] = OFFER, f"offers itself: “{ground.words(offered[0])}”"
    if not found and own is None and words_of("neutral") & _said(ground, whole):
        account = ground.account(whole.document)
        yield Evidence(party, MIDDLE, OF_WORDS, account, whole, "says it is neutral")
    for pole, (lean, told) in sorted(found.items()):
        yield _evidence(ground, party, pole, lean, OF_WORDS, whole, told)


def _of_tie(ground: Ground, tie: Tie) -> Iterator[Evidence]:
    """A standing relation with one whom a pole names, as the account or either end tells it."""
    ends = ground.party(tie.from_actor), ground.party(tie.to_actor)
    acting = tuple(ground.takes_part(id) for id in (tie.from_actor, tie.to_actor))
    if tie.type not in TIES or not tie.polarity or (tie.voice and ground.party(tie.voice) not in ends):
        return
    for n, (one, other) in enumerate((ends, ends[::-1])):
        pole = ground.pole_of(other)
        free = one is not None and one != other and ground.pole_of(one) is None and acting[n]
        if pole is not None and one and free and ground.on_issue(tie.source):
            lean = ALLY if tie.polarity > 0 else -ALLY
            yield _evidence(ground, one, pole, lean, OF_TIE, tie.source, f"{tie.type} of {other}")


def _evidence(ground: Ground, party: str, pole: int, lean: float, share: float, source: Source, told: str) -> Evidence:
    point = MIDDLE + 50.0 * lean * (1 if pole else -1)
    return Evidence(party, point, abs(lean) * share, ground.account(source.document), source, told, share == OF_TIE)


def _stances(ground: Ground, span: Source) -> Iterator[tuple[Source, float]]:
    """Stance words in `span` with their leans; a negation right before one turns it."""
    before = ""
    for word in _WORD.finditer(ground.documents[span.document].text, span.start, span.end):
        said = word[0].casefold()
        if lean := _of_word(said):
            negated = before in words_of("negation") or before.endswith(("n't", "n’t"))
            yield Source(span.document, word.start(), word.end()), -lean if negated else lean
        before = said


def _said(ground: Ground, span: Source) -> set[str]:
    """The words in `span`, in lower case."""
    return {word[0].casefold() for word in _WORD.finditer(ground.documents[span.document].text, span.start, span.end)}


def _apart(one: Source, other: Source) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _of_deed(type: str, mode: str | None, lemma: str | None) -> float:
    """The lean of a deed; 0 where it tells nothing: to demand of somebody is neither for nor against whom it names."""
    if type == "REQUEST" and not mode:
        return _leans("lemma").get((lemma or "", ""), 0.0)
    deeds = _leans("deed")
    return deeds.get((type, mode or ""), deeds.get((type, ""), 0.0))


@cache
def _leans(kind: str) -> dict[tuple[str, str], float]:
    return {(row["key"], row["mode"]): float(row["lean"]) for row in table("leanings", LEANINGS) if row["kind"] == kind}


@cache
def _of_word(said: str) -> float:
    """The lean of a word as written; 0 for all that are no stance words."""
    for row in table("leanings", LEANINGS):
        if row["kind"] == "word":
            stem = row["key"].removesuffix("*")
            if said == stem or (row["key"] != stem and said.startswith(stem)):
                return float(row["lean"])
    return 0.0
