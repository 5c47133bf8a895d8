"""Quotations that stand alone after a statement, added to it: the rest of what its speaker said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.draft import Draft, merged
from dragoman.extract.layout import Layout
from dragoman.extract.quotations import Quotation
from dragoman.extract.quoted import alone

REACH = 20_000
"""How far, in characters, a quotation is looked for the draft that it goes on with."""


def continued(found: list[Draft], layout: Layout, taken: set[Quotation]) -> list[Draft]:
    """Drafts with the quotations that stand alone after them added to their spans."""
    held = list(found)
    places = [d.place for d in held]
    for quotation in layout.marks.found:
        low, high = (bisect_left(places, quotation.start + by) for by in (-REACH, REACH))
        near = range(low, high)
        if quotation in taken or any(held[i].holds(quotation.start) and held[i].holds(quotation.end - 1) for i in near):
            continue
        listed = _listed(held, near, layout, quotation)
        if listed is None and not quotation.continues and not alone(layout, quotation):
            continue
        index = _last(held, near, layout, quotation) if listed is None else listed
        if index is not None:
            spans = merged([*held[index].spans, (quotation.start, quotation.end)], layout.text)
            held[index] = replace(held[index], spans=spans)
    return held


def _listed(held: list[Draft], near: Iterable[int], layout: Layout, quotation: Quotation) -> int | None:
    """The draft whose quotation another is listed with: "shame" and "thieves"."""
    for index in near:
        draft = held[index]
        end = draft.spans[-1][1]
        beside = draft.quotation and 0 < quotation.start - end < 20 and layout.marks.at(end - 1) is not None
        if beside and layout.text[end : quotation.start].strip(" ,") in ("", "and", "or", "and even"):
            return index
    return None


def _last(held: list[Draft], near: Iterable[int], layout: Layout, quotation: Quotation) -> int | None:
    """The last draft before a quotation in its paragraph, or in the one before where it opens its own."""
    low, _ = layout.paragraph(quotation.start)
    if layout.opens_paragraph(quotation):
        before = layout.paragraph_before(quotation.start)
        if before is None:
            return None
        low = before[0]
    best, place = None, low
    for index in near:
        draft = held[index]
        at = max(draft.place, draft.spans[-1][1] if draft.spans[-1][1] < quotation.start else 0)
        if not place <= at < quotation.start or draft.manner != "say":
            continue
        if best is None or not _aside(draft, held[best], layout):
            best, place = index, at
    return best


def _aside(draft: Draft, quoting: Draft, layout: Layout) -> bool:
    """Whether a draft without a quotation stands in the sentence of one that quotes: "…", he said, referring to Y."""
    if draft.quotation or not quoting.quotation or quoting.place > draft.place:
        return False
    return not any(t.is_sent_start for t in layout.words(quoting.place + 1, draft.place + 1))
