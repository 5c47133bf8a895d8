"""The state that an account speaks of where it says no more: whom help is offered to, where troops stay."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from dragoman.extract.ground import ground
from dragoman.extract.parse import Parse
from dragoman.records import Mention, Source

FAINT = 3
"""A state named this many times less often than the one that the account is about is passed over for it."""
CLEAR = 2
"""Times more often that the account must name a state than any other for it to be the one it is about."""
VOTES = 3
SHARE = 0.6
"""Happenings, and share of them, that one state must be near to be what they are all about."""
BACK = 2
"""Sentences before the happening's own in which the state may have been named."""


GOALS = frozenset({"to", "into", "toward", "towards", "against"})
"""Prepositions before the state that something is sent to."""


class Focus:
    """The states that a document names, by place. Lives as long as one document is read."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention]) -> None:
        by_source = {mention.source: mention for mention in mentions}
        owned = _within_bodies(by_source.values())
        self._states = sorted(
            (m for m in by_source.values() if m.kind == "state" and _stands_for_one(m) and m.source not in owned),
            key=lambda m: m.source,
        )
        self._starts = [mention.source.start for mention in self._states]
        self._country = {
            source: mention.country or (_country(mention.antecedent, by_source) if mention.antecedent else None)
            for source, mention in by_source.items()
        }
        self._named = Counter(country for m in self._states if (country := self._country[m.source]) is not None)
        self._text = parse.document.text
        self._ends = [sentence.end_char for sentence in parse.sentences]
        self._begins = [sentence.start_char for sentence in parse.sentences]
        self._ground = ground(parse, by_source.values())
        self._within = {source for source, _ in self._ground.places}
        self._goals = {m.source for m in self._states if _preposition(parse, m) in GOALS}

    def state(self, trigger: Source, parties: Iterable[Mention], voices: Iterable[Source] = ()) -> Mention | None:
        """The state that a happening is done to where the clause names none: of none of the parties, no voice's own.

        The one on whose ground the account's happenings stand, where there is one; else one nearby in which something
        is; else the one last named before the trigger or next in its clause.
        """
        own = {self._country.get(party.source) for party in parties} - {None}
        taken = {party.source for party in parties}
        here = bisect_right(self._begins, trigger.start) - 1
        if here < 0:
            return None
        speaking = {self._country.get(voice) for voice in voices} - {None, self._ground.country}
        candidates = [
            mention
            for mention in self._around(here, trigger)
            if mention.source not in taken and self._country[mention.source] not in own | speaking
        ]
        told = self._ground.country
        if told is not None and told not in own:
            near = next((m for m in candidates if self._country[m.source] == told), None)
            near = near or next((m for m in candidates if m.source in self._within), None)
            return near or self._last_of(told, trigger)
        inside = next((m for m in candidates if m.source in self._within), None)
        if told is not None:
            goals = (m for m in candidates if m.source in self._goals and m.source.start > trigger.start)
            return inside or next(goals, None)
        if inside is not None:
            return inside
        if speaking:
            candidates = [m for m in candidates if m.source.start >= self._begins[here]]
        return self._named_near(candidates, own, trigger)

    def foremost(self, triggers: Iterable[Source]) -> Mention | None:
        """The state that most of the triggers are told of, named first; None where no state stands out."""
        told = [mention for trigger in triggers if (mention := self.state(trigger, ())) is not None]
        votes = Counter(self._country[mention.source] for mention in told)
        if not votes:
            return None
        best = max(votes.values())
        if best < VOTES or best < SHARE * len(told):
            return None
        return next(mention for mention in told if votes[self._country[mention.source]] == best)

    @property
    def ground(self) -> str | None:
        """The country on whose ground the account's happenings stand."""
        return self._ground.country

    def country(self, source: Source) -> str | None:
        """The country of a mention or of what it stands for."""
        return self._country.get(source)

    def shaken(self) -> Mention | None:
        """The first naming of the state on whose ground the account's happenings stand; None where it names none."""
        named = (m for m in self._states if m.form in ("name", "metonym"))
        return next((m for m in named if self.ground and self._country[m.source] == self.ground), None)

    def _around(self, here: int, trigger: Source) -> list[Mention]:
        """States named before the trigger, nearest first in its sentence, then after it, then some sentences back."""
        near = self._between(self._begins[here], trigger.start)
        after = self._between(trigger.end, self._clause_end(here, trigger.end))
        before = self._between(self._begins[max(0, here - BACK)], self._begins[here])
        return [*reversed(near), *after, *reversed(before)]

    def _named_near(self, candidates: list[Mention], own: set[str | None], trigger: Source) -> Mention | None:
        """The nearest of the candidates that the account does not name too seldom to be meant."""
        if not candidates:
            return None
        most, next_most = self._most(own)
        if most is None:
            return candidates[0]
        near_enough = [m for m in candidates if self._named[self._country[m.source] or ""] * FAINT >= self._named[most]]
        if near_enough:
            return near_enough[0]
        return self._last_of(most, trigger) if self._named[most] >= CLEAR * next_most else None

    def _most(self, own: set[str | None]) -> tuple[str | None, int]:
        """The country, of none of the parties, that the account names most, and how often it names the next."""
        named = [(-count, country) for country, count in self._named.items() if country not in own]
        named.sort()
        return (named[0][1] if named else None), (-named[1][0] if len(named) > 1 else 0)

    def _last_of(self, country: str | None, trigger: Source) -> Mention | None:
        """The country's last naming before the trigger."""
        before = self._states[: bisect_left(self._starts, trigger.start)]
        names = (m for m in reversed(before) if m.form in ("name", "metonym"))
        return next((m for m in names if country and self._country[m.source] == country), None)

    def _clause_end(self, here: int, start: int) -> int:
        """Where what is said after `start` in a sentence breaks off for a list or another thought."""
        marks = [at for mark in ":;" if (at := self._text.find(mark, start, self._ends[here])) >= 0]
        return min(marks, default=self._ends[here])

    def _between(self, start: int, end: int) -> list[Mention]:
        return self._states[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _preposition(parse: Parse, mention: Mention) -> str | None:
    """The preposition whose object a mention is; None: it is no such."""
    head = parse.span(mention.source.start, mention.source.end).root
    return head.head.lower_ if head.dep_ == "pobj" else None


def _within_bodies(mentions: Iterable[Mention]) -> set[Source]:
    """Spans that only say whose a body is: "Turkey's" in "Turkey's Foreign Ministry"."""
    found: set[Source] = set()
    until, body = 0, None
    for mention in sorted(mentions, key=lambda m: (m.source.start, -m.source.end)):
        if body is not None and mention.source.end <= until and mention.source != body:
            found.add(mention.source)
        elif mention.kind in ("organisation", "government"):
            until, body = mention.source.end, mention.source
    return found


def _stands_for_one(mention: Mention) -> bool:
    return mention.form in ("name", "metonym") or mention.antecedent is not None


def _country(source: Source, by_source: dict[Source, Mention]) -> str | None:
    mention = by_source.get(source)
    return mention.country if mention is not None else None
