"""Who may, must or cannot come when a state is attacked or asks for help, by which article of which pact.

Types are those of the Alliance Treaty Obligations and Provisions project (Leeds, Ritter, Mitchell & Long 2002), with
the conditions that decide a real case: what threatens, who must ask, who decides, with which forces. A pact that
promises no help (type 'cooperation') is said too, since it is often taken for one that does. An answer is what the text
of the treaty says, no forecast: whether a state honours it is another question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import Literal

from dragoman.play.trigger import ORGANISATIONS, Trigger, state_name
from dragoman.records import Source
from dragoman.tables import BadTable, table

COLUMNS = (
    "pact", "article", "type", "bond", "from", "to", "condition", "asks", "decision", "forces", "limit", "since",
    "until", "source",
)  # fmt: skip
MEMBERSHIPS = ("organisation", "state", "since", "until")
CAPABILITIES = ("state", "year", "cinc")

Verdict = Literal["must", "may", "consults", "cannot"]
VERDICTS: tuple[Verdict, ...] = ("must", "may", "consults", "cannot")
"""In the order that answers are given."""

_VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "type": ("defense", "neutrality", "nonaggression", "consultation", "cooperation"),
    "bond": ("duty", "right", "none"),
    "condition": ("external attack", "internal unrest", "any threat"),
    "asks": ("request", "any party", "none"),
    "decision": (
        "consensus of council", "majority of council", "each state for itself", "joint decision", "automatic", "none",
    ),
    "forces": ("common forces", "national contingents", "none"),
}  # fmt: skip
"""What the columns of the table may hold."""
_DECISION = {
    "consensus of council": "the council decides by consensus",
    "majority of council": "the council decides by majority",
    "each state for itself": "each state chooses its own means",
    "joint decision": "the parties settle together what is done",
}
_FORCES = {"common forces": "the pact has common forces", "national contingents": "with contingents of the states"}


@dataclass(frozen=True, slots=True)
class Obligation:
    """One promise of a pact, as a row of obligations.tsv: what its `bearers` owe to those `owed`."""

    pact: str
    article: str
    type: str
    bond: str
    bearers: str
    owed: str
    condition: str
    asks: str
    decision: str
    forces: str
    limit: str
    since: str
    until: str
    source: str

    def covers(self, trigger: Trigger) -> bool:
        """Whether it speaks of what threatens."""
        return self.condition == "any threat" or (self.condition == "external attack") == (trigger.kind == "external")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one state must, may or cannot do for `target` by one article; `note`: its duty to the attacker, if any."""

    state: str
    verdict: Verdict
    target: str
    obligation: Obligation
    words: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What an account says of a pact. `source` is the whole sentence; `voice` None: the account's own words.

    `about`: 'no forces', 'forces', 'asked', 'came', 'offered', 'member', 'ally'.
    """

    pact: str
    about: str
    source: Source
    words: str
    account: str
    voice: str | None = None


def answers(trigger: Trigger, on: date) -> tuple[Answer, ...]:
    """What the pacts in force on the day `on` say of `trigger`: must, may, consults, cannot; then by pact and state.

    A state that no pact binds to the target is not listed. An attacker that a pact binds to its target is, and who
    would help but owes defence to the attacker too has a note that says so.
    """
    found = [
        answer
        for obligation in obligations()
        if _holds(obligation.since, obligation.until, on) and trigger.target in parties(obligation.owed, on)
        for state in parties(obligation.bearers, on) - {trigger.target}
        if (answer := _answer(obligation, trigger, state)) is not None
    ]
    helped = {(answer.state, answer.obligation.pact) for answer in found if answer.verdict in ("must", "may")}
    kept: dict[tuple[str, ...], Answer] = {}
    for answer in sorted(found, key=_order):
        state, pact = answer.state, answer.obligation.pact
        refused = answer.verdict == "cannot"
        if not (refused and (state, pact) in helped):
            kept.setdefault((state, pact) if refused else (state, pact, answer.words), answer)
    return tuple(replace(answer, note=_torn(answer, trigger, on)) for answer in kept.values())


def parties(cell: str, on: date) -> frozenset[str]:
    """ISO codes of the states that `cell` names ('RUS|BLR', 'NATO') and that are members on the day `on`."""
    listed, spans = _members().get(cell), _spans().get(cell, {})
    if listed is None and not spans:
        return frozenset(cell.split("|"))
    lasting = (listed or frozenset()) - spans.keys()
    return lasting | {state for state, times in spans.items() if any(_holds(*time, on) for time in times)}


def capability(state: str) -> tuple[float, int, str] | None:
    """The state's share of the world's material capabilities (0 to 1), its year and its source; None: not held."""
    for row in table("capabilities", CAPABILITIES):
        if row["state"] == state:
            return float(row["cinc"]), int(row["year"]), "Correlates of War, National Material Capabilities"
    return None


@cache
def obligations() -> tuple[Obligation, ...]:
    """All rows of the table, in its order; raises BadTable for a word that no answer could be made of."""
    rows = table("obligations", COLUMNS)
    for row in rows:
        for column, known in _VOCABULARY.items():
            if row[column] not in known:
                raise BadTable(f"obligations.tsv: {row['pact']}: {column} {row[column]!r}, expected {', '.join(known)}")
    return tuple(Obligation(*(row[column] for column in COLUMNS)) for row in rows)


def rows(found: Sequence[Answer], said: Iterable[Said] = ()) -> list[dict[str, object]]:
    """One mapping an answer, in order, with what the accounts say of its pact: for tables and JSON."""
    told: dict[str, list[dict[str, object]]] = {}
    for one in said:
        where = {"document": one.source.document, "start": one.source.start, "end": one.source.end}
        told.setdefault(one.pact, []).append(
            {"about": one.about, "account": one.account, "voice": one.voice, "words": one.words, **where}
        )
    return [
        {
            "state": answer.state,
            "name": state_name(answer.state),
            "verdict": answer.verdict,
            "for": answer.target,
            "words": answer.words,
            "note": answer.note,
            **{
                name: getattr(answer.obligation, name) or None
                for name in ("pact", "article", "type", "condition", "asks", "decision", "forces", "limit", "source")
            },
            "said_by": told.get(answer.obligation.pact, []),
        }
        for answer in found
    ]


def lines(found: Sequence[Answer], said: Sequence[Said] = ()) -> Iterator[str]:
    """The answers for reading: states of one answer together, each pact's testimony under its first answer."""
    told: set[str] = set()
    for (_, verdict, pact, article, words, note), group in groupby(sorted(found, key=_shown), key=_shown):
        bound = list(group)
        states = ", ".join(answer.state for answer in bound)
        yield f"{verdict:<8}  {states}: {pact}, {article}: {words}" + (f" ({note})" if note else "")
        yield f"{'':<8}    {bound[0].obligation.source}"
        if pact not in told:
            told.add(pact)
            for one in said:
                if one.pact == pact:
                    by = f"{one.account}, {one.voice}" if one.voice else one.account
                    yield f"{'':<8}    {one.about}: “{one.words}” ({by})"


def _answer(obligation: Obligation, trigger: Trigger, state: str) -> Answer | None:
    """What `obligation` says to `state`; None where it says nothing about such a trigger."""
    verdict: Verdict = "cannot"
    target, kind = trigger.target, obligation.type
    if state in trigger.by:
        promise = {"nonaggression": "not to use force against", "defense": "to defend"}.get(kind)
        words = f"is the attacker, though bound by this pact {promise} {target}" if promise else ""
    elif kind == "cooperation":
        words = "no help can be called for by this pact: it holds no duty of defence"
        words += " and has no common forces" if obligation.forces == "none" else ""
    elif kind == "neutrality":
        words = f"may not help the attacker of {target}" if trigger.kind == "external" else ""
    elif kind == "nonaggression":
        words = ""
    elif not obligation.covers(trigger):
        only_outside = kind == "defense" and trigger.kind == "internal"
        words = "no help can be called for by this article: it covers attack from outside only" if only_outside else ""
    elif kind == "consultation":
        verdict, words = "consults", _clauses(obligation, trigger, f"must consult about the threat to {target}")
    elif obligation.bond == "duty":
        verdict, words = "must", _clauses(obligation, trigger, f"must help {target} against the attack")
    else:
        verdict, words = "may", _clauses(obligation, trigger, f"may help {target}, but need not")
    return Answer(state, verdict, target, obligation, words) if words else None


def _clauses(obligation: Obligation, trigger: Trigger, opening: str) -> str:
    """`opening` and, in words, who asks, who decides, with which forces, within which limit."""
    if obligation.asks == "request":
        opening += f", as {trigger.target} has asked" if trigger.asked else f", once {trigger.target} asks"
    elif obligation.asks == "any party":
        opening += ", when any party asks"
    decision = _DECISION.get(obligation.decision) if obligation.type == "defense" else None
    said = (opening, decision, _FORCES.get(obligation.forces), obligation.limit)
    return "; ".join(clause for clause in said if clause)


def _torn(answer: Answer, trigger: Trigger, on: date) -> str | None:
    """The pact by which a state that would help the target is an ally of its attacker as well."""
    for attacker in trigger.by if answer.verdict != "cannot" else ():
        for one in obligations():
            bound = answer.state in parties(one.bearers, on) and attacker in parties(one.owed, on)
            if one.type == "defense" and one.bond == "duty" and bound and _holds(one.since, one.until, on):
                return f"an ally of the attacker too: by {one.pact}, {one.article}, it defends {attacker} when attacked"
    return None


def _holds(since: str, until: str, on: date) -> bool:
    """Whether `on` lies between the two days, months or years, both inclusive; '' is open."""
    day = on.isoformat()
    return since <= day[: len(since)] and (not until or day[: len(until)] <= until)


def _order(answer: Answer) -> tuple[int, str, str, str, str]:
    one = answer.obligation
    return VERDICTS.index(answer.verdict), one.pact, one.article, answer.words, answer.state


def _shown(answer: Answer) -> tuple[int, str, str, str, str, str]:
    one = answer.obligation
    rank = VERDICTS.index(answer.verdict)
    return rank, answer.verdict, one.pact, one.article, answer.words, answer.note or ""


@cache
def _members() -> Mapping[str, frozenset[str]]:
    """Members by the name and the acronym of each organisation that has a list of them."""
    found: dict[str, frozenset[str]] = {}
    for row in table("organisations", ORGANISATIONS):
        if "|" in row["members"]:
            members = frozenset(row["members"].split("|"))
            found.update({name: members for name in (row["name"], row["acronym"]) if name})
    return found


@cache
def _spans() -> Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]:
    """For each organisation and each state that joined or left it: since when and until when, one or more times."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in table("memberships", MEMBERSHIPS):
        spans = found.setdefault(row["organisation"], {}).setdefault(row["state"], [])
        spans.append((row["since"], row["until"]))
    return found
