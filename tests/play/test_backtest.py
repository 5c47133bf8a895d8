"""The backtest on a small made-up table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.play import averages
from dragoman.play.backtest import BadIssues, backtest, errors, issues, printed
from dragoman.play.models import MODELS

HEAD = "isnr\tpalder\tpbirch\tpcedar\tsalder\tsbirch\tscedar\tprname\tout\n"
ROWS = "a1\t0\t100\t50\t50\t50\t50\tbridge\t50\na2\t0\t100\t\t20\t60\t\tferry\t75\na3\t10\t\t90\t40\t\t\ttunnel\t12\n"
NO_OUTCOME = "a4\t0\t100\t50\t50\t50\t50\tcanal\t\n"
STRENGTHS = "\t3\t1\t2\t\t\t\t\t\n"
SIMPLE = (("mean", averages.mean), ("median", averages.median))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "issues.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_actors_take_part_with_position_and_salience(tmp_path: Path) -> None:
    decided = list(issues(written(tmp_path, HEAD + ROWS + NO_OUTCOME)))
    assert [issue.name for issue in decided] == ["a1", "a2", "a3"]
    assert [issue.stakes.actors for issue in decided] == [("alder", "birch", "cedar"), ("alder", "birch"), ("alder",)]
    assert [issue.outcome for issue in decided] == [50, 75, 12]


def test_errors_and_hits(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + ROWS + NO_OUTCOME)
    assert errors(tuple(issues(path)), averages.mean) == pytest.approx([0, 0, 2])
    mean, median = backtest(path, models=SIMPLE)
    assert (mean.model, mean.n, mean.hits5, mean.hits10) == ("mean", 3, 1.0, 1.0)
    assert mean.mae == pytest.approx(2 / 3)
    assert (mean.low, mean.high) == pytest.approx((0, 2))
    assert median.mae == pytest.approx(27 / 3)
    assert median.hits10 == pytest.approx(2 / 3)


def test_capabilities_in_the_file_give_a_second_set_of_rows(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + STRENGTHS + ROWS)
    rows = backtest(path, models=SIMPLE)
    assert [row.model for row in rows] == [
        "mean, equal capabilities",
        "median, equal capabilities",
        "mean, capabilities of the file",
        "median, capabilities of the file",
    ]
    first = next(issues(path))
    assert first.stakes.capabilities.tolist() == [3, 1, 2]
    assert next(issues(path, equal=True)).stakes.capabilities.tolist() == [1, 1, 1]


def test_all_models_and_the_same_bytes_twice(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + ROWS)
    rows = backtest(path)
    assert [row.model for row in rows] == [name for name, _ in MODELS]
    assert printed(rows) == printed(backtest(path))
    assert printed(rows).splitlines()[0].split()[0] == "model"
    assert all(row.low <= row.mae <= row.high for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_commas_and_semicolons_do_too(tmp_path: Path, delimiter: str) -> None:
    text = (HEAD + ROWS).replace("\t", delimiter)
    assert len(list(issues(written(tmp_path, text)))) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("out", "result") + ROWS, "no column 'out'"),
        ("isnr\tout\na1\t50\n", "no actor has columns"),
        (HEAD + NO_OUTCOME, "no row has an outcome"),
        (HEAD + ROWS.replace("\t75\n", "\tlots\n"), r"issues.csv:3: out is 'lots'; expected a number"),
        (HEAD + ROWS.replace("\t75\n", "\t175\n"), r"issues.csv:3: outcome 175; expected 0 to 100"),
        (HEAD + ROWS.replace("a1\t0\t", "a1\t-5\t"), r"issues.csv:2: position -5 of alder; expected 0 to 100"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadIssues, match=message):
        backtest(written(tmp_path, text), models=SIMPLE)


def test_interval_narrows_with_issues(tmp_path: Path) -> None:
    generator = np.random.default_rng(4)
    lines = [
        f"b{n}\t0\t100\t50\t50\t50\t50\tbridge\t{outcome:.0f}\n"
        for n, outcome in enumerate(generator.uniform(0, 100, 200))
    ]
    few, many = (backtest(written(tmp_path, HEAD + "".join(lines[:count])), models=SIMPLE)[0] for count in (20, 200))
    assert many.high - many.low < few.high - few.low
