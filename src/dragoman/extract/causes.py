"""Causes: why a happening of the crisis is said to have happened, and by whom.

A construction ties two noun phrases: "protests sparked by prices", "blames the unrest on provocateurs", "riots over
fuel", "the reason for the coup was …". The effect has to be a happening of a political crisis, so that "a fire caused
by a stove" yields nothing. Known limit: both have to stand in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.extract.causal import family, phrase, words
from dragoman.extract.clauses import agents
from dragoman.extract.effects import Told
from dragoman.extract.held import Held, held, triggers
from dragoman.extract.links import Link, links
from dragoman.extract.parse import Parse
from dragoman.extract.things import lemma
from dragoman.records import Cause, Mention, Report, Statement

_STRIFE = frozenset(("PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "ACCUSE"))
"""Types of reports that make "the crisis" of a document a political one."""


def causes(
    parse: Parse, mentions: Sequence[Mention], statements: Iterable[Statement], reports: Iterable[Report]
) -> Iterator[Cause]:
    """The causes that a document gives, in text order, each pair of cause and effect once."""
    reports = tuple(reports)
    violent = any(report.type in _STRIFE for report in reports)
    told = Told(held(parse, mentions, statements), triggers(reports), violent)
    found: dict[tuple[int, int], Cause] = {}
    for link in links(told):
        if link.cause == link.effect or link.cause.sent != link.effect.sent or _nobodys(told.held, link):
            continue
        key = (link.cause.i, link.effect.i)
        if key not in found:
            found[key] = _cause(told.held, link)
    yield from sorted(found.values(), key=lambda cause: (cause.source, cause.cause, cause.effect))


def _cause(records: Held, link: Link) -> Cause:
    source = records.source(link.first, link.last)
    cause, effect = phrase(link.cause, link.effect), phrase(link.effect, link.cause)
    return Cause(
        source=source,
        cause=records.source(*cause),
        effect=records.source(*effect),
        family=family(link.cause) or _outsider(records, link),
        negated=link.negated,
        claimed_by=_claim(records, link),
        reason=f"cause by {link.how}",
    )


def _claim(records: Held, link: Link) -> str | None:
    """Whose claim it is: of the one who blames, else of the statement that holds the cause."""
    told = records.told_by(link.first)
    return told.id if told is not None else records.claim(records.source(link.cause))


def _nobodys(records: Held, link: Link) -> bool:
    """Whether somebody blames whose words no statement holds: it would pass for the account's own."""
    if lemma(link.first) not in words("blame") and lemma(link.first) not in words("accuse"):
        return False
    if link.first.dep_ == "xcomp":  # "the army is to blame for it"
        return False
    doers = agents(link.first)
    if lemma(link.first) == "trace":  # "analysts traced the riots to": nobody in particular
        doers = [doer for doer in doers if (m := records.at(doer)) is not None and m.form != "nominal"]
    return records.told_by(link.first) is None and bool(doers)


def _outsider(records: Held, link: Link) -> str | None:
    """Foreign interference, where the cause is a state that the effect does not name."""
    mention = records.at(link.cause)
    if mention is None or mention.kind != "state" or mention.country is None:
        return None
    first, last = phrase(link.effect, link.cause)
    there = [m.country for m in records.inside(first.idx, last.idx + len(last))]
    return "foreign interference" if mention.country not in there and link.effect.pos_ == "NOUN" else None
