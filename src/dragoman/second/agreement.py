"""A model's records beside the rules': what both have makes the rules' surer, what is new is added.

Where they differ (other voice, other type), both stay, each marked by its reader.

Two statements are one when half of the characters that either covers are covered by both and the voice is the same
(or the model's words lie within the rules'). Two reports are one when they are of one type and their triggers touch,
or stand in one sentence and share a party. Two figures whose words touch are one when their values are; two ties, when
type and both ends are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from dragoman.records import Extract, Figure, Mention, Report, Source, Statement, Tie
from dragoman.second.proposals import Found

ALIKE = 0.5
"""Share of the characters of two statements that both cover from which they are one; the measure of the scorers."""
WITHIN = 0.8
"""Share of a proposal's characters within a rule's statement of the same voice from which it adds nothing."""
SURER = 0.5
"""Share of the doubt that goes when a second reader finds the same. Set, not tuned."""

Record = TypeVar("Record", Statement, Report, Figure, Tie)


@dataclass(frozen=True, slots=True)
class Merged:
    """An account's records of all readers; how many proposals agreed with what was there, and how many are new."""

    extract: Extract
    agreed: int
    added: int


def merged(extract: Extract, found: Found) -> Merged:
    """The extract with a model's records; those that agree with one that is there make it surer instead."""
    who = _Who(extract.mentions)
    said = _set_beside(extract.statements, found.statements, lambda a, b: _same_words(a, b, who), _surer)
    told = _set_beside(
        extract.reports, found.reports, lambda a, b: _same_happening(a, b, extract.sentences, who), _surer
    )
    counted = _set_beside(extract.figures, found.figures, _same_number, lambda one, by: one)
    tied = _set_beside(extract.ties, found.ties, lambda a, b: _same_tie(a, b, who), lambda one, by: one)
    reports = [replace(r, claimed_by=said.same.get(r.claimed_by or "", r.claimed_by)) for r in told.records]
    parts = (said, told, counted, tied)
    return Merged(
        replace(
            extract,
            statements=tuple(sorted(said.records, key=lambda s: s.content[0])),
            reports=tuple(sorted(reports, key=lambda r: r.trigger)),
            figures=tuple(sorted(counted.records, key=lambda f: f.source)),
            ties=tuple(sorted(tied.records, key=lambda t: t.source)),
        ),
        agreed=sum(part.agreed for part in parts),
        added=sum(part.added for part in parts),
    )


@dataclass(frozen=True, slots=True)
class _Beside(Generic[Record]):
    records: list[Record]
    agreed: int
    added: int
    same: dict[str, str]
    """For each statement or report that was there already, the id of the one that it is."""


def _set_beside(
    there: Sequence[Record],
    proposed: Iterable[Record],
    same: Callable[[Record, Record], bool],
    surer: Callable[[Record, str], Record],
) -> _Beside[Record]:
    records, known, agreed, ids = list(there), len(there), 0, {}
    confirmed: set[int] = set()
    for one in proposed:
        at = next((at for at, other in enumerate(records) if same(other, one)), None)
        if at is None:
            records.append(one)
            continue
        ids[_id(one)] = _id(records[at])
        agreed += at < known
        if at < known and at not in confirmed:
            confirmed.add(at)
            records[at] = surer(records[at], one.by)
    return _Beside(records, agreed, len(records) - known, ids)


def _id(record: Statement | Report | Figure | Tie) -> str:
    return "" if isinstance(record, Tie) else record.id


Sure = TypeVar("Sure", Statement, Report)


def _surer(record: Sure, by: str) -> Sure:
    doubt = (1 - record.confidence) * (1 - SURER)
    return replace(record, confidence=round(1 - doubt, 3), reason=f"{record.reason}; {by} has it too")


class _Who:
    """Whether two mentions of an account name one actor, as far as the account alone tells."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = {mention.source: mention for mention in mentions}

    def same(self, one: Source | None, other: Source | None) -> bool:
        """Of the same words, or of names of which the one ends in the other."""
        if one is None or other is None:
            return False
        if one.start < other.end and other.start < one.end:
            return True
        a, b = self._name(one), self._name(other)
        return bool(a and b) and (a == b or a[-len(b) :] == b or b[-len(a) :] == a)

    def any(self, these: Iterable[Source], those: Sequence[Source]) -> bool:
        """Whether one of these names one of those."""
        return any(self.same(one, other) for one in these for other in those)

    def _name(self, source: Source) -> list[str]:
        mention = self._mentions.get(source)
        if mention is not None and mention.antecedent is not None:
            mention = self._mentions.get(mention.antecedent, mention)
        return (mention.name or mention.text).casefold().split() if mention is not None else []


def _same_words(there: Statement, new: Statement, who: _Who) -> bool:
    one, other = _characters(there), _characters(new)
    shared = len(one & other)
    if not shared or not (who.same(there.voice, new.voice) or _touch(there.speaker, new.speaker)):
        return False
    return shared >= ALIKE * len(one | other) or shared >= WITHIN * len(other)


def _characters(statement: Statement) -> set[int]:
    return {at for part in statement.content for at in range(part.start, part.end)}


def _touch(one: Source | None, other: Source | None) -> bool:
    return one is not None and other is not None and one.start < other.end and other.start < one.end


def _same_happening(there: Report, new: Report, sentences: Sequence[Source], who: _Who) -> bool:
    if there.type != new.type:
        return False
    if _touch(there.trigger, new.trigger):
        return True
    one_sentence = any(
        s.start <= there.trigger.start < s.end and s.start <= new.trigger.start < s.end for s in sentences
    )
    named = (*there.source_spans, *there.target_spans)
    return one_sentence and who.any((*new.source_spans, *new.target_spans), named)


def _same_number(there: Figure, new: Figure) -> bool:
    if not _touch(there.source, new.source):
        return False
    return there.value == new.value if there.value is not None else (there.low, there.high) == (new.low, new.high)


def _same_tie(there: Tie, new: Tie, who: _Who) -> bool:
    return there.type == new.type and who.same(there.from_span, new.from_span) and who.same(there.to_span, new.to_span)
