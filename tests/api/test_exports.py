"""Whole files: the command line and the addresses write the same."""

import csv
import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook

from enishi.apps.indicators.models import Observation
from enishi.apps.places.models import Unit
from enishi.apps.register.models import Agreement
from enishi.domain.formats.writers import FORMATS

from .conftest import Ask

pytestmark = pytest.mark.django_db
WHATS = {"agreements": Agreement, "places": Unit, "figures": Observation}


def export(file: Path, what: str, format_: str, *more: str) -> bytes:
    call_command("export", "--what", what, "--format", format_, "-o", str(file), *more)
    return file.read_bytes()


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "xlsx"])
def test_the_address_gives_the_file_of_the_command(
    client: Client, register: None, tmp_path: Path, what: str, format_: str
) -> None:
    for day in ("", "2020-01-13"):
        more = ("--on", day) if day else ()
        response = client.get(f"/api/v1/export/{what}.{format_}", {"on": day} if day else {})
        assert response.headers["Content-Type"] == FORMATS[format_].content_type
        assert response.headers["Content-Disposition"].startswith(
            f'attachment; filename="enishi-{what}-{day}'
        )
        assert response.getvalue() == export(tmp_path / "file", what, format_, *more)


@pytest.mark.parametrize(("what", "model"), WHATS.items())
def test_every_record_is_in_every_format(
    register: None, tmp_path: Path, what: str, model: Any
) -> None:
    rows = model.objects.count()
    document = json.loads(export(tmp_path / "x.json", what, "json"))
    assert document["meta"]["rows"] == len(document["items"]) == rows
    assert len(read_csv(export(tmp_path / "x.csv", what, "csv"))) == rows
    geojson = json.loads(export(tmp_path / "x.geojson", what, "geojson"))
    assert [feature["properties"] for feature in geojson["features"]] == document["items"]
    assert geojson["meta"] == document["meta"]
    jsonld = json.loads(export(tmp_path / "x.jsonld", what, "jsonld"))
    assert (jsonld["meta"], len(jsonld["hasPart"])) == (document["meta"], rows)


@pytest.mark.parametrize("what", WHATS)
def test_workbook_equals_csv(register: None, tmp_path: Path, what: str) -> None:
    rows = read_csv(export(tmp_path / "x.csv", what, "csv"))
    export(tmp_path / "x.xlsx", what, "xlsx")
    book = load_workbook(tmp_path / "x.xlsx", read_only=True)
    header, *cells = book.worksheets[0].iter_rows(values_only=True)
    assert list(header) == list(rows[0])

    def text(value: Any) -> str:
        if hasattr(value, "date"):
            return str(value.date())
        return "" if value is None else str(value)

    # Read in this way, a row ends with its last cell that is not empty.
    told = [[*map(text, row), *[""] * (len(header) - len(row))] for row in cells]
    assert told == [[cell.removeprefix("'") for cell in row.values()] for row in rows]
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert (about["what"], about["rows"]) == (what, len(rows))
    book.close()


def test_the_json_holds_the_documents_of_the_api(ask: Ask, register: None, tmp_path: Path) -> None:
    document = json.loads(export(tmp_path / "x", "agreements", "json", "--on", "2020-01-13"))
    assert document["items"] == ask("agreements", on="2020-01-13", page_size=200)["items"]


def test_agreements_of_three_parties_have_three_groups(register: None, tmp_path: Path) -> None:
    rows = read_csv(export(tmp_path / "x", "agreements", "csv"))
    parties = [column for column in rows[0] if column.endswith("_heir_id")]
    assert parties == ["party_1_heir_id", "party_2_heir_id", "party_3_heir_id"]
    renewal = next(row for row in rows if row["id"] == "A073")
    assert renewal["renews"] == "A048"
    assert {renewal["party_1_name_vi"], renewal["party_2_name_vi"]} == {"Vĩnh Long", "Ehime"}


def test_places_on_a_day_are_those_in_force(register: None, tmp_path: Path) -> None:
    rows = read_csv(export(tmp_path / "x", "places", "csv", "--on", "2025-11-25"))
    vietnam = [row for row in rows if row["country"] == "VN" and row["level"] == "first"]
    assert len(vietnam) == 34


def test_stdout(register: None, tmp_path: Path, capfdbinary: Any) -> None:
    call_command("export", "--what", "figures", "--format", "csv", "-o", "-")
    assert capfdbinary.readouterr().out == export(tmp_path / "x", "figures", "csv")


def test_nothing_is_left_half_written(
    register: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("as it was")

    def fail(*_: Any) -> Any:
        yield b"a beginning"
        raise OSError(28, "No space left on device")

    broken = FORMATS["csv"].__class__("csv", "text/csv", "CSV", fail)
    monkeypatch.setitem(FORMATS, "csv", broken)
    with pytest.raises(CommandError, match="No space left on device") as refusal:
        export(file, "figures", "csv")
    assert refusal.value.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    assert file.read_text() == "as it was"


def test_a_target_that_cannot_be_written_is_bad_input(register: None, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "no" / "such" / "folder"):
        with pytest.raises(CommandError) as refusal:
            export(target, "figures", "csv")
        assert refusal.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--what", "people", "--format", "csv"),
        ("--what", "places", "--format", "pdf"),
        ("--what", "places", "--format", "csv", "--on", "2025-13-01"),
    ],
)
def test_bad_input_ends_with_2(register: None, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("export", *arguments, "-o", str(tmp_path / "x"))
    assert refusal.value.returncode == 1 or "invalid" in str(refusal.value)


def test_an_export_may_be_read_as_other_new_files(register: None, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    export(tmp_path / "x", "figures", "csv")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("other", "x")]
    assert modes[0] == modes[1]
