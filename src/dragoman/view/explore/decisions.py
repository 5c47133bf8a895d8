"""The decisions: who was held to be who by the rules and by the analyst, why, and a way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from dragoman.case.reading import MOST, Reading, count_up, like
from dragoman.records import Decision, Verdict
from dragoman.view.explore.asked import Asked, pager
from dragoman.view.explore.shown import Shown
from dragoman.view.listing import Row

EACH = 50


def decisions(opened: Reading, asked: Asked) -> Shown:
    """Decisions of a person unless rules are asked for; with a verdict, with letters in names or reason."""
    by = asked.choice("by", ("person", "rule")) or "person"
    verdict, about, page = (
        asked.choice("verdict", get_args(Verdict)),
        asked.text("about"),
        asked.number("page", 1, low=1),
    )
    parts, values = ["by = ?"], [by]
    if verdict:
        parts.append("json_extract(record, '$.verdict') = ?")
        values.append(verdict)
    if about:
        parts.append("record LIKE ? ESCAPE '\\'")
        values.append(like(about))
    where = " AND ".join(parts)
    total, beyond = count_up(opened, f"FROM decision WHERE {where}", values)
    found = opened.records(
        Decision, f"SELECT record FROM decision WHERE {where} ORDER BY rowid LIMIT ? OFFSET ?",
        *values, EACH, min((page - 1) * EACH, 20 * MOST),
    )  # fmt: skip
    return Shown(
        "decisions.html",
        "Decisions",
        {
            "found": found,
            "by": by,
            "verdicts": get_args(Verdict),
            "pager": pager(
                asked, "decision", shown=len(found), first=(page - 1) * EACH, total=total, beyond=beyond, each=EACH
            ),
        },
        lambda: _rows(found),
    )


def _rows(found: list[Decision]) -> Iterator[Row]:
    for one in found:
        yield {
            "one": one.pair[0],
            "other": one.pair[1],
            "verdict": one.verdict,
            "score": one.score,
            "reason": one.reason,
            "by": one.by,
        }
