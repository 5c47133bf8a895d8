"""Figures by what they count: whether they agree, with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.case import pages
from dragoman.case.reading import Reading
from dragoman.records import Figure, Quantity
from dragoman.view.explore.asked import Asked, pager
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row
from dragoman.view.reader import Account, clip

EACH = 40
FEW = 8
"""Figures of one quantity that a page shows."""
AROUND = 90

VERDICTS = ("conflict", "compatible", "agree", "single")


@dataclass(frozen=True, slots=True)
class Number:
    figure: Figure
    account: Account
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and its figures. `more`: how many figures it has beside those."""

    quantity: Quantity
    measure: str
    numbers: tuple[Number, ...]
    more: int


def figures(opened: Reading, asked: Asked) -> Shown:
    """Quantities with a verdict and unit, with words in what they measure or of whom; conflicts first."""
    page = asked.number("page", 1, low=1)
    found = pages.quantities(
        opened,
        verdict=asked.choice("verdict", VERDICTS),
        unit=asked.text("unit") or None,
        about=asked.text("about"),
        first=(page - 1) * EACH,
        limit=EACH,
    )
    window = Window(opened)
    shown = [_counted(window, quantity) for quantity in found.rows]
    return Shown(
        "figures.html",
        "Figures",
        {
            "counted": shown,
            "verdicts": VERDICTS,
            "units": pages.units(opened),
            "pager": pager(
                asked, "quantity", shown=len(found.rows), first=found.first, total=found.total,
                beyond=found.beyond, each=EACH,
            ),
        },
        lambda: _rows(window, shown),
    )  # fmt: skip


def _counted(window: Window, quantity: Quantity) -> Counted:
    found = window.opened.records(Figure, "SELECT record FROM figure WHERE quantity = ? LIMIT ?", quantity.id, FEW)
    numbers = []
    for figure in sorted(found, key=lambda f: (window.account_of[f.source.document].number, f.source)):
        before, _, after = window.parts(figure.source)
        account = window.account_of[figure.source.document]
        numbers.append(Number(figure, account, clip(before, AROUND, end=True), clip(after, AROUND)))
    of = (found[0].measure, found[0].subject) if found else ()
    return Counted(quantity, ", ".join(filter(None, of)), tuple(numbers), len(quantity.figures) - len(numbers))


def _rows(window: Window, shown: Sequence[Counted]) -> Iterator[Row]:
    for one in shown:
        for number in one.numbers:
            figure = number.figure
            yield {
                "quantity": one.quantity.id,
                "verdict": one.quantity.verdict,
                "id": figure.id,
                "account": number.account.document.name,
                "text": figure.text,
                "value": figure.value,
                "low": figure.low,
                "high": figure.high,
                "unit": figure.unit,
                "measure": figure.measure,
                "subject": figure.subject,
                "as_of": figure.as_of,
                "sentence": window.text(window.sentence(figure.source)),
            }
