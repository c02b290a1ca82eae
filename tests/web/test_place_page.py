"""The page of a place: its bonds by strength, its map, its family, and any day of it."""

import datetime
from collections import Counter

import pytest
from django.test import Client

from tests.domain.drawings.real_register import Register
from tests.web.reading import Element, Page, level

pytestmark = pytest.mark.usefixtures("register")

CITY = "/en/places/VN79-2025/"


@pytest.fixture(scope="module")
def facts() -> Register:
    return Register.read()


def strands(page: Page) -> list[Element]:
    """Return the bonds a page lists, those of municipalities included."""
    return [
        element
        for element in page.all("li")
        if element.around and element.around[-1].has_class("strands")
    ]


def bonds(page: Page) -> dict[str, int]:
    """Return the addresses of the bonds a page lists, with their numbers of agreements."""
    found = {}
    for row in strands(page):
        link = next(e for e in row.within if e.tag == "a" and "/bonds/" in e.attributes["href"])
        number = next(e for e in row.within if e.has_class("number"))
        found[link.attributes["href"]] = int(number.text)
    return found


def counted(facts: Register, unit: str, on: datetime.date) -> Counter[str]:
    """Count from the files the agreements of a unit with each partner of a day."""
    pairs: Counter[str] = Counter()
    for signed, parties in facts.acts:
        if signed > on:
            continue
        holders = {heir.unit.id for party in parties for heir in facts.timeline.heirs(party, on)}
        if unit in holders:
            pairs.update(held for held in holders if held[:2] != unit[:2])
    return pairs


@pytest.mark.parametrize(
    ("unit", "day"),
    [
        ("VN79-2025", "2026-11-21"),
        ("VN79-2025", "2025-07-01"),
        ("VN74-2024", "2025-06-30"),
        ("VN79-2024", "2008-01-01"),
        ("JP35", "2026-11-21"),
        ("JP27100", "2026-11-21"),
    ],
)
def test_the_bonds_are_those_of_the_files_on_that_day(
    client: Client, facts: Register, unit: str, day: str
) -> None:
    page = Page(client, f"/en/places/{unit}/?on={day}")
    expected = {
        "/en/bonds/{}/{}/".format(*sorted((unit, partner))): number
        for partner, number in counted(facts, unit, datetime.date.fromisoformat(day)).items()
    }
    assert expected != {}
    assert bonds(page) == expected
    numbers = list(bonds(page).values())
    assert numbers == sorted(numbers, reverse=True)


def test_the_map_leads_to_every_bond_and_names_whom_it_cannot_show(client: Client) -> None:
    page = Page(client, CITY)
    drawn = {
        element.attributes["href"]
        for element in page.all("a")
        if any(outer.has_class("outline-map") for outer in element.around)
    }
    assert set(bonds(page)) - drawn == {"/en/bonds/JP27100/VN79-2025/"}
    assert drawn <= set(bonds(page))
    assert "where it lies is not recorded: Osaka City" in page.text_of("figcaption")


def test_a_thread_is_thicker_with_more_agreements(client: Client) -> None:
    widths = [
        float(inner.attributes["stroke-width"])
        for row in strands(Page(client, CITY))
        for inner in row.within
        if inner.has_class("line")
    ]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[-1]


def test_a_bond_without_a_living_agreement_says_so_and_is_broken(client: Client) -> None:
    rows = strands(Page(client, "/en/places/VN51-2025/"))
    told = [
        ("no living agreement" in row.text, any(inner.has_class("still") for inner in row.within))
        for row in rows
    ]
    assert told == [(True, True)]


def family(page: Page) -> dict[str, Element]:
    """Return the units of the family, by address, as drawn for a screen."""
    return {
        element.attributes["href"]: element
        for element in page.all("a", class_="member")
        if any(outer.has_class("tree-wide") for outer in element.around)
    }


def test_the_family_holds_what_was_taken_in_and_marks_the_place_itself(client: Client) -> None:
    members = family(Page(client, CITY))
    assert set(members) == {
        f"/en/places/{unit}/"
        for unit in ("VN79-2025", "VN79-2024", "VN74-2024", "VN77-2024", "VN-SONGBE-1996")
    }
    assert [address for address, member in members.items() if member.has_class("own")] == [CITY]


def test_the_family_of_a_former_unit_holds_what_it_became(client: Client) -> None:
    members = family(Page(client, "/en/places/VN28-1991/"))
    assert set(members) == {
        f"/en/places/{unit}/" for unit in ("VN28-1991", "VN01-2024", "VN01-2025")
    }


def test_a_place_that_never_changed_has_no_family(client: Client) -> None:
    page = Page(client, "/en/places/JP35/")
    assert family(page) == {}
    assert "No change of this place is recorded." in page.main


def quick_days(page: Page) -> list[str]:
    return [
        element.attributes["href"]
        for element in page.all("a")
        if any(outer.has_class("turns") for outer in element.around)
    ]


def test_the_days_before_and_after_each_change_are_one_click_away(client: Client) -> None:
    page = Page(client, "/en/places/VN22-2026/")
    assert quick_days(page) == [
        "?on=2025-06-30",
        "?on=2025-07-01",
        "?on=2026-08-31",
        "?on=2026-09-01",
    ]
    after = Page(client, "/en/places/VN22-2026/?on=2026-09-01")
    assert [e.attributes["href"] for e in after.all("a", aria_current="date")] == ["?on=2026-09-01"]
    assert quick_days(Page(client, "/en/places/JP35/")) == []


def test_before_it_existed_a_place_leads_to_what_stood_there(client: Client) -> None:
    page = Page(client, f"{CITY}?on=2025-06-30")
    notice = next(e for e in page.all("div", class_="message") if "did not exist" in e.text)
    links = [e.attributes["href"] for e in notice.within if e.tag == "a"]
    assert links == [
        f"/en/places/{unit}/?on=2025-06-30" for unit in ("VN74-2024", "VN77-2024", "VN79-2024")
    ]


def test_a_unit_long_gone_has_its_mark_in_the_one_it_became(client: Client) -> None:
    page = Page(client, "/en/places/VN28-1991/")
    caption = page.text_of("figcaption")
    assert "its mark stands in the unit it became: Hanoi." in caption
    assert len([e for e in page.all("g", class_="mark") if e.has_class("own")]) == 1


def test_a_prefecture_tells_the_bonds_of_its_cities(client: Client) -> None:
    page = Page(client, "/en/places/JP27/")
    assert "/en/bonds/JP27100/VN79-2025/" in bonds(page)
    city = Page(client, "/en/places/JP27100/")
    assert "The bonds of the first-level unit above it: Osaka" in city.main


def test_a_place_without_any_agreement_says_what_would_be_here(client: Client) -> None:
    page = Page(client, "/en/places/JP02/")
    assert "No agreement is documented." in page.text_of("p", class_="lead")
    empty = [e.around[-1].attributes["aria-labelledby"] for e in page.all("p", class_="empty")]
    assert {"bonds", "agreements"} <= set(empty)


def test_its_agreements_can_be_downloaded_as_they_are_listed(client: Client) -> None:
    page = Page(client, "/en/places/VN74-2024/?on=2025-06-30")
    (address,) = [e.attributes["href"] for e in page.all("a") if level(e.text) == "CSV"]
    rows = b"".join(client.get(address).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a stream
    found = {line.partition(",")[0] for line in rows.splitlines()[1:]}
    assert found == {"A069", "A091", "A022", "A015"}


def test_the_sentence_of_a_place_carries_its_rules(client: Client) -> None:
    page = Page(client, f"{CITY}?on=2026-11-21")
    lead = page.one("p", class_="lead")
    assert level(lead.text) == (
        "Centrally-run city since 1 July 2025. 9 bonds with localities abroad."
        " 18 documented agreements, 13 living."
    )
    rules = [e.attributes["data-rule"] for e in lead.within if e.has_class("number")]
    assert rules == ["pairs_documented", "agreements_signed", "agreements_living"]
