"""`enishi press score` reads texts and counts what was found of what they say."""

import json
from pathlib import Path

from enishi.domain import press
from enishi.domain.press.documents import document_of
from tests.bulk.conftest import REPORT, Run


def _set(folder: Path) -> None:
    """Make a set of two texts of which one is read as it should be, and one is missing."""
    (folder / "gold").mkdir()
    (folder / "texts").mkdir()
    said = document_of(press.read(REPORT), "a")
    figure = {"subject_code": "VN-13", "measure": "seals", "value": 7, "bound": "exact"}
    said["figures"] = [*said["figures"], figure]
    (folder / "gold/a.json").write_text(json.dumps(said), encoding="utf-8")
    (folder / "texts/a.txt").write_text(REPORT, encoding="utf-8")
    other = {"language": "ja", "localities": [{"code": "JP-10"}], "published_on": "2025"}
    (folder / "gold/b.json").write_text(json.dumps(other), encoding="utf-8")


def test_scores_are_told_by_kind_and_language(enishi: Run, tmp_path: Path) -> None:
    _set(tmp_path)
    done = enishi("press", "score", "gold", "texts", "--json")
    assert done.returncode == 1
    assert done.stderr == b"texts/b.txt: it cannot be read: No such file or directory.\n"
    told = json.loads(done.stdout)
    assert (told["figures/all"]["fn"], told["localities/ja"]["fn"]) == (1, 1)
    assert told["events/all"]["f1"] == 1.0
    assert told["published_on/ja"] == {
        "p": 0.0,
        "r": 0.0,
        "f1": 0.0,
        "n": 1,
        "tp": 0,
        "fp": 0,
        "fn": 1,
        "fields": {},
    }
    table = enishi("press", "score", "gold", "texts").stdout.decode().splitlines()
    assert table[0].split() == ["P", "R", "F1", "n"]
    assert table[3].split()[:2] == ["localities", "all"]


def test_what_was_missed_is_listed(enishi: Run, tmp_path: Path) -> None:
    _set(tmp_path)
    done = enishi("press", "score", "gold", "texts", "--errors", "figures")
    first = done.stdout.decode().splitlines()[0]
    assert first.startswith('a: missed: {"subject_code": "VN-13", "measure": "seals", "value": 7')


def test_folders_that_hold_no_set_are_told(enishi: Run, tmp_path: Path) -> None:
    done = enishi("press", "score", "none", "texts")
    assert (done.returncode, done.stderr) == (2, b"none is not a folder. Name another.\n")
    (tmp_path / "gold").mkdir()
    done = enishi("press", "score", "gold", "texts")
    assert (done.returncode, done.stderr) == (2, b"gold holds no <id>.json. Name another.\n")
    (tmp_path / "gold/a.json").write_text("[]", encoding="utf-8")
    done = enishi("press", "score", "gold", "texts")
    assert done.returncode == 2
    assert b"gold/a.json is not a document with a language" in done.stderr
    assert enishi("press", "score", "gold").returncode == 2
