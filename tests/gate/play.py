"""The bargaining models against everything published about the cases in a folder.

    python -m tests.gate.play FOLDER [--misses N]

The folder holds `emission_scholz2011` (actors.csv, published.json), `ktab_smp` (inputs; `measured/` with the positions
turn by turn and the printed histories; the programs' own logs `20170530_ref-*.txt`) and `deu3` (deu3.csv,
deu_baselines.csv). A score is a share in percent of numbers that agree within the tolerance named here, or an error in
points. A file that is missing raises; nothing is passed over.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dragoman.play import averages, challenge
from dragoman.play.backtest import Decided, errors, issues
from dragoman.play.issue import Floats, Model, Outcome, Stakes
from dragoman.play.models import MODELS
from dragoman.play.smp import chances, risks, smp

PRINTED = 0.0501
"""History and logs print positions to one decimal."""
HUNDREDTH = 0.00501
FOURTH, THIRD = 0.0000501, 0.000501
ROUND = 0.1
BASELINE = 1e-6
NASH = 0.2501
"""The baselines' Nash points were looked for on a grid of a quarter of a point."""
PUBLISHED_ERRORS = {"mean": 23.7, "median": 28.4, "PCE Markov": 22.8, "challenge (equations)": 27.9}
WEIGHING = {"mean": "equal", "median": "equal", "PCE Markov": "file", "challenge (equations)": "file"}
"""With which capabilities an error was published: all equal, or those of the file."""


@dataclass(frozen=True, slots=True)
class Check:
    """A published number, what we have, and how far apart they may be."""

    group: str
    what: str
    published: float
    found: float
    tolerance: float

    @property
    def right(self) -> bool:
        return abs(self.published - self.found) <= self.tolerance


def scores(path: Path) -> dict[str, float]:
    """Percent of numbers that agree by group, the count of each group as `…_n`, and DEU's mean errors in points."""
    found: dict[str, list[bool]] = {}
    means: dict[str, float] = {}
    for check in checks(path):
        found.setdefault(check.group, []).append(check.right)
        if check.group == "deu_errors":
            means[f"error {check.what}"] = check.found
    result = means
    for group, rights in found.items():
        result[group] = 100 * sum(rights) / len(rights)
        result[f"{group}_n"] = float(len(rights))
    return result


def checks(path: Path) -> Iterator[Check]:
    """Every check on a folder, or on one of its three parts."""
    parts = {"emission_scholz2011": emission, "ktab_smp": ktab, "deu3": deu}
    if path.name in parts:
        yield from parts[path.name](path)
        return
    for name, part in parts.items():
        yield from part(path / name)


def emission(folder: Path) -> Iterator[Check]:
    """Table 2 by the variant that follows it, round by round, and the replication to three decimals."""
    with (folder / "actors.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    stakes = Stakes(
        tuple(row["Actor"] for row in rows),
        np.array([float(row["Position"]) for row in rows]),
        np.array([100 * float(row["Salience"]) for row in rows]),
        np.array([float(row["Capability"]) for row in rows]),
    )
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))
    yield Check("emission_start", "mean", published["initial_weighted_mean"], _value(averages.mean(stakes)), 1e-9)
    yield Check("emission_start", "median", published["initial_median"], _value(averages.median(stakes)), 1e-9)
    turns = challenge.by_table(stakes).rounds[1:]
    measures = {"median": averages.median_values, "mean": averages.mean_values}
    for what, measure in measures.items():
        values = [float(measure(turn, stakes.weights)) for turn in turns]
        table = published[f"table2_{what}_by_round"]
        replicated = published[f"jmckib_replication_{what}_r1_10"]
        for number, (printed, value) in enumerate(zip(table, values[: len(table)], strict=True), 1):
            yield Check("emission_table", f"{what} after round {number}", printed, value, ROUND)
        for number, (exact, value) in enumerate(zip(replicated, values, strict=True), 1):
            yield Check("emission_replication", f"{what} after round {number}", exact, value, THIRD)


def ktab(folder: Path) -> Iterator[Check]:
    """Positions of every actor, turn by turn, turn counts, risks and chances of the four measured cases."""
    for file in sorted((folder / "measured").glob("*.positions.csv")):
        name = file.name.removesuffix(".positions.csv")
        stakes = ktab_case(folder / f"{name}.csv")
        outcome = smp(stakes)
        published = _measured(file, stakes)
        yield Check("ktab_turns", name, len(published) - 1, len(outcome.rounds) - 1, 0)
        yield from _positions(name, published, outcome, stakes)
        history = (file.parent / f"{name}.history.txt").read_text(encoding="utf-8")
        yield from _histories("ktab_history", name, history, outcome, stakes)
        yield from _chances(name, history, outcome, stakes)
    logs = sorted(folder.glob("20170530_ref-*.txt"))
    published_for = {file.name.split(".")[0] for file in (folder / "measured").iterdir()}
    published_for |= {file.stem.removeprefix("20170530_ref-") for file in logs}
    for file in sorted(folder.glob("*.csv")):
        if file.stem not in published_for:
            print(f"# {file.name}: left out, no numbers are published for it")
    for file in logs:
        log = file.read_text(encoding="utf-8", errors="replace")
        case = folder / f"{file.stem.removeprefix('20170530_ref-')}.csv"
        if not case.exists():
            print(f"# {file.name}: left out, no input file beside it (a run with random transitions and cubic votes)")
            continue
        stakes = ktab_case(case)
        yield from _histories("ktab_log", case.stem, log, smp(stakes), stakes)
        first = re.findall(r"Inferred risk attitudes: *\n((?: *[-+]\d\.\d+ *\n)+)", log)[0]
        for actor, printed, found in zip(stakes.actors, first.split(), risks(stakes), strict=True):
            yield Check("ktab_risks", f"{case.stem} {actor}", float(printed), float(found), THIRD)


def ktab_case(file: Path) -> Stakes:
    """A scenario as `smpc` reads it: a title, a line of names, then actors with capability, positions, saliences."""
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, skipinitialspace=True))
    count, dimensions = int(rows[0][2]), int(rows[0][3])
    actors = rows[2 : 2 + count]
    positions = np.array([[float(row[3 + 2 * k]) for k in range(dimensions)] for row in actors])
    saliences = np.array([[float(row[4 + 2 * k]) for k in range(dimensions)] for row in actors])
    if dimensions == 1:
        positions, saliences = positions[:, 0], saliences[:, 0]
    return Stakes(tuple(row[0].strip() for row in actors), positions, saliences, [float(row[2]) for row in actors])


def deu(folder: Path) -> Iterator[Check]:
    """The baselines' predictions issue by issue, and the published mean errors."""
    decided = {
        "equal": tuple(issues(folder / "deu3.csv", equal=True)),
        "file": tuple(issues(folder / "deu3.csv")),
    }
    yield from _baselines(folder / "deu_baselines.csv", decided)
    models = dict(MODELS)
    for name, published in PUBLISHED_ERRORS.items():
        found = float(errors(decided[WEIGHING[name]], models[name]).mean())
        yield Check("deu_errors", name, published, found, 0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description="Bargaining models against published numbers.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    options = parser.parse_args()
    for name, value in scores(options.path).items():
        print(f"{name}\t{value:.2f}")
    missed = [check for check in checks(options.path) if not check.right] if options.misses else []
    for check in missed[: options.misses]:
        print(f"{check.group}: {check.what}: published {check.published:g}, found {check.found:.6g}")


def _baselines(file: Path, decided: dict[str, tuple[Decided, ...]]) -> Iterator[Check]:
    columns: dict[str, tuple[str, Model, float]] = {
        "smean": ("equal", averages.mean, BASELINE),
        "gsmean": ("file", averages.mean, BASELINE),
        "smedian": ("equal", averages.median, BASELINE),
        "gsmedian": ("file", averages.median, BASELINE),
        "nash_bad": ("equal", averages.nash, NASH),
    }
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    yield Check("deu_issues", "count", len(rows), len(decided["equal"]), 0)
    for place, row in enumerate(rows):
        for issue in (decided["equal"][place], decided["file"][place]):
            if issue.name != row["i"]:
                raise ValueError(f"issue {place + 1} is {issue.name}; expected {row['i']}")
        issue = decided["equal"][place]
        yield Check("deu_issues", f"{row['i']} actors", float(row["n"]), len(issue.stakes.actors), 0)
        yield Check("deu_issues", f"{row['i']} outcome", float(row["out"]), issue.outcome, 0)
        for column, (weighing, model, tolerance) in columns.items():
            found = _value(model(decided[weighing][place].stakes))
            yield Check(f"deu_{column}", row["i"], float(row[column]), found, tolerance)
        plain = Stakes(
            issue.stakes.actors,
            issue.stakes.positions,
            np.full_like(issue.stakes.saliences, 100),
            issue.stakes.capabilities,
        )
        yield Check("deu_plain_mean", row["i"], float(row["mean"]), _value(averages.mean(plain)), BASELINE)
        yield Check("deu_plain_median", row["i"], float(row["median"]), _value(averages.median(plain)), BASELINE)


def _measured(file: Path, stakes: Stakes) -> list[Floats]:
    place = {actor: index for index, actor in enumerate(stakes.actors)}
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    turns = 1 + max(int(row["turn"]) for row in rows)
    found = np.full((turns, len(place), stakes.dimensions), np.nan)
    for row in rows:
        found[int(row["turn"]), place[row["actor"].strip()], int(row["dim"])] = float(row["pos"])
    if np.isnan(found).any():
        raise ValueError(f"{file}: not every actor has a position in every turn")
    return list(found)


def _positions(name: str, published: list[Floats], outcome: Outcome, stakes: Stakes) -> Iterator[Check]:
    for turn, positions in enumerate(published):
        ours = (
            outcome.rounds[turn].reshape(positions.shape)
            if turn < len(outcome.rounds)
            else np.full_like(positions, np.nan)
        )
        for (actor, dimension), printed in np.ndenumerate(positions):
            what = f"{name} {stakes.actors[actor]} dimension {dimension} turn {turn}"
            yield Check("ktab_positions", what, float(printed), float(ours[actor, dimension]), HUNDREDTH)


def _histories(group: str, name: str, text: str, outcome: Outcome, stakes: Stakes) -> Iterator[Check]:
    """The table of positions over time at the end of a log, one line an actor and dimension."""
    start = text.index("History of actor positions over time")
    end = text.index("History of actors' winning probabilities", start)
    lines = [line for line in text[start:end].splitlines()[1:] if ":" in line]
    if len(lines) != len(stakes.actors) * stakes.dimensions:
        raise ValueError(f"{name}: {len(lines)} histories; expected {len(stakes.actors) * stakes.dimensions}")
    for place, line in enumerate(lines):
        actor, dimension = divmod(place, stakes.dimensions)
        printed = [float(cell) for cell in line.rsplit(":", 1)[1].split()]
        yield Check(group, f"{name} {stakes.actors[actor]} turns", len(printed), len(outcome.rounds), 0)
        for turn, value in enumerate(printed[: len(outcome.rounds)]):
            ours = float(outcome.rounds[turn].reshape(len(stakes.actors), -1)[actor, dimension])
            yield Check(group, f"{name} {stakes.actors[actor]} dimension {dimension} turn {turn}", value, ours, PRINTED)


def _chances(name: str, text: str, outcome: Outcome, stakes: Stakes) -> Iterator[Check]:
    """The table of chances at the end of a history: turn 0 under its own name, the later turns from our positions."""
    lines = text[text.index("History of actors' winning probabilities") :].splitlines()[1:]
    place = {actor: index for index, actor in enumerate(stakes.actors)}
    rows = [(line.split(", prob")[0].strip(), line) for line in lines if ", prob" in line]
    if len(rows) != len(place):
        print(f"# {name}: the history is cut off after the chances of {len(rows)} of {len(place)} actors")
    ours = [chances(Stakes(stakes.actors, turn, stakes.saliences, stakes.capabilities)) for turn in outcome.rounds]
    for actor, line in rows:
        for turn, printed in enumerate(line.rsplit(":", 1)[1].split()[: len(ours)]):
            group = "ktab_chances" if turn == 0 else "ktab_chances_later"
            found = float(ours[turn][place[actor]])
            yield Check(group, f"{name} {actor} turn {turn}", float(printed), found, FOURTH)


def _value(outcome: Outcome) -> float:
    if isinstance(outcome.value, tuple):
        raise TypeError(f"{outcome.model} gave {len(outcome.value)} values; expected one")
    return outcome.value


if __name__ == "__main__":
    main()
