"""`enishi places`: what it prints, and what it says when it cannot."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def _asked(*words: str) -> Any:
    out = StringIO()
    call_command("places", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
class TestAnswers:
    def test_a_found_place_is_told_with_names_codes_days_and_score(self) -> None:
        assert _asked("find", "quang ninh", "--on", "2025-11-25", "--limit", "1") == [
            {
                "code": "VN-13",
                "unit_id": "VN22-2025",
                "name": {
                    "en": "Quang Ninh",
                    "fr": "Quảng Ninh",
                    "ja": "クアンニン省",
                    "vi": "Quảng Ninh",
                },
                "level": "first",
                "kind": "province",
                "country": "VN",
                "parent": None,
                "valid_from": "2025-07-01",
                "valid_to": "2026-08-31",
                "score": 1.0,
                "match": "exact",
            }
        ]

    def test_no_more_places_are_told_than_asked_for(self) -> None:
        assert [len(_asked("find", "quang", "--limit", str(n))) for n in (1, 3)] == [1, 3]

    @pytest.mark.parametrize("text", ["", "—", "xqzxqz"])
    def test_nothing_found_is_an_empty_list(self, text: str) -> None:
        assert _asked("find", text) == []

    @pytest.mark.parametrize("code", ["VN-57", "vn-57", " VN-57 ", "VN74-2024"])
    def test_heirs_are_told_with_the_act_of_each_step(self, code: str) -> None:
        (heir,) = _asked("heirs", code, "--on", "2026-01-01")
        (step,) = heir["steps"]
        act = step.pop("act")
        assert (heir["code"], heir["unit_id"], heir["extent"]) == ("VN-SG", "VN79-2025", "whole")
        assert step == {
            "from": "VN74-2024",
            "to": "VN79-2025",
            "on": "2025-07-01",
            "relation": "merge",
            "extent": "whole",
        }
        assert act.startswith("Resolution 202/2025/QH15")

    def test_ancestors_are_told_for_a_day(self) -> None:
        told = [
            (row["code"], row["unit_id"])
            for row in _asked("ancestors", "VN-SG", "--on", "2020-01-01")
        ]
        assert told == [("VN-57", "VN74-2024"), ("VN-43", "VN77-2024"), ("VN-SG", "VN79-2024")]

    def test_a_unit_that_has_ended_has_ancestors_too(self) -> None:
        told = _asked("ancestors", "VN22-2025", "--on", "2025-06-30")
        assert [row["unit_id"] for row in told] == ["VN22-2024"]

    def test_a_municipality_is_known_by_its_code(self) -> None:
        assert [row["unit_id"] for row in _asked("heirs", "JP27100")] == ["JP27100"]
        assert [row["code"] for row in _asked("heirs", "27100")] == ["27100"]

    def test_an_unknown_place_stops_the_command_with_names_that_look_like_it(self) -> None:
        with pytest.raises(CommandError) as stopped:
            _asked("heirs", "quang nin")
        assert stopped.value.returncode == 2
        said = str(stopped.value)
        assert said.startswith(
            "No place has the code or id “quang nin”. Names that look like it: VN22-2026"
        )

    def test_without_json_a_line_is_written_for_each_place_and_step(self) -> None:
        out = StringIO()
        call_command("places", "heirs", "VN-57", "--on", "2026-01-01", stdout=out)
        place, step = out.getvalue().splitlines()
        assert place.split()[:2] == ["VN-SG", "VN79-2025"]
        assert step.split()[:4] == ["2025-07-01", "VN74-2024", "→", "VN79-2025"]


def _process(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"ENISHI_DATABASE": f"sqlite:///{folder / 'cli.db'}"}
    return subprocess.run(
        [sys.executable, "-m", "enishi", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("places", "find", "hue", "--on", "yesterday"), "argument --on"),
        (("places", "find", "hue", "--limit", "0"), "argument --limit"),
        (("places", "find"), "the following arguments are required: name"),
        (("places", "lose", "hue"), "invalid choice: 'lose'"),
    ],
)
def test_what_cannot_be_read_ends_with_code_2_and_is_said_on_the_error_stream(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = _process(tmp_path, *words)
    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True)


def test_an_unknown_place_ends_with_code_2_and_nothing_but_json_is_ever_on_stdout(
    tmp_path: Path,
) -> None:
    assert _process(tmp_path, "migrate", "-v0").returncode == 0
    unknown = _process(tmp_path, "places", "heirs", "VN-00", "--json")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "No place has the code or id “VN-00”." in unknown.stderr
    nothing = _process(tmp_path, "places", "find", "hue", "--json")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "[]\n", "")
