"""The overview tells, on any day, who is tied to whom, how the record grew, and what is missing."""

import csv
import datetime
import io

import pytest
from django.test import Client

from tests.domain.drawings.real_register import Register, rows
from tests.web.reading import Element, Page, level

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture(scope="module")
def facts() -> Register:
    return Register.read()


def cells(page: Page) -> dict[str, int]:
    """Return the bonds of the matrix by address, with the numbers their names tell."""
    return {
        cell.attributes["href"]: int(told(cell).split(": ")[1].split()[0])
        for cell in page.all("a", class_="cell")
    }


def told(element: Element) -> str:
    """Return what a drawn link is called."""
    return next(inner.text for inner in element.within if inner.tag == "title")


def file_rows(client: Client, address: str) -> list[dict[str, str]]:
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a stream
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("day", ["2008-01-01", "2025-06-30", "2025-07-01", "2026-11-21"])
def test_the_matrix_is_that_of_the_files_on_that_day(
    client: Client, facts: Register, day: str
) -> None:
    page = Page(client, f"/en/overview/?on={day}")
    expected = {
        f"/en/bonds/{far}/{near}/?on={day}": number
        for (near, far), number in facts.pairs(datetime.date.fromisoformat(day)).items()
    }
    assert cells(page) == expected
    numbers = [int(e.text.replace(",", "")) for e in page.one("p", class_="lead").within
               if e.has_class("number")]  # fmt: skip
    assert numbers[0] == len(expected)


@pytest.mark.parametrize(("day", "units"), [("2025-06-30", 63), ("2025-07-01", 34)])
def test_every_unit_of_the_day_stands_in_the_matrix_within_its_region(
    client: Client, day: str, units: int
) -> None:
    page = Page(client, f"/en/overview/?on={day}")
    near = [e for e in page.all("a", class_="near") if any(o.has_class("matrix") for o in e.around)]
    assert len(near) == units
    notes = {level(e.text) for e in page.all("text", class_="note")}
    assert {"Red River Delta", "Southeast", "Tohoku", "Shikoku"} <= notes


def test_a_field_of_cooperation_narrows_the_matrix(client: Client) -> None:
    every = cells(Page(client, "/en/overview/"))
    water = cells(Page(client, "/en/overview/?domain=water"))
    assert 0 < len(water) < len(every)
    assert all(number <= every[address] for address, number in water.items())
    living = cells(Page(client, "/en/overview/?state=living"))
    assert sum(living.values()) < sum(every.values())


def test_a_filter_that_cannot_be_read_is_named(client: Client) -> None:
    page = Page(client, "/en/overview/?domain=magic", status=400)
    assert "magic" in page.one("div", class_="message-fault").text


def test_the_list_by_place_says_what_the_matrix_says(client: Client) -> None:
    page = Page(client, "/en/overview/")
    listed = {
        inner.attributes["href"]
        for inner in page.one("ul", class_="by-place").within
        if inner.tag == "a" and "/bonds/" in inner.attributes["href"]
    }
    assert listed == set(cells(page))


@pytest.mark.parametrize("day", ["2014-12-31", "2025-11-25"])
def test_growth_ends_with_the_numbers_of_the_rules(client: Client, day: str) -> None:
    page = Page(client, f"/en/overview/?on={day}")
    rules = Page(client, f"/en/rules/?on={day}")
    numbers = {
        e.attributes["data-rule"]: e.text
        for e in rules.all("span", class_="number")
        if any(outer.has_class("rule") for outer in e.around)
    }
    ends = {
        level(end.text)
        for end in page.all("text", class_="end")
        if any("growth-1184-title" in o.attributes.get("aria-labelledby", "") for o in end.around)
    }
    names = {
        "agreements_signed": "Agreements signed",
        "documents_signed": "Documents signed",
        "agreements_living": "Living agreements",
        "pairs_documented": "Pairs of localities",
    }
    assert ends == {f"{numbers[rule]}{name}" for rule, name in names.items()}


def test_fields_are_counted_from_the_files(client: Client) -> None:
    page = Page(client, "/en/overview/?on=2026-11-21")
    expected = sum("water" in row["domains"].split(";") for row in rows("register/agreements.csv"))
    row = next(e for e in page.all("tr") if "Water and sanitation" in e.text)
    numbers = [e.text for e in row.within if e.has_class("number")]
    assert numbers[0] == str(expected)


def test_what_is_missing_is_told_with_what_was_searched(client: Client, facts: Register) -> None:
    day = datetime.date(2026, 11, 21)
    page = Page(client, f"/en/overview/?on={day}")
    tied = {unit for pair in facts.pairs(day) for unit in pair}
    expected = {f"/en/places/{unit}/" for unit in facts.living(day) if unit not in tied}
    listed = {
        e.attributes["href"] for ul in page.all("ul", class_="missing") for e in ul.within
        if e.tag == "a"
    }  # fmt: skip
    assert listed == expected
    aomori = next(e for e in page.all("li") if "Aomori" in e.text and "Searched with" in e.text)
    assert "青森県" in aomori.text


def test_the_tables_can_be_downloaded_as_they_are_shown(client: Client, facts: Register) -> None:
    query = "?on=2025-06-30"
    pairs = file_rows(client, f"/en/overview/pairs.csv{query}")
    expected = facts.pairs(datetime.date(2025, 6, 30))
    assert {(r["near_id"], r["far_id"]): int(r["agreements"]) for r in pairs} == expected
    growth = file_rows(client, f"/en/overview/growth.csv{query}")
    assert growth[-1]["on"] <= "2025-06-30"
    assert len(file_rows(client, f"/en/overview/coverage.csv{query}")) == 63 + 47
    fields = file_rows(client, f"/en/overview/fields.csv{query}")
    assert {"field", "agreements", "localities_VN", "localities_JP"} == set(fields[0])
    assert client.get("/en/overview/pairs.xlsx").status_code == 200
    assert client.get("/en/overview/pairs.geojson").status_code == 404
    assert client.get("/en/overview/secrets.csv").status_code == 404


def test_a_day_without_any_agreement_says_so(client: Client) -> None:
    page = Page(client, "/en/overview/?on=1980-01-01")
    assert page.all("svg", class_="matrix") == []
    assert len(page.all("p", class_="empty")) == 3
