"""Blocks of resolution spread over processes: in order, whoever dies, and a case the same to the byte."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.build import read, spreading
from dragoman.build.engine import Processes
from dragoman.build.spreading import portions, spread
from tests.golden import account_files


@given(st.lists(st.lists(st.integers(), max_size=9), max_size=40), st.integers(1, 12))
def test_portions_are_all_blocks_in_order_in_about_so_many_runs(blocks: list[list[int]], count: int) -> None:
    runs = portions(blocks, count, len)
    assert [block for run in runs for block in run] == blocks
    assert all(runs)
    if any(blocks):
        assert len(runs) <= count + 1


def test_a_dear_block_is_not_kept_waiting_for_others() -> None:
    assert portions([[1]] * 3 + [[1] * 100] + [[1]] * 3, 4, len)[0] == [[1]] * 3 + [[1] * 100]


def total(block: list[int]) -> tuple[int, int]:
    return os.getpid(), sum(block)


def test_blocks_are_worked_off_elsewhere_and_come_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "LITTLE", 0)
    blocks = [list(range(n)) for n in range(40)]
    with spread(2) as shuffle:
        made = shuffle(total, blocks, len)
        again = shuffle(total, blocks, len)
    assert [sum_ for _, sum_ in made] == [sum(block) for block in blocks] == [sum_ for _, sum_ in again]
    assert os.getpid() not in {process for process, _ in made}


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_a_little_is_done_here(workers: int) -> None:
    with spread(workers) as shuffle:
        assert shuffle(total, [[1, 2], [3]], len) == [(os.getpid(), 3), (os.getpid(), 3)]


def dies_once(marker: Path, block: list[int]) -> int:
    if len(block) == 7 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(block)


def test_a_process_that_dies_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "LITTLE", 0)
    blocks = [list(range(n)) for n in range(40)]
    with spread(2) as shuffle:
        assert shuffle(partial(dies_once, tmp_path / "died"), blocks, len) == [sum(block) for block in blocks]
        assert (tmp_path / "died").exists()
        assert [made for _, made in shuffle(total, blocks, len)] == [sum(block) for block in blocks]


def test_the_same_case_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(account_files(), tmp_path / "here.case")
    monkeypatch.setattr(spreading, "LITTLE", 0)
    read(account_files(), tmp_path / "spread.case", engine=Processes(2))
    assert (tmp_path / "spread.case").read_bytes() == (tmp_path / "here.case").read_bytes()
