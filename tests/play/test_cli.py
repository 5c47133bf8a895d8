"""The commands that play: suggest, run, obligations, balance, backtest."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.play import app
from dragoman.play.scenario import BadScenario
from tests.play.strait import QUESTION, make


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("played") / "strait.case"
    make(path)
    return path


@pytest.fixture(scope="module")
def scenario(case: Path) -> Path:
    path = case.with_name("scenario.toml")
    play("suggest", str(case), QUESTION, "-o", str(path))
    return path


def play(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done.stdout


@pytest.mark.parametrize("command", ["suggest", "run", "obligations", "balance", "backtest"])
def test_help_shows_an_example(command: str) -> None:
    assert "Example" in play(command, "--help")


def test_suggest_prints_what_it_would_write(case: Path, scenario: Path) -> None:
    assert play("suggest", str(case), QUESTION) == scenario.read_text(encoding="utf-8")


def test_run_tells_outcomes_and_what_ifs(case: Path, scenario: Path) -> None:
    told = play("run", str(case), str(scenario), "--draws", "50", "--what-if", "SAU salience 5")
    assert "no bargaining dynamics beats" in told
    assert "SAU salience 5" in told
    assert "bay.txt:" in told


def test_run_gives_tables(case: Path, scenario: Path) -> None:
    words = ("run", str(case), str(scenario), "--draws", "50", "--model", "PCE Markov")
    tables = json.loads(play(*words, "--json"))
    assert set(tables) == {"outcomes", "players", "moves", "accounts", "whatifs"}
    rows = list(csv.DictReader(io.StringIO(play(*words, "--table", "outcomes", "--csv"))))
    assert [row["model"] for row in rows] == ["mean", "median", "PCE conditional", "PCE Markov"]
    assert "bay.txt" in play(*words, "--table", "accounts")


def test_run_draws(case: Path, scenario: Path, tmp_path: Path) -> None:
    play("run", str(case), str(scenario), "--draws", "50", "--drawings", str(tmp_path / "out"))
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"axis.svg", "outcomes.svg", "tornado.svg"}


def test_misuse_is_told(case: Path, scenario: Path, tmp_path: Path) -> None:
    play("run", str(case), str(scenario), "--model", "SPM", status=2)
    play("run", str(case), str(scenario), "--table", "all", status=2)
    play("run", str(case), str(scenario), "--csv", status=2)
    play("obligations", str(case), "--if", "rain on QAT", status=2)
    play("obligations", str(case), "--if", "attack on QAT", "--on", "Monday", status=2)
    (tmp_path / "bad.toml").write_text("question = 1\n", encoding="utf-8")
    with pytest.raises(BadScenario, match=r"bad\.toml:1"):
        play("run", str(case), str(tmp_path / "bad.toml"))


def test_obligations_are_of_the_day(case: Path) -> None:
    told = play("obligations", str(case), "--if", "attack on TUR")
    assert "on 2024-03-04" in told
    assert "NATO" in told
    assert json.loads(play("obligations", str(case), "--if", "attack on TUR", "--json"))
    assert "said_by" in play("obligations", str(case), "--if", "attack on TUR", "--csv").splitlines()[0]


def test_balance_tells_camps(case: Path) -> None:
    told = play("balance", str(case))
    assert "camp 1" in told
    assert "Saudi Arabia" in told
    assert json.loads(play("balance", str(case), "--json"))


def test_backtest_tells_models(tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    path.write_text("isnr,out,pA,sA,pB,sB\ni1,50,0,50,100,50\ni2,20,10,80,30,20\n", encoding="utf-8")
    assert "mean" in play("backtest", str(path))
    assert json.loads(play("backtest", str(path), "--json"))[0]["n"] == 2
