"""Models against outcomes that are known: how far each is off, and whether the difference between two can be told.

The file is laid out like the Decision-making in the European Union data, DEU III (Arregui & Perarnaud 2021): a table
with tabs, commas or semicolons, one issue a row; a column `out` with what was decided, from 0 to 100; for each actor a
column `p` + its name with its position and one `s` + its name with its salience, both 0 to 100, empty for an actor who
takes no part. `isnr`, if there, names the issue. A row without outcome is left out of the count, unless it has no
issue either and numbers under positions: then these are the capabilities of the actors.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dragoman.play.issue import HIGHEST, LOWEST, BadStakes, Floats, Model, Stakes
from dragoman.play.models import MODELS

SEED = 20110101
SAMPLES = 10_000
LEVEL = 0.95
NEAR, NEARER = 10.0, 5.0
"""A prediction hits when it is within so many points of the outcome."""


class BadIssues(ValueError):
    """A file of issues that cannot be read; names the file, the row, and what was expected."""


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """An issue and what was decided, 0 to 100."""

    name: str
    stakes: Stakes
    outcome: float


@dataclass(frozen=True, slots=True)
class Row:
    """How a model fared on n issues: mean absolute error in points with its 95 % interval, hits as shares of n."""

    model: str
    n: int
    mae: float
    low: float
    high: float
    hits5: float
    hits10: float


def backtest(path: Path, *, models: Sequence[tuple[str, Model]] = MODELS) -> tuple[Row, ...]:
    """One row a model, in the order given. Raises BadIssues.

    If the file has capabilities, there is a second row for each model after the last: the first rows are then named
    '…, equal capabilities' and the second '…, capabilities of the file'. The interval is a percentile bootstrap over
    issues (Efron 1979), 10,000 samples from a fixed seed, the same samples for every model.
    """
    equal = tuple(issues(path, equal=True))
    if not equal:
        raise BadIssues(f"{path}: no row has an outcome in column 'out'; expected one or more")
    given = tuple(issues(path))
    if all(
        np.array_equal(one.stakes.capabilities, two.stakes.capabilities) for one, two in zip(equal, given, strict=True)
    ):
        return tuple(_row(name, errors(equal, model)) for name, model in models)
    both = ((", equal capabilities", equal), (", capabilities of the file", given))
    return tuple(_row(name + suffix, errors(decided, model)) for suffix, decided in both for name, model in models)


def errors(decided: Sequence[Decided], model: Model) -> Floats:
    """Absolute errors of a model in points, in the order of issues."""
    return np.array([abs(_value(model, issue.stakes) - issue.outcome) for issue in decided])


def issues(path: Path, *, equal: bool = False) -> Iterator[Decided]:
    """The issues of a file that have an outcome and at least one actor with position and salience, in its order."""
    rows, actors = _read(path)
    capabilities: dict[str, float] = {}
    for number, row in rows:
        outcome = _number(path, number, "out", row)
        if outcome is None:
            if not any(row.get("s" + actor) for actor in actors) and not row.get("isnr"):
                capabilities = {actor: _number(path, number, "p" + actor, row) or 0.0 for actor in actors}
            continue
        if not LOWEST <= outcome <= HIGHEST:
            raise BadIssues(f"{path}:{number}: outcome {outcome:g}; expected {LOWEST:g} to {HIGHEST:g}")
        part = [
            (actor, position, salience)
            for actor in actors
            if (position := _number(path, number, "p" + actor, row)) is not None
            and (salience := _number(path, number, "s" + actor, row)) is not None
        ]
        if not part:
            continue
        names, positions, saliences = zip(*part, strict=True)
        weighty = {} if equal else capabilities
        try:
            given = np.array([weighty.get(name, 1.0) for name in names])
            stakes = Stakes(names, np.array(positions), np.array(saliences), given)
        except BadStakes as error:
            raise BadIssues(f"{path}:{number}: {error}") from error
        yield Decided(row.get("isnr") or f"row {number}", stakes, outcome)


def printed(rows: Sequence[Row]) -> str:
    """The rows as a table in plain text."""
    width = max(len("model"), *(len(row.model) for row in rows))
    lines = [f"{'model':{width}}  issues  mean error  95 % interval  within 5  within 10"]
    lines += [
        f"{row.model:{width}}{row.n:8}{row.mae:12.2f}{row.low:8.2f} to {row.high:5.2f}"
        f"{row.hits5:10.1%}{row.hits10:11.1%}"
        for row in rows
    ]
    return "\n".join(lines)


def _row(name: str, missed: Floats) -> Row:
    generator = np.random.default_rng(SEED)
    means = np.array([missed[generator.integers(0, missed.size, missed.size)].mean() for _ in range(SAMPLES)])
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    hits5, hits10 = ((missed <= within).mean() for within in (NEARER, NEAR))
    return Row(name, missed.size, float(missed.mean()), float(low), float(high), float(hits5), float(hits10))


def _value(model: Model, stakes: Stakes) -> float:
    value = model(stakes).value
    if isinstance(value, tuple):
        raise TypeError(f"{len(value)} values for an issue of one dimension; expected one")
    return value


def _read(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """Rows with their line numbers, and the actors that have both a column of positions and one of saliences."""
    text = path.read_text(encoding="utf-8-sig")
    head = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=head.count)
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    columns = [column.strip() for column in reader.fieldnames or ()]
    if "out" not in columns:
        raise BadIssues(f"{path}: no column 'out'; expected the outcome of each issue, 0 to 100")
    reader.fieldnames = columns
    actors = [name[1:] for name in columns if name[0:1] == "p" and len(name) > 1 and "s" + name[1:] in columns]
    if not actors:
        raise BadIssues(f"{path}: no actor has columns 'p…' and 's…'; expected position and salience of each")
    return [(reader.line_num, row) for row in reader], actors


def _number(path: Path, line: int, column: str, row: dict[str, str]) -> float | None:
    cell = (row.get(column) or "").strip()
    if not cell:
        return None
    try:
        return float(cell)
    except ValueError:
        raise BadIssues(f"{path}:{line}: {column} is {cell!r}; expected a number or nothing") from None
