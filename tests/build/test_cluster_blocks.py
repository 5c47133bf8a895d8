"""Blocks of resolution on the workers of a scheduler on loopback: in order, one killed, the same case to the byte."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

distributed = pytest.importorskip("distributed")
pytest.importorskip("fsspec")

from dragoman.build import cluster_blocks, read  # noqa: E402
from dragoman.build.cluster import Cluster  # noqa: E402
from dragoman.build.cluster_blocks import BLOCKS  # noqa: E402
from tests.golden import account_files  # noqa: E402

NUMBERS = [list(range(n)) for n in range(40)]


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[distributed.LocalCluster]:
    monkeypatch.setattr(cluster_blocks, "LITTLE", 0)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as local:
        yield local


def engine(local: distributed.LocalCluster, shared: object) -> Cluster:
    return Cluster(local.scheduler_address.replace("tcp://", "dask://"), str(shared))


def total(block: list[int]) -> tuple[int, int]:
    return os.getpid(), sum(block)


def dies_once(marker: Path, block: list[int]) -> int:
    if len(block) == 7 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(block)


def test_blocks_come_back_in_order_with_nothing_left(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    stale = tmp_path / "shared" / BLOCKS / "stale"
    stale.parent.mkdir(parents=True)
    stale.touch()
    with engine(workers, tmp_path / "shared").shuffling() as shuffle:
        assert not stale.exists()
        made = shuffle(total, NUMBERS, len)
    assert [sum_ for _, sum_ in made] == [sum(block) for block in NUMBERS]
    assert os.getpid() not in {process for process, _ in made}
    assert not list((tmp_path / "shared").rglob("*")), "blocks are left on the shared storage"


def test_a_worker_killed_with_blocks_in_hand(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    with engine(workers, tmp_path / "shared").shuffling() as shuffle:
        made = shuffle(partial(dies_once, tmp_path / "died"), NUMBERS, len)
    assert made == [sum(block) for block in NUMBERS]
    assert (tmp_path / "died").exists()


def dies_elsewhere(home: int, block: list[int]) -> int:
    if len(block) == 7 and os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(block)


def test_blocks_that_end_every_worker_are_worked_off_here(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    with engine(workers, tmp_path / "shared").shuffling() as shuffle:
        assert shuffle(partial(dies_elsewhere, os.getpid()), NUMBERS[5:9], len) == [10, 15, 21, 28]


def test_the_same_case_to_the_byte(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    read(account_files(), tmp_path / "here.case")
    read(account_files(), tmp_path / "spread.case", engine=engine(workers, tmp_path / "shared"))
    assert (tmp_path / "spread.case").read_bytes() == (tmp_path / "here.case").read_bytes()
