"""The page of a place tells what it was, what it became, and whose papers it holds."""

import pytest
from django.test import Client

from enishi.apps.indicators.jobs import derive_places
from enishi.apps.indicators.models import Observation
from tests.web.reading import Page, level

pytestmark = pytest.mark.usefixtures("register")


def listed(page: Page) -> set[str]:
    """Return the agreements in the table of a page."""
    return {
        level(element.text)
        for element in page.all("span", class_="key")
        if any(outer.has_class("acts") for outer in element.around)
    }


def section(page: Page, name: str) -> str:
    return page.text_of("section", aria_labelledby=name)


@pytest.mark.parametrize("code", ["VN-SG", "vn-sg", "vn79-2025"])
def test_a_code_leads_to_the_unit_s_own_address(client: Client, code: str) -> None:
    answer = client.get(f"/fr/places/{code}/?on=2026-01-01")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/fr/places/VN79-2025/?on=2026-01-01"


def test_a_city_holds_the_papers_of_the_provinces_merged_into_it(client: Client) -> None:
    city = Page(client, "/en/places/VN79-2025/?on=2026-11-21")
    binh_duong = listed(Page(client, "/en/places/VN74-2024/?on=2025-06-30"))
    ba_ria = listed(Page(client, "/en/places/VN77-2024/?on=2025-06-30"))
    former_city = listed(Page(client, "/en/places/VN79-2024/?on=2025-06-30"))
    assert binh_duong == {"A015", "A022", "A069", "A091"}
    assert ba_ria == {"A020", "A025", "A033"}
    assert listed(city) == binh_duong | ba_ria | former_city | {"A074"}
    inherited = [level(element.text) for element in city.all(class_="inherited")]
    assert sorted(inherited) == [
        *["inherited; signed by Ba Ria - Vung Tau"] * 3,
        *["inherited; signed by Binh Duong"] * 4,
    ]


def test_a_province_that_has_ended_says_when_and_who_answers_for_it(client: Client) -> None:
    page = Page(client, "/en/places/VN74-2024/")
    assert "No longer in force: its last day was 30 June 2025." in page.main
    assert "Successor unit: Ho Chi Minh City Hồ Chí Minh" in page.main
    assert "As they stood on 30 June 2025, its last day." in section(page, "bonds")


def test_the_notice_of_an_end_is_absent_on_a_day_before_it(client: Client) -> None:
    page = Page(client, "/en/places/VN74-2024/?on=2025-06-30")
    assert "No longer in force" not in page.main


def test_a_place_that_does_not_exist_yet_says_so(client: Client) -> None:
    page = Page(client, "/en/places/VN79-2025/?on=2025-06-30")
    assert "on 30 June 2025 it did not exist yet" in page.main


def test_the_history_tells_both_ways_with_the_act(client: Client) -> None:
    history = section(Page(client, "/en/places/VN74-2024/"), "history")
    assert "1 Jan 1997 Song Be Sông Bé: split part" in history
    assert "1 July 2025 Ho Chi Minh City Hồ Chí Minh: merger" in history
    assert "Resolution 202/2025/QH15" in history


def test_names_stand_in_four_languages_and_aliases_apart(client: Client) -> None:
    page = Page(client, "/fr/places/VN79-2025/")
    names = section(page, "names")
    for name in ("Ho Chi Minh City", "Hô-Chi-Minh-Ville", "ホーチミン市", "Thành phố Hồ Chí Minh"):
        assert name in names
    aliases = next(e for e in page.all("details") if "Autres noms" in e.text)
    assert "Sài Gòn" in aliases.text


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Osaka City 大阪市"),
        ("ja", "大阪市"),
    ],
)
def test_a_city_is_not_taken_for_the_prefecture_of_its_name(
    client: Client, language: str, heading: str
) -> None:
    assert Page(client, f"/{language}/places/JP27100/").text_of("h1") == heading


def test_a_name_in_another_language_says_which(client: Client) -> None:
    page = Page(client, "/en/places/VN79-2025/")
    original = page.one("h1").within[1]
    assert (original.text, original.attributes["lang"]) == ("Hồ Chí Minh", "vi")


def test_figures_that_contradict_each_other_stand_side_by_side_and_say_so(client: Client) -> None:
    row = Observation.objects.get(id="F001")
    assert row.value == 56
    row.id, row.value = "F900", row.value + 1
    row.save(force_insert=True)
    derive_places()
    page = Page(client, "/en/places/JP10/figures/")
    differing = [
        level(number.text)
        for element in page.all("li")
        if any(inner.has_class("mark-differ") for inner in element.within)
        for number in element.within
        if number.has_class("number")
    ]
    assert differing == ["56", "57"]
    assert differing == [level(n.text) for n in page.all(class_="number")][:2]


def test_a_unit_outside_the_official_count_says_so(client: Client) -> None:
    assert "village not in the official count" in Page(client, "/en/places/JP01695/").main


def test_figures_of_a_former_unit_say_whose_they_are(client: Client) -> None:
    figures = section(Page(client, "/en/places/VN79-2025/"), "figures")
    assert "more than 300 as of 8 September 2023 Binh Duong Bình Dương" in figures


def test_what_was_searched_is_told_even_where_nothing_was_found(client: Client) -> None:
    coverage = section(Page(client, "/en/places/JP02/"), "coverage")
    assert "Nothing was found. That does not prove that there is nothing." in coverage
    assert "青森県" in coverage


def test_the_list_follows_the_address(client: Client) -> None:
    page = Page(client, "/en/places/?country=VN&on=2025-06-30")
    assert "50 of 63 rows" in page.main
    assert "34 of 34 rows" in Page(client, "/en/places/?country=VN").main
    assert "50 of 1,747 rows" in Page(client, "/en/places/?country=JP&level=second").main
    assert "43 of 43 rows" in Page(client, "/en/places/?parent=JP27").main


def test_places_stand_in_the_order_of_the_reader_s_language(client: Client) -> None:
    page = Page(client, "/vi/places/?country=VN")
    rows = page.one("tbody").within
    names = [e.text for e in rows if e.has_class("place-vn")]
    assert names[:6] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng"]


def test_the_rows_of_a_list_can_be_downloaded(client: Client) -> None:
    answer = client.get("/en/places.csv?country=VN&on=2025-06-30")
    assert answer.status_code == 200
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # a stream
    assert len(rows) == 64


def test_a_place_that_has_ended_keeps_its_own_number_of_agreements(client: Client) -> None:
    page = Page(client, "/en/search/?q=binh duong")
    first = next(
        element for element in page.one("ol", class_="found").within if element.tag == "li"
    )
    assert "Binh Duong" in first.text
    assert "4 agreements" in level(first.text)
