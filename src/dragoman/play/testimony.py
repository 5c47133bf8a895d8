"""What the accounts of a case say about the pacts of an answer: who asked, who came, who has no forces, who belongs.

Few lines, each with its sentence: two of a kind for each pact at most, from different accounts, none twice in the same
words. Misses what is said of a pact in a sentence that names neither it nor a body of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from dragoman.case.store import Case
from dragoman.play.obligations import Answer, Said
from dragoman.play.trigger import ORGANISATIONS
from dragoman.records import Report, Source
from dragoman.tables import table

ABOUT = ("no forces", "forces", "asked", "came", "offered", "member", "ally")
"""What a sentence may be about, in the order it is given."""
EACH = 2
"""Sentences of a kind for each pact."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_BREAK = re.compile(r"[;:.!?]\s")
_ARTICLES = frozenset({"the", "a", "an"})
_LACK = 8
"""Words before the forces within which 'no' or 'not' may stand: 'does not imply the presence of common forces'."""
_OWN = 3
"""Words from 'joint' to the forces it speaks of."""


class _Reading:
    """The case as testimony reads it: accounts, who is who, who speaks where, and who names organisations of states."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.documents = {document.id: document for document in case.documents()}
        self.actors = {actor.id: actor for actor in case.actors()}
        self.spoken = [(span, statement.actor) for statement in case.statements() for span in statement.content]
        self.speakers = {statement.id: statement.actor for statement in case.statements()}
        self.namings = sorted(
            (mention.source, actor.id)
            for actor in self.actors.values()
            if actor.sector in ("IGO", "MIL") and actor.kind != "person"
            for mention in case.mentions(actor=actor.id)
            if mention.form != "pronoun"
        )

    def bodies(self, pact: str) -> frozenset[str]:
        """Ids of the organisation of this name and of its troops; none where the accounts do not name it."""
        names = _names(pact)
        return frozenset(
            actor.id
            for actor in self.actors.values()
            if actor.sector in ("IGO", "MIL")
            and any(re.match(rf"{re.escape(name)}\b", own) for name in names for own in (actor.name, *actor.aliases))
        )

    def sentence(self, at: Source) -> Source:
        touched = self.case.sentence(at) or [at]
        return Source(at.document, touched[0].start, touched[-1].end)

    def said(self, pact: str, about: str, at: Source, voice: str | None) -> Said:
        """The sentence at `at`, as testimony to `pact`."""
        document, source = self.documents[at.document], self.sentence(at)
        words = " ".join(document.text[source.start : source.end].split())
        speaker = self.actors[voice].name if voice in self.actors else None
        return Said(pact, about, source, words, document.name, speaker)

    def voice_at(self, at: Source) -> str | None:
        """Who says what stands at `at`; None where the account does, or the text names nobody."""
        return next((who for span, who in self.spoken if _within(at, span)), None)

    def countries(self, actors: Iterable[str]) -> set[str | None]:
        return {self.actors[actor].country for actor in actors if actor in self.actors}

    def states(self, actors: Iterable[str]) -> set[str | None]:
        """The states among `actors`, and those that governments, armies and office holders among them act for."""
        known = (self.actors[actor] for actor in actors if actor in self.actors)
        return {a.country for a in known if a.kind in ("state", "government") or a.sector in ("GOV", "MIL")}


def evidence(case: Case, answers: Iterable[Answer]) -> tuple[Said, ...]:
    """What the accounts say of each pact that `answers` name, by pact, then in the order of ABOUT, then by account."""
    reading = _Reading(case)
    by_pact: dict[str, list[Answer]] = {}
    for answer in answers:
        by_pact.setdefault(answer.obligation.pact, []).append(answer)
    found: list[Said] = []
    for pact, given in sorted(by_pact.items()):
        states, target = {answer.state for answer in given}, given[0].target
        if bodies := reading.bodies(pact):
            found += _forces(reading, pact, bodies)
            found += _deeds(reading, pact, bodies, states, target)
            found += _memberships(reading, pact, bodies, states | {target})
        elif "|" in given[0].obligation.bearers:
            found += _alliances(reading, pact, states, target)
    return tuple(_few(reading, found))


def _forces(reading: _Reading, pact: str, bodies: Collection[str]) -> Iterator[Said]:
    """Sentences that say whether the pact has forces of its own."""
    sentences = {reading.sentence(source) for source, actor in reading.namings if actor in bodies}
    for sentence in sorted(sentences):
        text = reading.documents[sentence.document].text
        words = list(_WORD.finditer(text, sentence.start, sentence.end))
        for at, lacking in _own_forces([word[0].casefold() for word in words]):
            here = words[at].start()
            named = [n for n in reading.namings if _within(n[0], sentence) and n[0].end <= here]
            named = [n for n in named if not _aside(text, sentence.start, n[0].start)]
            if named and named[-1][1] in bodies and not _BREAK.search(text, named[-1][0].end, here):
                voice = reading.voice_at(Source(sentence.document, here, words[at].end()))
                about = "no forces" if lacking else "forces"
                yield reading.said(pact, about, sentence, None if voice in bodies else voice)


def _own_forces(words: list[str]) -> Iterator[tuple[int, bool]]:
    """Where forces of one's own are spoken of ('a joint military force'), and whether they are said to be lacking."""
    force, joint, lack = _words("force"), _words("joint"), _words("lack")
    for at, word in enumerate(words):
        if word in joint and any(near in force for near in words[at + 1 : at + 1 + _OWN]):
            before = words[max(0, at - _LACK) : at]
            yield at, any(near in lack or near.endswith(("n't", "n’t")) for near in before)


def _deeds(reading: _Reading, pact: str, bodies: Collection[str], states: set[str], target: str) -> Iterator[Said]:
    """Sentences that say that the pact was asked, that it came or that it offered to."""
    for report in reading.case.reports():
        if about := _deed(reading, report, bodies, states, target):
            voice = reading.speakers.get(report.claimed_by) if report.claimed_by else None
            yield reading.said(pact, about, report.trigger, voice)


def _deed(reading: _Reading, report: Report, bodies: Collection[str], states: set[str], target: str) -> str | None:
    reached = target in reading.countries(report.targets)
    by_body = any(actor in bodies for actor in report.sources)
    if report.type == "REQUEST" and report.status == "happened" and any(actor in bodies for actor in report.targets):
        return "asked" if target in reading.states(report.sources) else None
    if report.type in ("MOBILIZE", "AID") and report.status == "happened" and reached:
        sentence = reading.sentence(report.trigger)
        named = any(actor in bodies and _within(source, sentence) for source, actor in reading.namings)
        return "came" if by_body or (named and reading.states(report.sources) & states) else None
    offering = report.type in ("AID", "SUPPORT") and report.status == "planned"
    return "offered" if offering and by_body and reached else None


def _memberships(reading: _Reading, pact: str, bodies: Collection[str], states: set[str]) -> Iterator[Said]:
    """Sentences that say that one of `states` belongs to the pact."""
    for tie in reading.case.ties(type="member"):
        if tie.to_actor in bodies and tie.polarity > 0 and reading.states((tie.from_actor or "",)) & states:
            yield reading.said(pact, "member", tie.source, tie.voice)


def _alliances(reading: _Reading, pact: str, states: set[str], target: str) -> Iterator[Said]:
    """Sentences that say that one of `states` and the target are allies."""
    for tie in reading.case.ties(type="ally"):
        ends = reading.states((tie.from_actor or "", tie.to_actor or ""))
        if tie.polarity > 0 and any(ends == {state, target} for state in states):
            yield reading.said(pact, "ally", tie.source, tie.voice)


def _few(reading: _Reading, found: Iterable[Said]) -> Iterator[Said]:
    """EACH of a kind for each pact: an account's own words first, then short ones; no account and no words twice."""
    taken: dict[tuple[str, str], set[str]] = {}
    used: set[tuple[str, str]] = set()
    for one in sorted(found, key=_rank):
        accounts = taken.setdefault((one.pact, one.about), set())
        document = reading.documents[one.source.document]
        account = document.reuse_of or document.id
        if account not in accounts and len(accounts) < EACH and (one.pact, one.words) not in used:
            accounts.add(account)
            used.add((one.pact, one.words))
            yield one


def _rank(one: Said) -> tuple[str, int, bool, int, str, Source]:
    return one.pact, ABOUT.index(one.about), one.voice is not None, len(one.words), one.account, one.source


def _aside(text: str, start: int, end: int) -> bool:
    """Whether the naming at `end` is set aside: 'unlike the CSTO'."""
    before = [word.casefold() for word in _WORD.findall(text, start, end)]
    return next((word for word in reversed(before) if word not in _ARTICLES), "") in _words("aside")


def _within(inner: Source, outer: Source) -> bool:
    return inner.document == outer.document and outer.start <= inner.start and inner.end <= outer.end


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("pledge_words", ("word", "kind")) if row["kind"] == kind)


def _names(pact: str) -> tuple[str, ...]:
    """The names of the organisation that goes by `pact`; its own name alone where it is none."""
    for row in table("organisations", ORGANISATIONS):
        if pact in (row["name"], row["acronym"]):
            return tuple(name for name in (row["name"], row["acronym"], *row["names"].split("|")) if name)
    return (pact,)
