"""Labels with who or what they name and who uses them.

A label about somebody named gets that actor; one that is the trigger of a report its event; words such as "the
terrorists", which name a side of the crisis and nobody in it, get the state that the account tells of, so that two
accounts' words for the crowd of one country meet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.records import Label, Mention, Report, Source, Statement
from dragoman.resolve.scenes import homes

_STATE = re.compile(r"[A-Z]{3}")
_NAMED = frozenset({"name", "title", "demonym", "metonym"})


def labels(
    labels: Sequence[Label], mentions: Sequence[Mention], reports: Sequence[Report], statements: Sequence[Statement]
) -> tuple[Label, ...]:
    """The labels in their order, each with its `referent` (None: not sure) and `voice` (None: the account's own)."""
    named = {m.source: m for m in mentions}
    told = {r.trigger: r for r in sorted(reports, key=lambda r: r.id, reverse=True)}
    known = {m.actor for m in mentions}
    placed = {id: state for id, state in homes(reports, mentions, _state).items() if state in known}
    speakers = {s.id: s.actor for s in statements}
    return tuple(
        replace(
            label,
            referent=_referent(label, named, told, placed),
            voice=speakers.get(label.claimed_by) if label.claimed_by else None,
        )
        for label in labels
    )


def _referent(
    label: Label, named: Mapping[Source, Mention], told: Mapping[Source, Report], placed: Mapping[str, str]
) -> str | None:
    about = label.about
    if about is not None and (mention := named.get(about)) and mention.actor and mention.form in _NAMED:
        return mention.actor
    report = told.get(about) if about is not None else None
    report = report or told.get(label.source)
    if report is not None and report.event:
        return report.event
    return placed.get(label.source.document)


def _state(actor: str | None) -> str | None:
    return actor if actor and _STATE.fullmatch(actor) else None
