"""The command line: without Django, without a database, soon there, and in the reader's language."""

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from enishi.bulk.command import answers
from enishi.bulk.speech import spoken
from enishi.project import messages
from tests.bulk.conftest import REPORT, Run, lines_of, write_records

_WITHOUT_DJANGO = """
import importlib.abc
import sys

class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in ("django", "ninja", "psycopg", "sqlite3"):
            raise ImportError(f"enishi read imports {name}")

sys.meta_path.insert(0, Blocker())
from enishi.__main__ import main
main()
"""


def _without_django(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT_DJANGO, *arguments],
        cwd=cwd,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_texts_are_read_where_django_cannot_be_imported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<html><p>{REPORT}</p></html>", encoding="utf-8")
    done = _without_django("read", "--json", "a.txt", "b.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [line["id"] for line in lines_of(done.stdout)] == ["a", "b"]


def test_texts_are_scored_where_django_cannot_be_imported(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"language": "en", "published_on": "2025"}', encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"")
    done = _without_django("press", "score", ".", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[-1].split() == [
        "published_on",
        "all",
        *("0.000", "0.000", "0.000", "1"),
    ]


def test_the_blocker_would_notice_django(tmp_path: Path) -> None:
    done = _without_django("places", "find", "x", cwd=tmp_path)
    assert b"ImportError: enishi read imports django" in done.stderr


def test_only_these_are_answered_without_django() -> None:
    ours = (["read"], ["read", "a"], ["press", "score", "a", "b"], ["help", "read"])
    assert all(map(answers, ours))
    others: tuple[list[str], ...] = (
        [],
        ["help"],
        ["press"],
        ["press", "import"],
        ["load", "read"],
        ["help", "load"],
    )
    assert not any(map(answers, others))


def test_the_list_of_commands_names_ours(enishi: Run) -> None:
    told = enishi("help").stdout.decode()
    assert "[without a database]\n    read\n    press score\n" in told
    assert "    places\n" in told
    assert enishi("help", "read").stdout.startswith(b"usage: enishi read ")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "ja_JP"}, "ja"),
        ({"LC_MESSAGES": "vi", "LANG": "fr", "LC_ALL": ""}, "vi"),
        ({}, ""),
    ],
)
def test_the_language_is_that_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert spoken(environment) == language


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_help_and_mistakes_speak_the_language_of_the_reader(enishi: Run, language: str) -> None:
    messages.compile_all()
    held = messages.read(language)
    for asked, text in (
        (["read", "--help"], "one line of JSON for each text"),
        (["read"], "name what to read: files or folders."),
        (["press", "score", "--help"], "one JSON document"),
    ):
        said = held.get(text)
        assert said is not None
        done = enishi(*asked, language=language)
        # Lines of help are broken where they are full.
        told = "".join((done.stdout + done.stderr).decode().split())
        assert "".join(str(said.string).split()) in told


def test_a_language_without_catalogue_is_answered_in_english(enishi: Run) -> None:
    assert "name what to read" in enishi("read", language="de").stderr.decode()


def test_whoever_listens_no_longer_is_no_error(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(REPORT * 20, encoding="utf-8")
    command = f"{sys.executable} -m enishi read --json . --workers 1 | head -c 10"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"id":"0",', b"")


def _on_terminal(folder: Path, *arguments: str) -> bytes:
    """Return what a command says on a terminal that listens to its errors."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = subprocess.Popen(
        [sys.executable, "-m", "enishi", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    told = b""
    try:
        while piece := os.read(ours, 4096):
            told += piece
    except OSError:
        pass  # how a terminal says that the other side is gone
    os.close(ours)
    assert process.wait(60) == 0
    return told


def test_progress_is_shown_on_a_terminal_only(enishi: Run, tmp_path: Path) -> None:
    write_records(tmp_path / "in.jsonl", 2000)
    told = _on_terminal(tmp_path, "read", "in.jsonl", "-o", "out.jsonl")
    assert b"100%" in told
    assert enishi("read", "in.jsonl", "-o", "other.jsonl").stderr == b""
