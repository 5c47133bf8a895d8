"""Which noun phrases name a happening of a political crisis, so that something may be said to be its cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.causal import VERBS, words
from dragoman.extract.clauses import agents, patients
from dragoman.extract.held import Held
from dragoman.extract.things import lemma
from dragoman.records import Report

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_OTHER = frozenset(
    "financial banking debt health climate energy economic heart identity housing midlife data stock market "
    "share".split()
)
"""What makes a crisis or collapse another than a political one."""
_POLITICAL = frozenset(("PROTEST", "ASSAULT", "MOBILIZE"))
"""Types of reports that a cause may have."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells, for deciding what is a happening of its crisis."""

    held: Held
    reports: Mapping[int, Report]
    violent: bool
    """Whether it tells of protests or violence at all."""


def governed(told: Told, governor: Token) -> list[Token]:
    """The happening that a phrase of cause hangs on: a noun, or the subject, object or sense of a verb."""
    if governor.pos_ in VERBS:
        if found := list(happenings(told, [*agents(governor), *patients(governor)])):
            return found[:1]
        above = governor.head
        while governor.dep_ == "relcl" and above.dep_ in ("pobj", "prep"):  # "riots in a town, which broke out over"
            if above.dep_ == "prep" and (found := list(happenings(told, [above.head]))):
                return found
            above = above.head
        if lemma(governor) in words("effect verb"):
            return [governor] if _political(told, governor) or _of_crisis(told, governor) else []
        return [governor] if _political(told, governor) else []
    return list(happenings(told, [governor]))


def happenings(told: Told, heads: Iterable[Token]) -> Iterator[Token]:
    """Of some heads, those that name a happening of a political crisis."""
    for head in heads:
        if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
            head = head.head.head
        if head.lower_ == "it":
            head = _meant(head)
        named = next((word for word in (head, *_within(head)) if lemma(word) in words("effect")), None)
        if named is None:
            if head.idx in told.reports and _political(told, head):
                yield head
        elif lemma(named) not in words("weak effect") or _of_crisis(told, named):
            yield head


def _meant(pronoun: Token) -> Token:
    """The subject before 'it' in its sentence that names a happening; 'it' itself where there is none."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    named = [token for token in before if token.dep_ in ("nsubj", "nsubjpass") and lemma(token) in words("effect")]
    return named[-1] if named else pronoun


def _within(head: Token) -> Iterator[Token]:
    """Words of a phrase that say what it is of: "the start of the protests", "the protest movement"."""
    for child in head.children:
        if child.dep_ == "compound":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (end for end in child.children if end.dep_ == "pobj")


def _political(told: Told, head: Token) -> bool:
    report = told.reports.get(head.idx)
    return report is not None and report.type in _POLITICAL


def _of_crisis(told: Told, head: Token) -> bool:
    """Whether a happening by a common word is one of the crisis: reported, or with a party beside it."""
    if any(lemma(child) in _OTHER for child in head.subtree):
        return False
    if head.idx in told.reports:
        return True
    if told.violent and any(child.lower_ in ("the", "this", "these") for child in head.lefts):
        return True
    for child in head.subtree:
        mention = told.held.at(child) if child.pos_ in ("PROPN", "ADJ", "NOUN") and child != head else None
        if mention is not None and mention.kind in ("state", "government", "place", "group", "organisation"):
            return True
    return False
