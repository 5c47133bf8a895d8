"""One report, figure or account beside those that it is held to be one with, and those that it might be: to decide on.

What was decided here stands in decisions.toml; a decision moves others, so that lists change once the case is settled.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.case.codec import decode
from dragoman.case.reading import MOST, Reading, like
from dragoman.records import Decision, Document, Event, Figure, Quantity, Report, Reuse, Source
from dragoman.view.dates import spoken, spoken_date
from dragoman.view.explore.asked import Asked, NotFound
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row
from dragoman.view.reader import Account, clip, type_words

FEW = 12
"""Others that it might be one with."""
MANY = 60
"""Others that it is held to be one with, at most."""
AROUND = 110
"""Characters of a sentence before and after the words."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record in its words. `about`: how it was read; `why`: the reason it is where it is; `to`: the page on it."""

    id: str
    account: Account
    before: str
    words: str
    after: str
    about: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page is about, and the words for it: 'report', 'happening'; whether it can be joined to others."""

    kind: str
    whole: str
    joins: bool
    this: Item
    held: tuple[Item, ...]
    near: tuple[Item, ...]
    record: str
    """The id it is accepted or rejected by; '' for what is not."""


def together(opened: Reading, asked: Asked) -> Shown:
    """The record of an id: a report, a figure or an account; of an event its first report, of a quantity its first."""
    window = Window(opened)
    match opened.case.record(asked.id):
        case Report() as report:
            shown = _report(window, report)
        case Event() as event:
            shown = _report(window, *_reports(opened, event.reports[:1]))
        case Figure() as figure:
            shown = _figure(window, figure)
        case Quantity() as quantity:
            shown = _figure(window, *_figures(opened, quantity.figures[:1]))
        case Document() as document:
            shown = _account(window, document)
        case _:
            raise NotFound(f"the case holds no report, figure or account {asked.id}")
    return Shown(
        "together.html",
        f"Same or not: {shown.this.words[:60]}",
        {"shown": shown, "decided": decided(opened, [shown.this.id])},
        lambda: _rows(shown),
        {"report": "/crisis", "figure": "/figures"}.get(shown.kind, "/accounts"),
    )


def decided(opened: Reading, names: Sequence[str]) -> list[Decision]:
    """What a person decided on one of these ids or names."""
    wanted = {name.casefold() for name in names}
    found = {}
    for name in names:
        written = json.dumps(name, ensure_ascii=False)[1:-1]
        query = "SELECT record FROM decision WHERE by = 'person' AND record LIKE ? ESCAPE '\\' ORDER BY rowid LIMIT 200"
        for one in opened.records(Decision, query, like(written)):
            if wanted & {part.casefold() for part in one.pair}:
                found[one.pair, one.verdict] = one
    return list(found.values())


def _report(window: Window, report: Report) -> Beside:
    held = window.events[report.event].reports if report.event else ()
    why = _reasons(window.opened, report.id)
    others = _reports(window.opened, [id for id in held if id != report.id][:MANY])
    return Beside(
        "report", "happening", True, _told(window, report), tuple(_told(window, r, why.get(r.id, "")) for r in others),
        tuple(_told(window, r) for r in _near_reports(window.opened, report)), report.id,
    )  # fmt: skip


def _told(window: Window, report: Report, why: str = "") -> Item:
    about = (
        type_words(report),
        *window.report_notes(report),
        spoken_date(report.date) if report.date else "",
        report.place or "",
    )
    return _item(window, report.id, report.trigger, about, why)


def _near_reports(opened: Reading, report: Report) -> list[Report]:
    """The first reports of other happenings of this type: those with a party in common first, then the nearest days."""
    day = (report.date.low or report.date.high) if report.date else None
    marks = ", ".join("?" * len(parties := (*report.sources, *report.targets)))
    found = opened.rows(
        f"""SELECT h.event FROM (
            SELECT * FROM happening WHERE type = ? AND event <> ?
            ORDER BY {"day IS NULL, abs(julianday(day) - julianday(?))," if day else ""} rank LIMIT {MOST}) h
        ORDER BY EXISTS (SELECT 1 FROM party p WHERE p.rank = h.rank AND p.actor IN ({marks})) DESC LIMIT ?""",
        report.type, report.event or "", *([day] if day else ()), *parties, FEW,
    )  # fmt: skip
    events = [event for (event,) in found]
    firsts = (opened.records(Report, "SELECT record FROM report WHERE event = ? LIMIT 1", event) for event in events)
    return [first for some in firsts for first in some]


def _figure(window: Window, figure: Figure) -> Beside:
    quantity = opened_quantity(window.opened, figure.quantity)
    others = _figures(window.opened, [id for id in quantity.figures if id != figure.id][:MANY]) if quantity else []
    why = quantity.reason or "" if quantity else ""
    return Beside(
        "figure", "quantity", True, _counted(window, figure, why), tuple(_counted(window, other) for other in others),
        tuple(_counted(window, other) for other in _near_figures(window.opened, figure)), figure.id,
    )  # fmt: skip


def _counted(window: Window, figure: Figure, why: str = "") -> Item:
    about = (figure.measure or "", figure.subject or "", f"of {spoken(figure.as_of)}" if figure.as_of else "")
    return _item(window, figure.id, figure.source, about, why)


def opened_quantity(opened: Reading, id: str | None) -> Quantity | None:
    """The quantity of this id."""
    found = opened.records(Quantity, "SELECT record FROM quantity WHERE id = ?", id or "")
    return found[0] if found else None


def _near_figures(opened: Reading, figure: Figure) -> list[Figure]:
    """The first figures of other quantities of this unit: those of the same measure or subject first."""
    found = opened.rows(
        """SELECT quantity FROM (SELECT * FROM counted WHERE unit IS ? AND quantity <> ? ORDER BY number LIMIT ?)
        ORDER BY (measure IS ?) + (subject IS ?) DESC, number LIMIT ?""",
        figure.unit, figure.quantity or "", MOST, figure.measure, figure.subject, FEW,
    )  # fmt: skip
    wholes = [whole for (id,) in found if (whole := opened_quantity(opened, id))]
    return _figures(opened, [whole.figures[0] for whole in wholes])


def _account(window: Window, document: Document) -> Beside:
    rows = window.opened.rows(
        "SELECT record FROM reuse WHERE document = ? UNION ALL SELECT record FROM reuse WHERE of = ? LIMIT ?",
        document.id, document.id, MANY,
    )  # fmt: skip
    account = window.account_of[document.id]
    held = [_taken(window, document.id, decode(Reuse, json.loads(record))) for (record,) in rows]
    about = (account.about, document.name)
    this = Item(document.id, account, "", account.label, "", tuple(filter(None, about)))
    return Beside("account", "text", False, this, tuple(held), (), "")


def _taken(window: Window, here: str, reuse: Reuse) -> Item:
    """The other account, with the longest stretch of its text that both have."""
    other = reuse.of if reuse.document == here else reuse.document
    shared = [span for pair in reuse.spans for span in pair if span.document == other]
    words = window.text(max(shared, key=lambda span: span.end - span.start)) if shared else ""
    told = "this account takes over its text" if reuse.document == here else "takes over text of this account"
    account = window.account_of[other]
    about = (account.label, account.about, told, f"{100 * reuse.share:.0f} of 100 words")
    return Item(other, account, "", clip(words, 3 * AROUND), "", tuple(filter(None, about)), reuse.reason)


def _item(window: Window, id: str, source: Source, about: Iterable[str], why: str) -> Item:
    before, words, after = window.parts(source)
    kept = tuple(dict.fromkeys(note for note in about if note))
    return Item(
        id, window.account_of[source.document], clip(before, AROUND, end=True), words, clip(after, AROUND), kept, why
    )


def _reports(opened: Reading, ids: Iterable[str]) -> list[Report]:
    return [r for id in ids for r in opened.records(Report, "SELECT record FROM report WHERE id = ?", id)]


def _figures(opened: Reading, ids: Iterable[str]) -> list[Figure]:
    return [f for id in ids for f in opened.records(Figure, "SELECT record FROM figure WHERE id = ?", id)]


def _reasons(opened: Reading, id: str) -> dict[str, str]:
    """For each record that this one was put together with directly, why."""
    query = "SELECT record FROM decision WHERE by <> 'person' AND record LIKE ? ESCAPE '\\' LIMIT 200"
    found = [one for one in opened.records(Decision, query, like(id)) if one.verdict == "same" and id in one.pair]
    return {other: one.reason for one in found for other in one.pair if other != id}


def _rows(shown: Beside) -> Iterator[Row]:
    for place, items in (("this", (shown.this,)), ("held to be one", shown.held), ("near", shown.near)):
        for item in items:
            yield {
                "what": place,
                "id": item.id,
                "account": item.account.document.name,
                "words": item.words,
                "sentence": f"{item.before}{item.words}{item.after}",
                "read as": " | ".join(item.about),
                "reason": item.why or None,
            }
