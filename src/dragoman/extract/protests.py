"""Who protests against whom, where the clause does not say: the crowd that the account names, and the state it shakes.

"The riots went on" names nobody; an account that tells of "protesters" and of one country's unrest says who and where.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extract.focus import SHARE, VOTES, Focus
from dragoman.extract.parse import Parse
from dragoman.extract.things import lemma, things
from dragoman.records import Mention, Report, Source

BESIDE = 1
"""Sentences between a protest and the crowd that it is told of, in an account of nobody's ground."""


def protests(told: Sequence[Report], parse: Parse, mentions: Iterable[Mention], focus: Focus) -> list[Report]:
    """The reports with the protests' missing sides filled in, in their order."""
    found = [each for each in told if each.type == "PROTEST"]
    if not found:
        return list(told)
    known = {mention.source: mention for mention in mentions}
    against, why = _against(found, parse, focus)
    crowds = _crowds(parse, known.values())
    filled: list[Report] = []
    for report in told:
        if report.type == "PROTEST":
            if not report.target_spans and against is not None and not _elsewhere(report, against, known, focus):
                report = replace(report, target_spans=(against,), reason=f"{report.reason}, {why}")
            if not report.source_spans and (crowd := _crowd(report, crowds, parse, focus)) is not None:
                why_crowd = f"'{crowd.text}' named by the account"
                report = replace(report, source_spans=(crowd.source,), reason=f"{report.reason}, {why_crowd}")
        filled.append(report)
    return filled


def _against(found: list[Report], parse: Parse, focus: Focus) -> tuple[Source | None, str]:
    """Against whom the account's protests are, and why; None where it does not say clearly enough."""
    if (most := _commonest([each.target_spans[0] for each in found if each.target_spans], parse)) is not None:
        return most, "against whom most protests here are"
    if (shaken := focus.shaken()) is not None:
        return shaken.source, "the state that the account tells to be shaken"
    if (near := focus.foremost([each.trigger for each in found])) is not None:
        return near.source, "the state that most protests here are told of"
    return None, ""


def _commonest(spans: list[Source], parse: Parse) -> Source | None:
    """The first of the spans whose words most of them bear; None where too few or no most of them agree."""
    named = Counter(parse.text(span.start, span.end) for span in spans)
    words, count = max(named.items(), key=lambda each: each[1], default=("", 0))
    if count < VOTES or count < SHARE * len(spans):
        return None
    return next(span for span in spans if parse.text(span.start, span.end) == words)


def _elsewhere(report: Report, against: Source, known: dict[Source, Mention], focus: Focus) -> bool:
    """Whether a protest is told of a place in another country."""
    place = known.get(report.place_span) if report.place_span is not None else None
    return place is not None and None is not place.country != focus.country(against)


def _crowds(parse: Parse, mentions: Iterable[Mention]) -> list[Mention]:
    """Phrases for people who protest, in text order."""
    found = [
        mention
        for mention in mentions
        if mention.form == "nominal"
        and mention.kind == "group"
        and lemma(parse.span(mention.source.start, mention.source.end).root) in things()["rallying"]
    ]
    return sorted(found, key=lambda mention: mention.source)


def _crowd(report: Report, crowds: list[Mention], parse: Parse, focus: Focus) -> Mention | None:
    """The crowd named last before a protest, else next after it; beside it, unless all is told of one land."""
    if not crowds or report.mode == "strike":
        return None
    land = focus.country(report.target_spans[0]) if report.target_spans else None
    fitting = [mention for mention in crowds if land is None or mention.country in (None, land)]
    starts = [mention.source.start for mention in fitting]
    here = bisect_left(starts, report.trigger.start)
    nearest = [*reversed(fitting[:here]), *fitting[here:]]
    if land is not None and land == focus.ground:
        return nearest[0] if nearest else None
    begins = [sentence.start_char for sentence in parse.sentences]

    def number(at: int) -> int:
        return bisect_left(begins, at + 1)

    return next(
        (m for m in nearest if abs(number(m.source.start) - number(report.trigger.start)) <= BESIDE),
        None,
    )
