"""The state that an account speaks of where it says no more: whom help is offered to, where troops stay."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from dragoman.extract.parse import Parse
from dragoman.records import Mention, Source

BACK = 2
"""Sentences before the happening's own in which the state may have been named."""


class Focus:
    """The states that a document names, by place. Lives as long as one document is read."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention]) -> None:
        by_source = {mention.source: mention for mention in mentions}
        self._states = sorted(
            (m for m in by_source.values() if m.kind == "state" and _stands_for_one(m)), key=lambda m: m.source
        )
        self._starts = [mention.source.start for mention in self._states]
        self._country = {
            source: mention.country or (_country(mention.antecedent, by_source) if mention.antecedent else None)
            for source, mention in by_source.items()
        }
        self._ends = [sentence.end_char for sentence in parse.sentences]
        self._begins = [sentence.start_char for sentence in parse.sentences]

    def state(self, trigger: Source, parties: Iterable[Mention]) -> Mention | None:
        """The state last named before the trigger (else next in its sentence) that is none of the parties' own."""
        own = {self._country[party.source] for party in parties} - {None}
        taken = {party.source for party in parties}
        here = bisect_right(self._begins, trigger.start) - 1
        if here < 0:
            return None
        near = self._between(self._begins[here], trigger.start)
        after = self._between(trigger.end, self._ends[here])
        before = self._between(self._begins[max(0, here - BACK)], self._begins[here])
        for mention in (*reversed(near), *after, *reversed(before)):
            if mention.source not in taken and self._country[mention.source] not in own:
                return mention
        return None

    def _between(self, start: int, end: int) -> list[Mention]:
        return self._states[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _stands_for_one(mention: Mention) -> bool:
    return mention.form in ("name", "metonym") or mention.antecedent is not None


def _country(source: Source, by_source: dict[Source, Mention]) -> str | None:
    mention = by_source.get(source)
    return mention.country if mention is not None else None
