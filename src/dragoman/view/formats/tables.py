"""Every record kind as a flat table."""

from __future__ import annotations

from dragoman.view.formats import acled, rows
from dragoman.view.formats.columns import Table, columns

_PLACE = columns(text="document account", whole="start end")
_CLAIM = columns(text="claimed_by voice voice_name")

TABLES: dict[str, Table] = {
    "documents": Table(
        columns(text="id name title outlet author published url language reuse_of", whole="chars"),
        lambda case: case.documents(),
        rows.documents,
    ),
    "actors": Table(
        columns(text="id name kind country sector part_of", list="aliases"), lambda case: case.actors(), rows.actors
    ),
    "mentions": Table(
        {**_PLACE, **columns(text="text form kind office actor actor_name")},
        lambda case: case.mentions(),
        rows.mentions,
    ),
    "statements": Table(
        {
            **columns(text="id"),
            **_PLACE,
            **columns(
                text="published actor actor_name speaker cue words kind manner hedge addressee addressee_name venue "
                "repeats reason",
                list="via via_names",
                flag="negated",
                number="confidence",
            ),
            **columns(text="by"),
        },
        lambda case: case.statements(),
        rows.statements,
    ),
    "reports": Table(
        {
            **columns(text="id"),
            **_PLACE,
            **columns(
                text="published words sentence type mode status claimed_by claimed_by_name date from to place country "
                "event reason",
                list="contexts sources source_names targets target_names",
                number="latitude longitude confidence",
            ),
            **columns(text="by"),
        },
        lambda case: case.reports(),
        rows.reports,
    ),
    "events": Table(acled.COLUMNS, lambda case: case.events(), acled.rows),
    "figures": Table(
        {
            **columns(text="id"),
            **_PLACE,
            **columns(text="text unit subject measure as_of quantity", number="value low high", flag="approximate"),
            **columns(text="by"),
        },
        lambda case: case.figures(),
        rows.figures,
    ),
    "quantities": Table(
        columns(text="id verdict reason", list="figures"), lambda case: case.quantities(), rows.quantities
    ),
    "ties": Table(
        {
            **_PLACE,
            **columns(text="words type from from_name to to_name as_of voice voice_name", whole="polarity"),
            **columns(text="by"),
        },
        lambda case: case.ties(),
        rows.ties,
    ),
    "labels": Table(
        {**_PLACE, **columns(text="words field connotation referent"), **_CLAIM},
        lambda case: case.labels(),
        rows.labels,
    ),
    "causes": Table(
        {**_PLACE, **columns(text="words cause effect family reason"), **_CLAIM, **columns(flag="negated")},
        lambda case: case.causes(),
        rows.causes,
    ),
    "assessments": Table(
        {**_PLACE, **columns(text="words target target_name outcome hedge reason"), **_CLAIM},
        lambda case: case.assessments(),
        rows.assessments,
    ),
    "tones": Table(
        {**_PLACE, **columns(text="words target target_name"), **_CLAIM, **columns(number="score")},
        lambda case: case.tones(),
        rows.tones,
    ),
    "reuses": Table(
        columns(text="document account of of_account reason", whole="passages", number="share"),
        lambda case: case.reuses(),
        rows.reuses,
    ),
    "disputes": Table(
        columns(text="id kind topic reason label", whole="rank side accounts independent", list="voices words places"),
        lambda case: case.disputes(),
        rows.disputes,
    ),
    "decisions": Table(
        columns(text="one other verdict reason by", number="score"), lambda case: case.decisions(), rows.decisions
    ),
    "problems": Table(
        columns(text="document account message", whole="start end"), lambda case: case.problems(), rows.problems
    ),
}
"""For each record kind, its table."""
