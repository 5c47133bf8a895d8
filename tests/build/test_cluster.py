"""A scheduler and two workers on loopback: the same bytes as on one machine, with a worker killed, on s3 as well."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import distributed
import pytest
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem

from dragoman.build import read
from dragoman.build.cluster import Cluster, NoCluster
from dragoman.build.workers import MOST, Task, read_part
from dragoman.extract.parse import MODEL
from dragoman.records import Document
from tests.golden import account_files

BUCKET = "accounts"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty short accounts: the paragraphs of the bundled ones."""
    folder = tmp_path_factory.mktemp("accounts")
    paragraphs = [p for file in account_files() for p in Path(file).read_text(encoding="utf-8").split("\n\n")]
    for number, paragraph in enumerate(p for p in paragraphs if len(p) > 200):
        (folder / f"{number:02}.txt").write_text(paragraph, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(accounts: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("undisturbed") / "k.case"
    read([str(accounts)], path)
    return path.read_bytes()


@pytest.fixture
def workers() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as local:
        yield local


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3FileSystem]:
    """Storage with a bucket, served on loopback; what is started afterwards finds it under s3://."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        S3FileSystem.clear_instance_cache()  # one made before knows another server
        storage = S3FileSystem()
        storage.mkdir(BUCKET)
        yield storage
    finally:
        server.stop()
        S3FileSystem.clear_instance_cache()


def engine(local: distributed.LocalCluster, shared: object) -> Cluster:
    return Cluster(local.scheduler_address.replace("tcp://", "dask://"), str(shared))


def test_the_same_bytes(workers: distributed.LocalCluster, accounts: Path, undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    read([str(accounts)], path, engine=engine(workers, tmp_path / "shared"))
    assert path.read_bytes() == undisturbed
    assert not list(tmp_path.rglob("*.jsonl")), "chunks are left on the shared storage"


def test_a_worker_killed_in_mid_run(
    workers: distributed.LocalCluster, accounts: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    path, shared = tmp_path / "k.case", tmp_path / "shared"
    killed: list[int] = []

    def kill_one() -> None:
        _until(lambda: list(shared.glob("todo/*.jsonl")))
        with distributed.Client(workers.scheduler_address) as client:
            _until(lambda: any(client.processing().values()))
            busy = next(worker for worker, tasks in client.processing().items() if tasks)
            killed.append(client.run(os.getpid, workers=[busy])[busy])
        os.kill(killed[0], signal.SIGKILL)

    killer = Thread(target=kill_one)
    killer.start()
    read([str(accounts)], path, engine=engine(workers, shared))
    killer.join()
    assert killed
    assert path.read_bytes() == undisturbed


def test_what_was_finished_before_is_not_done_again(workers: distributed.LocalCluster, tmp_path: Path) -> None:
    tasks = [Task(Document(f"doc-{n}", f"{n}.txt", f"The mayor of town {n} resigned."), f"x-{n}") for n in range(MOST)]
    shared, local = engine(workers, tmp_path / "shared"), tmp_path / "local"
    (part,) = shared.map(tasks, local, model=MODEL)
    marked = part.read_text(encoding="utf-8").replace("doc-0", "doc-zero")
    (tmp_path / "shared" / part.name).write_text(marked, encoding="utf-8")
    (part,) = shared.map(tasks, local, model=MODEL)
    assert next(read_part(part))[1].document == "doc-zero"


def test_on_s3(s3: S3FileSystem, accounts: Path, undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as local:  # started here, so that its workers know the bucket
        read([str(accounts)], path, engine=engine(local, f"s3://{BUCKET}/shared"))
    assert path.read_bytes() == undisturbed
    s3.invalidate_cache()
    assert not s3.find(BUCKET), "chunks are left in the bucket"


def test_no_scheduler_is_told(tmp_path: Path) -> None:
    nowhere = Cluster("dask://127.0.0.1:9", str(tmp_path), patience=1.0)
    task = Task(Document("doc-1", "1.txt", "The mayor resigned."), "x-1")
    with pytest.raises(NoCluster, match="no scheduler or no worker there within 1 s"):
        list(nowhere.map([task], tmp_path / "local", model=MODEL))


def _until(happened: Callable[[], object], most: int = 600) -> None:
    for _ in range(most):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")
