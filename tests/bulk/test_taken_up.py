"""A run that was interrupted goes on where it stopped, and writes what it would have written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bulk.conftest import Run, lines_of, write_records


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in told.read_text().split()] if told.exists() else []


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_is_taken_up(enishi: Run, tmp_path: Path, workers: str) -> None:
    write_records(tmp_path / "in.jsonl", 1500)
    enishi("read", "in.jsonl", "-o", "whole.jsonl", "--workers", workers)
    whole = (tmp_path / "whole.jsonl").read_bytes()
    assert whole.count(b"\n") == 1500

    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "enishi",
            "read",
            "in.jsonl",
            "-o",
            "out.jsonl",
            "--workers",
            workers,
        ],
        cwd=tmp_path,
    )
    deadline = time.monotonic() + 60
    while not (output.exists() and output.stat().st_size > 20_000):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    children = _children(process.pid)
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL
    written = output.read_bytes()
    assert 0 < len(written) < len(whole), "the run was over before it could be killed"
    # The worst that a crash leaves behind: a line written by half.
    at = written.rindex(b"\n") + 1
    output.write_bytes(whole[: at + 100])

    done = enishi("read", "in.jsonl", "-o", "out.jsonl", "--workers", workers)
    assert done.returncode == 0
    kept = written[:at].count(b"\n")
    assert done.stderr.decode() == (
        f"{kept:,} texts stand in out.jsonl already and were not read again.\n"
    )
    assert sorted(output.read_bytes().splitlines()) == sorted(whole.splitlines())
    deadline = time.monotonic() + 10
    while any(map(_alive, children)):
        assert time.monotonic() < deadline, "workers outlive the run they belong to"
        time.sleep(0.05)


def test_a_finished_run_reads_nothing_again(enishi: Run, tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 3)
    enishi("read", "in.jsonl", "-o", "out.jsonl")
    before = (tmp_path / "out.jsonl").read_bytes()
    done = enishi("read", "in.jsonl", "-o", "out.jsonl")
    assert done.stderr.decode().startswith("3 texts stand in out.jsonl already")
    assert (tmp_path / "out.jsonl").read_bytes() == before


def test_the_output_is_no_input(enishi: Run, tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 3)
    for _ in range(2):
        done = enishi("read", ".", "-o", "out.jsonl")
        assert done.returncode == 0
        assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 3


def test_what_is_new_or_changed_is_read_and_what_is_gone_stays(enishi: Run, tmp_path: Path) -> None:
    for name, text in (("b", "one"), ("c", "two"), ("d", "two")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    enishi("read", "b.txt", "c.txt", "d.txt", "-o", "out.jsonl")
    (tmp_path / "a.txt").write_text("zero", encoding="utf-8")
    (tmp_path / "c.txt").write_text("changed", encoding="utf-8")
    done = enishi("read", "a.txt", "b.txt", "c.txt", "-o", "out.jsonl")
    ids = [line["id"] for line in lines_of((tmp_path / "out.jsonl").read_bytes())]
    assert ids == ["b", "c", "d", "a", "c"]
    assert done.stderr.decode().splitlines() == [
        "1 text stands in out.jsonl already and was not read again.",
        "2 lines of out.jsonl are of no text given this time. They stay.",
    ]


def test_a_text_given_twice_has_two_lines_after_a_crash_too(enishi: Run, tmp_path: Path) -> None:
    record = b'{"id": "a", "text": "one"}\n'
    (tmp_path / "in.jsonl").write_bytes(record * 3)
    enishi("read", "in.jsonl", "-o", "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)
    assert len(lines) == 3
    (tmp_path / "out.jsonl").write_bytes(lines[0])
    enishi("read", "in.jsonl", "-o", "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b"".join(lines)


@pytest.mark.parametrize(
    "held", [b"notes of mine", b'{"id":"a"}\n', b'[1]\n{"id":"', b'{"name": 1}\n']
)
def test_a_file_that_holds_something_else_is_left_alone(
    enishi: Run, tmp_path: Path, held: bytes
) -> None:
    write_records(tmp_path / "in.jsonl", 1)
    (tmp_path / "out.jsonl").write_bytes(held)
    done = enishi("read", "in.jsonl", "-o", "out.jsonl")
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "out.jsonl holds something else than readings. Name another file.\n"
    )
    assert (tmp_path / "out.jsonl").read_bytes() == held


def test_a_place_where_nothing_can_be_written_is_told(enishi: Run, tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 1)
    done = enishi("read", "in.jsonl", "-o", "no/such/folder.jsonl")
    assert done.returncode == 2
    assert b"no/such/folder.jsonl cannot be written" in done.stderr


def test_ctrl_c_stops_and_keeps_what_was_read(tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 20_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "enishi", "read", "in.jsonl", "-o", "out.jsonl"],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "en"},
        stderr=subprocess.PIPE,
    )
    output = tmp_path / "out.jsonl"
    deadline = time.monotonic() + 60
    while not (output.exists() and output.stat().st_size > 20_000):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (130, b"Stopped.\n")
    assert output.read_bytes().endswith(b"\n")
