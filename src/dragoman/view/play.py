"""A run for reading: the section of the brief, rows for tables, lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.play.result import CAUTION, Changed, Result
from dragoman.play.scenario import Cited, Player
from dragoman.records import Source
from dragoman.view.listing import Row
from dragoman.view.play_svg import KINDS, svg
from dragoman.view.reader import Account, Reader, tie_anchor

LISTED = 6
"""Accounts and sources that a table of a page shows at first."""
SLIGHT = 0.5
"""Points under which a difference is shown as none."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Words that a position rests on; `account` None: the scenario names one that the case does not hold."""

    account: Account | None
    anchor: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A player with what its numbers rest on."""

    player: Player
    mine: str
    """Which numbers are the analyst's, in words."""
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Try:
    """A what-if: for each model its outcome and how far that is from the run as it is."""

    changed: Changed
    cells: tuple[tuple[str, str, str], ...]
    """Outcome, difference and a class: 'less', 'more' or 'same'."""
    remark: str


@dataclass(frozen=True, slots=True)
class Section:
    """The section of the brief. `drawings`: kind and SVG, without those that have nothing to draw."""

    result: Result
    headline: str
    caution: str
    drawings: tuple[tuple[str, Markup], ...]
    models: tuple[str, ...]
    tries: tuple[Try, ...]
    without: tuple[tuple[str, tuple[str, ...], str], ...]
    """Account, outcomes, and what moves."""
    stands: tuple[Stand, ...]


def section(result: Result, reader: Reader) -> Section:
    """The run as a page shows it; sources lead to words of the page."""
    places = _Places(reader)
    return Section(
        result,
        headline(result),
        CAUTION,
        tuple((kind, drawn) for kind in KINDS if (drawn := svg(result, kind))),
        tuple(one.model for one in result.outcomes),
        tuple(_try(result, changed) for changed in result.whatifs),
        tuple(
            (one.account, tuple(f"{value:.0f}" for value in one.values or ()), "; ".join(one.moved))
            for one in result.without
        ),
        tuple(_stand(places, player) for player in result.scenario.players),
    )


def headline(result: Result) -> str:
    """The outcome in a sentence, the plain ones beside it."""
    chosen, first, second = result.chosen, *result.scenario.poles
    low, _, _, _, high = chosen.quantiles
    plain = ", ".join(f"{one.model} {one.value:.0f}" for one in result.outcomes if one.model != chosen.model)
    beside = f" Beside it: {plain}." if plain else ""
    return (
        f"On an axis from 0, {first.label}, to 100, {second.label}, the model {chosen.model} expects "
        f"{chosen.value:.0f} (90 % of draws {low:.0f} to {high:.0f}).{beside}"
    )


def outcome_rows(result: Result) -> Iterator[Row]:
    """One row a model."""
    for one in result.outcomes:
        low, lower, median, upper, high = (round(each, 2) for each in one.quantiles)
        yield {
            "model": one.model,
            "outcome": round(one.value, 2),
            "5%": low,
            "25%": lower,
            "median": median,
            "75%": upper,
            "95%": high,
            "nearer first %": round(100 * one.first, 1),
            "note": one.note,
        }


def player_rows(result: Result) -> Iterator[Row]:
    """One row a player, those who do not play last, with the words behind its position."""
    weights = {seat.actor: seat.weight for seat in result.seats}
    for player in result.scenario.players:
        numbers = [player.position, player.salience, player.capability]
        yield {
            "actor": player.actor,
            "name": player.name,
            **{
                f"{what}{end}": getattr(number, key) if number else None
                for what, number in zip(("position", "salience", "capability"), numbers, strict=True)
                for end, key in ((" low", "low"), ("", "best"), (" high", "high"))
            },
            "weight %": round(100 * weights[player.actor], 1) if player.actor in weights else None,
            "yours": _mine(player),
            "why not": player.lacks or None,
            "sources": " | ".join(map(str, player.sources)),
        }


def swing_rows(result: Result) -> Iterator[Row]:
    """One row a number in doubt, the one that moves the outcome most first."""
    for one in result.swings:
        yield {
            "actor": one.actor,
            "number": one.what,
            "low": one.low,
            "high": one.high,
            "outcome at low": round(one.at_low, 2),
            "outcome at high": round(one.at_high, 2),
            "first order %": round(100 * one.first, 1),
            "total %": round(100 * one.total, 1),
        }


def account_rows(result: Result) -> Iterator[Row]:
    """One row an account whose absence changes a position."""
    for one in result.without:
        yield {"account": one.account, **_by_model(result, one.values), "moves": "; ".join(one.moved)}


def whatif_rows(result: Result) -> Iterator[Row]:
    """The run as it is, then one row a what-if."""
    low, _, median, _, high = result.chosen.quantiles
    values = tuple(one.value for one in result.outcomes)
    rows = [("as it is", values, low, median, high, "")]
    rows += [(one.name, one.values, one.low, one.median, one.high, "; ".join(one.notes)) for one in result.whatifs]
    for name, each, low, median, high, notes in rows:
        spread = {"5%": round(low, 2), "median draw": round(median, 2), "95%": round(high, 2)}
        yield {"what if": name, **_by_model(result, each), **spread, "means": notes}


def report_lines(result: Result) -> Iterator[str]:
    """The run in plain text."""
    yield result.scenario.question
    yield from (headline(result), CAUTION, "")
    for one in result.outcomes:
        low, _, median, _, high = one.quantiles
        note = f"  {one.note}" if one.note else ""
        yield f"  {one.model:<22}{one.value:6.1f}   draws {median:5.1f} ({low:.1f} to {high:.1f}){note}"
    yield from ("", "Who stands where (position: low, best, high; share of weight)")
    for seat in result.seats:
        low, best, high = seat.position
        mine = f"  yours: {', '.join(seat.edited)}" if seat.edited else ""
        yield f"  {seat.name:<22}{best:6.0f}   ({low:.0f} to {high:.0f}){100 * seat.weight:6.1f} %{mine}"
    yield from (f"  {said}" for said in result.left_out)
    if result.swings:
        yield from ("", f"What moves the outcome of {result.chosen.model} (at the low and high end; share of variance)")
        for swing in result.swings[:LISTED]:
            label = f"{swing.name} {swing.what} {swing.low:.3g}–{swing.high:.3g}"
            yield f"  {label:<44}{swing.at_low:6.1f} {swing.at_high:6.1f}{100 * swing.total:6.0f} %"
    if result.without:
        yield from ("", "Which account, if wrong, changes the result")
        for row in result.without[:LISTED]:
            yield f"  without {row.account:<36}{_values(result, row.values)}   {'; '.join(row.moved)}"
    if result.whatifs:
        yield from ("", "What if")
        for changed in result.whatifs:
            tried = _try(result, changed)
            cells = ", ".join(
                f"{one.model} {cell[0]} ({cell[1]})" for one, cell in zip(result.outcomes, tried.cells, strict=True)
            )
            yield f"  {changed.name}: {cells}"
            yield from (f"      {note}" for note in changed.notes)
            if tried.remark:
                yield f"      {tried.remark}"
    yield from ("", "It rests on")
    for actor, source in result.sources:
        yield f"  {actor:<6} {source}"
    yield from ("", f"{result.scenario.draws} draws, seed {result.scenario.seed}.")


class _Places:
    """Where in a page the words of a source stand."""

    def __init__(self, reader: Reader) -> None:
        self.accounts = {account.document.name: account for account in reader.accounts}
        self.anchors = {report.trigger: report.id for report in reader.reports}
        self.anchors.update({tie.source: tie_anchor(tie) for tie in reader.ties})
        self.statements: dict[str, list[tuple[Source, str]]] = {}
        for one in reader.statements:
            self.statements.setdefault(one.content[0].document, []).append((one.content[0], one.id))

    def basis(self, source: Cited) -> Basis:
        """The words as the page shows them."""
        account = self.accounts.get(source.account)
        where = f"{source.account}:{source.start}-{source.end}"
        if account is None:
            return Basis(None, "", where, source.words)
        at = Source(account.document.id, source.start, source.end)
        anchor = self.anchors.get(at) or next(
            (id for each, id in self.statements.get(at.document, ()) if at.start <= each.start and each.end <= at.end),
            "",
        )
        return Basis(account, anchor, where, source.words)


def _stand(places: _Places, player: Player) -> Stand:
    return Stand(player, _mine(player) or "", tuple(places.basis(source) for source in player.sources))


def _mine(player: Player) -> str | None:
    mine = [what for what in ("position", "salience", "capability") if player.number(what) and player.edited(what)]
    return ", ".join(mine) or None


def _try(result: Result, changed: Changed) -> Try:
    cells = []
    for one, value in zip(result.outcomes, changed.values, strict=True):
        apart = value - one.value
        if abs(apart) < SLIGHT:
            cells.append((f"{value:.0f}", "=", "same"))
        else:
            cells.append(
                (f"{value:.0f}", f"{'−' if apart < 0 else '+'}{abs(apart):.0f}", "less" if apart < 0 else "more")
            )
    kinds = {kind for *_, kind in cells}
    remark = "The models disagree on the direction." if {"less", "more"} <= kinds else ""
    return Try(changed, tuple(cells), remark)


def _by_model(result: Result, values: Sequence[float] | None) -> Row:
    if values is None:
        return {one.model: None for one in result.outcomes}
    return {one.model: round(value, 2) for one, value in zip(result.outcomes, values, strict=True)}


def _values(result: Result, values: Sequence[float] | None) -> str:
    if values is None:
        return "nobody is left to play"
    return ", ".join(f"{one.model} {value:.0f}" for one, value in zip(result.outcomes, values, strict=True))
