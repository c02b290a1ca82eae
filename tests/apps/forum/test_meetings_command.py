"""`enishi meetings`: what it writes, and what it says when it cannot."""

import ast
import gzip
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from enishi.apps.forum.management import phrases
from enishi.domain.scheduling import BadProblem, Reason, Score, Status, score, violations
from enishi.domain.scheduling.readers.documents import read_plan, read_problem, write_problem
from enishi.domain.scheduling.readers.published import read_published
from enishi.domain.scheduling.readers.synthetic import synthetic
from enishi.domain.scheduling.rules import RULES
from tests.conftest import LANGUAGES
from tests.domain.scheduling import test_problem, test_readers
from tests.domain.scheduling.small import problem

SOURCE = Path(__file__).resolve().parents[3] / "src" / "enishi" / "domain" / "scheduling"
PUBLISHED = """
nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
requested = [|1, 2, 3, |1, 3, 3|];
forbidden = [{0}, {1, 4}, {}];
"""
RICH = {**test_readers.RICH, "name": "rich"}


def ran(*words: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("meetings", *map(str, words), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*words: object) -> CommandError:
    with pytest.raises(CommandError) as found:
        ran(*words)
    return found.value


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    return file(tmp_path / "rich.json", RICH)


def file(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


class TestSolve:
    def test_the_plan_is_written_as_the_issue_says_and_progress_told(
        self, rich: Path, tmp_path: Path
    ) -> None:
        target = tmp_path / "plan.json"
        out, err = ran("solve", rich, "--seconds", "5", "--seed", "7", "-o", target)
        document = json.loads(target.read_text(encoding="utf-8"))
        assert list(document) == [
            *("instance", "status", "objective", "bound", "seconds", "seed", "assignments")
        ]
        assert (document["instance"], document["seed"]) == ("rich", 7)
        assert document["status"] in set(Status)
        assert set(document["objective"]) == {field.name for field in fields(Score)}
        assert set(document["bound"]) == {"must_missing", "weight", "breaks"}
        held, plan = read_problem(RICH), read_plan(document)
        assert violations(held, plan) == []
        assert document["objective"]["weight"] == score(held, plan).weight > 0
        assert "weight placed" in out
        assert re.search(
            r"^\d+\.\d s: musts not placed 0, weight [12] of at most", err, re.MULTILINE
        )

    def test_why_not_every_must_can_be_held_is_told(self, rich: Path) -> None:
        tight = test_readers.changed(RICH, "requests", 0, "must", to=True)
        tight["parties"][0]["unavailable"] = [2]
        out, _ = ran("solve", file(rich, tight), "--seconds", "5", "-o", rich.with_suffix(".plan"))
        assert out.splitlines()[0].startswith("Proved: no plan places every must.")
        assert "       1  musts not placed" in out
        told = phrases.reason(Reason(("party.available", "table.free"), ("p0", "m0")))
        assert told == (
            "In the way: Nobody meets while away, unless a substitute is there. A table holds one meeting at a time."
            " This concerns: p0, m0."
        )

    def test_a_document_goes_to_standard_output(self, rich: Path) -> None:
        out, _ = ran("solve", rich, "--seconds", "5", "--json")
        assert json.loads(out)["instance"] == "rich"

    @pytest.mark.parametrize("name", ["small.dzn", "small.json", "small.dzn.gz", "small"])
    def test_a_published_file_is_known_by_what_it_says(self, tmp_path: Path, name: str) -> None:
        content: bytes = PUBLISHED.encode()
        path = tmp_path / name
        if name == "small.json":  # ours, whatever it is called
            content = json.dumps(write_problem(read_published(PUBLISHED, fairness=0))).encode()
        path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
        out, _ = ran("solve", path, "--seconds", "5", "--fairness", "0", "--json")
        told = json.loads(out)
        assert (told["instance"], len(told["assignments"])) == ("small", 2)
        assert told["objective"]["breaks"] == 0

    def test_a_plan_to_begin_from_is_taken_and_what_is_wrong_of_it_told(
        self, rich: Path, tmp_path: Path
    ) -> None:
        begun = {"request": "m0", "slot": 2, "table": "hall1", "interpreter": "i0"}
        start = file(tmp_path / "start.json", [begun])
        out, _ = ran("solve", rich, "--seconds", "1", "--start", start, "--json")
        assert json.loads(out)["objective"]["weight"] >= 1
        wrong = [begun | {"slot": 1}, {"request": "nobody's", "slot": 9, "table": "roof"}]
        out, err = ran("solve", rich, "--seconds", "1", "--json", "--start", file(start, wrong))
        assert json.loads(out)["objective"]["weight"] >= 1
        assert err.splitlines()[0] == (
            f"“{start}” breaks a rule: Nobody asked for this meeting: nobody's."
            " What can be kept of it is kept."
        )

    @pytest.mark.parametrize(
        "words",
        [
            ("--seconds", "0"),
            ("--seconds", "soon"),
            ("--seconds", "nan"),
            ("--fairness", "-1"),
            ("--fairness", "x"),
            ("--seed", "x"),
        ],
    )
    def test_a_wrong_option_is_refused(self, rich: Path, words: tuple[str, str]) -> None:
        assert words[0] in str(refused("solve", rich, "--json", *words))

    def test_a_plan_goes_somewhere(self, rich: Path) -> None:
        assert (refused("solve", rich).returncode, str(refused("solve", rich))) == (
            2,
            "Say where the plan goes: -o PLAN.json, or --json.",
        )

    def test_what_cannot_be_written_is_told(self, rich: Path, tmp_path: Path) -> None:
        wrong = refused("solve", rich, "--seconds", "1", "-o", tmp_path / "no" / "plan.json")
        assert wrong.returncode == 2
        assert "Nothing was changed" in str(wrong)

    @pytest.mark.skipif(os.name == "nt", reason="a console sends Ctrl-C there, not a program")
    def test_ctrl_c_ends_the_search_with_the_best_plan_so_far(self, tmp_path: Path) -> None:
        held = synthetic(300, seed=1, wishes=6)
        target = tmp_path / "plan.json"
        words = ["solve", file(tmp_path / "big.json", write_problem(held)), "--seconds", "300"]
        with subprocess.Popen(
            [sys.executable, "-m", "enishi", "meetings", *map(str, words), "-o", str(target)],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        ) as program:
            assert program.stderr is not None
            for line in program.stderr:
                if re.search(r"weight [1-9]", line):
                    break
            program.send_signal(signal.SIGINT)
            program.communicate(timeout=60)
        assert program.returncode == 0
        document = json.loads(target.read_text(encoding="utf-8"))
        assert violations(held, read_plan(document)) == []
        assert document["objective"]["weight"] > 0


class TestCheck:
    def test_a_good_plan_is_told_with_its_score(self, rich: Path, tmp_path: Path) -> None:
        plan = [{"request": "m2", "slot": 1, "table": "green", "interpreter": "i0"}]
        out, _ = ran("check", rich, file(tmp_path / "plan.json", plan))
        assert out.splitlines()[0] == "The plan breaks no rule."
        assert "       1  weight placed" in out.splitlines()

    def test_what_is_wrong_is_told_and_the_program_ends_with_1(
        self, rich: Path, tmp_path: Path
    ) -> None:
        plan = [{"request": "m2", "slot": 1, "table": "hall1", "interpreter": "i0"}]
        path = file(tmp_path / "plan.json", plan)
        out, err = StringIO(), StringIO()
        with pytest.raises(CommandError) as found:
            call_command("meetings", "check", str(rich), str(path), stdout=out, stderr=err)
        assert found.value.returncode == 1
        assert out.getvalue() == (
            "The table is not in a zone for this meeting: hall1, m2, slot 1\n"
        )
        out = StringIO()
        with pytest.raises(CommandError):
            call_command("meetings", "check", str(rich), str(path), "--json", stdout=out)
        assert json.loads(out.getvalue()) == {
            "instance": "rich",
            "objective": None,
            "violations": [{"rule": "table.zone", "culprits": ["hall1", "m2"], "slot": 1}],
        }

    def test_fairness_is_as_one_asks(self, tmp_path: Path) -> None:
        path = tmp_path / "small.dzn"
        path.write_text(PUBLISHED, encoding="utf-8")
        held = [{"request": "1", "slot": 1, "table": 0}, {"request": "2", "slot": 3, "table": 0}]
        plan = file(tmp_path / "plan.json", held)
        assert "breaks no rule" in ran("check", path, plan)[0]
        assert refused("check", path, plan, "--fairness", "0").returncode == 1


class TestDraw:
    def test_a_picture_is_written(self, rich: Path, tmp_path: Path) -> None:
        plan = [{"request": "m2", "slot": 1, "table": "green", "interpreter": "i0"}]
        path, target = file(tmp_path / "plan.json", plan), tmp_path / "plan.svg"
        ran("draw", rich, path, "-o", target)
        svg = target.read_text(encoding="utf-8")
        assert svg.startswith("<svg")
        assert {"p0", "p1", "i0", "protocol"} <= set(re.findall(r">([^<>]+)<", svg))
        assert "slot 1, table green: p0 × p1, with i0" in svg
        away = [{"request": "m2", "slot": 2, "table": "green", "interpreter": "i0"}]
        ran("draw", rich, file(tmp_path / "away.json", away), "-o", target)
        assert "table green: p0 × p1 (deputy), with i0" in target.read_text(encoding="utf-8")
        ran("draw", rich, path, "-o", target, "--party", "p1")
        assert "i0</text>" not in target.read_text(encoding="utf-8")
        assert refused("draw", rich, path, "-o", target, "--party", "p9").returncode == 2


UNREADABLE: list[tuple[bytes | None, str]] = [
    (None, "could not be read"),
    (b"\x1f\x8b\x08 no gzip", "could not be read"),
    (gzip.compress(b"x" * 99, mtime=0)[:-9], "could not be read"),
    (b'{"slots": 4,}', "is not JSON: look at line 1"),
    (b'{"name": "\xff"}', "is not UTF-8"),
    (b"[" * 200_000, "nested too deeply"),
    (b"[]", "this is not an object"),
    (b'{"slots": "4", "tables": 1}', "small: slots: this is not a whole number"),
    (b"nothing at all", "nBusiness: the value is missing. Add it."),
]


@pytest.mark.parametrize(("content", "says"), UNREADABLE)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "small"
    if content is not None:
        path.write_bytes(content)
    wrong = refused("solve", path, "--json")
    assert wrong.returncode == 2
    assert says in str(wrong)
    assert says in str(wrong).replace(f"{path}", "small")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_speaks_the_language_of_the_terminal(tmp_path: Path, language: str) -> None:
    path = tmp_path / "small.json"
    path.write_text('{"slots": 0, "tables": 1}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "enishi", "meetings", "solve", str(path), "--json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "LC_ALL": f"{language}_XX.UTF-8", "PYTHONUTF8": "1"},
    )
    with translation.override(language):
        wrong = BadProblem("slots", "number.too_small", value=0, least=1)
        told = phrases.bad_problem(str(path), wrong)
    assert (done.returncode, done.stderr.strip()) == (2, f"CommandError: {told}")


def bad_problems() -> list[BadProblem]:
    """Return one refusal at least of every code, from real documents."""
    found = []
    for document, _, _ in test_readers.WRONG:
        with pytest.raises(BadProblem) as wrong:
            read_problem(document)
        found.append(wrong.value)
    for changes, _, _ in test_problem.WRONG:
        with pytest.raises(BadProblem) as wrong:
            problem(**changes)
        found.append(wrong.value)
    circle = {"A–H": {"after": frozenset({"N–H"})}, "N–H": {"after": frozenset({"A–H"})}}
    with pytest.raises(BadProblem) as wrong:
        problem(requests=circle)
    found.append(wrong.value)
    for before, after in (("3, |1", "9, |1"), ("= 4;", "= four;"), ("{0}, ", "")):
        with pytest.raises(BadProblem) as wrong:
            read_published(PUBLISHED.replace(before, after))
        found.append(wrong.value)
    return found


def test_every_refusal_is_told_in_every_language() -> None:
    found = bad_problems()
    assert {wrong.code for wrong in found} == set(phrases.WRONG)
    told = {}
    for language in LANGUAGES:
        with translation.override(language):
            told[language] = [phrases.bad_problem("f.json", wrong) for wrong in found]
    for texts in zip(*told.values(), strict=True):
        assert len(set(texts)) == len(LANGUAGES)
    for wrong, text in zip(found, told["en"], strict=True):
        assert text.startswith(f"f.json: {wrong.path}: ")
        assert "%" not in text


def test_every_code_has_its_sentence_and_every_sentence_its_code() -> None:
    code = re.compile(r"[a-z]+\.[a-z_]+")
    raised = {
        node.value
        for path in (SOURCE / "problem.py", *(SOURCE / "readers").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and code.fullmatch(node.value)
    }
    assert raised == set(phrases.WRONG)


def test_every_rule_part_and_status_has_its_words() -> None:
    assert set(phrases.BROKEN) == {rule.id for rule in RULES if rule.hard}
    assert {rule.id: rule.says for rule in RULES if rule.hard} == phrases.RULES
    assert list(phrases.PARTS) == [rule.id for rule in RULES if not rule.hard]
    assert list(phrases.PARTS) == [field.name for field in fields(Score)]
    assert set(phrases.STATUS) == set(Status)
