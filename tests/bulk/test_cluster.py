"""On a cluster the same is read as on one machine, byte for byte."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bulk.conftest import Run, write_records

_CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(name="scheduler")
def scheduler_of_two_workers(tmp_path: Path) -> Iterator[str]:
    script = tmp_path / "cluster.py"
    script.write_text(_CLUSTER, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.communicate("", timeout=60)


def test_a_cluster_reads_the_same(enishi: Run, tmp_path: Path, scheduler: str) -> None:
    write_records(tmp_path / "in.jsonl", 500)
    assert enishi("read", "in.jsonl", "-o", "here.jsonl", "--workers", "1").returncode == 0
    done = enishi("read", "in.jsonl", "-o", "there.jsonl", "--dask", scheduler)
    assert (done.returncode, done.stderr) == (0, b"")
    here, there = ((tmp_path / name).read_bytes() for name in ("here.jsonl", "there.jsonl"))
    assert here.count(b"\n") == 500
    assert sorted(there.splitlines()) == sorted(here.splitlines())
    # A run on the cluster is taken up as any other.
    (tmp_path / "there.jsonl").write_bytes(there[: len(there) // 2])
    enishi("read", "in.jsonl", "-o", "there.jsonl", "--dask", scheduler)
    assert (tmp_path / "there.jsonl").read_bytes() == there


def test_a_scheduler_that_does_not_answer_is_told(enishi: Run, tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 1)
    done = enishi("read", "in.jsonl", "--dask", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    told = done.stderr.decode().splitlines()[-1]
    assert told.startswith("The scheduler tcp://127.0.0.1:1 does not answer: ")


def test_a_cluster_that_cannot_read_is_told(enishi: Run, tmp_path: Path, scheduler: str) -> None:
    write_records(tmp_path / "in.jsonl", 1)
    # Workers of another version of Enishi: what they are asked to call is not there.
    (tmp_path / "other.py").write_text(
        "import enishi.bulk.hands as hands\n"
        "def read_some(*_): raise ModuleNotFoundError('enishi.bulk.reading')\n"
        "hands.read_some = read_some\n"
        "from enishi.__main__ import main\nmain()\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "other.py", "read", "in.jsonl", "--dask", scheduler],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    told = f"The cluster of {scheduler} gave up: ModuleNotFoundError: enishi.bulk.reading."
    assert told in done.stderr.decode()


def test_a_missing_library_is_told_with_what_to_install(tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 1)
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "enishi", "read", "in.jsonl", "--dask", "tcp://127.0.0.1:1"],
        cwd=tmp_path,  # `-m` looks for modules here first
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "--dask needs the library “distributed”. Install it: pip install 'enishi[cluster]'\n"
    )
