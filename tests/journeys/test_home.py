"""The map of bonds: its years are played, its fields and places chosen, by hand and by keyboard."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.domain.drawings.real_register import Register

pytestmark = pytest.mark.journey

live = pytest.mark.parametrize("page", [True], indirect=True, ids=["javascript"])
plain = pytest.mark.parametrize("page", [False], indirect=True, ids=["no javascript"])


def sentence(page: Page) -> list[int]:
    """Return the numbers of the sentence of the day."""
    return [int(n) for n in re.findall(r"\d+", page.get_by_role("heading", level=1).inner_text())]


def numbers_of(facts: Register, on: datetime.date) -> list[int]:
    """Return the numbers of a day as the files give them."""
    pairs = facts.pairs(on)
    signed = sum(day <= on for day, _ in facts.acts)
    return [signed, len({near for near, _ in pairs}), len({far for _, far in pairs})]


@live
def test_the_slider_replays_the_years_as_the_files_have_them(page: Page) -> None:
    facts = Register.read()
    page.goto("/en/")
    slider = page.get_by_role("slider", name="Year")
    slider.focus()
    for year in (2024, 2014, 2008):
        on = datetime.date(year, 12, 31)
        slider.fill(str(year - 1995))
        expect(page).to_have_url(re.compile(rf"/en/\?on={on}$"))
        threads = page.locator(".map .wide:has(svg:not(.playing)) .threads > .thread")
        expect(threads).to_have_count(len(facts.pairs(on)))
        assert sentence(page) == numbers_of(facts, on)
        signed = numbers_of(facts, on)[0]
        expect(slider).to_have_attribute("aria-valuetext", f"{year}: {signed} agreements")


@live
def test_the_years_are_played_and_end_today(page: Page) -> None:
    facts = Register.read()
    page.goto("/en/?on=2021-12-31")
    page.get_by_role("button", name="Play the years").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator(".stage")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/en/$"), timeout=30_000)
    expect(page.get_by_role("button", name="Play the years")).to_be_visible()
    expect(page.locator(".stage")).to_have_count(0)
    assert sentence(page) == numbers_of(facts, datetime.date.today())  # noqa: DTZ011  # as the server


@live
def test_playing_stops_where_one_pauses_it(page: Page) -> None:
    facts = Register.read()
    page.emulate_media(reduced_motion="reduce")
    page.goto("/en/?on=2007-12-31")
    page.get_by_role("button", name="Play the years").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(".stage")).to_have_count(0)
    on = re.search(r"on=(\d{4})-12-31$", page.url)
    assert on is not None
    assert sentence(page) == numbers_of(facts, datetime.date(int(on[1]), 12, 31))


@live
def test_a_place_and_a_field_are_chosen_without_a_new_page(page: Page) -> None:
    page.goto("/en/")
    page.evaluate("window.same = true")
    page.get_by_label("Field", exact=True).select_option("water")
    expect(page).to_have_url(re.compile(r"domain=water$"))
    expect(page.locator(".over")).to_contain_text("Water and sanitation")
    page.get_by_label("Locality", exact=True).select_option(label="Kanagawa")
    expect(page.locator(".looked-at")).to_contain_text("Kanagawa")
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page).to_have_url(re.compile(r"/vi/\?domain=water&place=JP14$"))
    expect(page.locator(".looked-at")).to_contain_text("Kanagawa")
    page.go_back()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/en/\?domain=water$"))


@live
def test_the_language_changes_and_the_year_stays(page: Page) -> None:
    page.goto("/en/")
    page.get_by_role("slider", name="Year").fill(str(2010 - 1995))
    expect(page).to_have_url(re.compile(r"on=2010-12-31$"))
    told = sentence(page)
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"/fr/\?on=2010-12-31$"))
    assert sentence(page) == told


@live
def test_what_one_points_at_is_named_and_the_others_step_back(page: Page) -> None:
    page.goto("/en/")
    page.locator('.wide .marks [data-unit="VN22-2026"] .dot').hover()
    names = page.locator(".wide .letters text")
    expect(names).to_have_text(["Quang Ninh2", "Hokkaido1", "Shiga1"])
    expect(page.locator(".wide .thread:not(.back)")).to_have_count(2)
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(".wide .thread.back")).to_have_count(0)
    expect(names).to_have_count(0)


@live
def test_the_keyboard_reaches_the_map_by_its_list(page: Page) -> None:
    page.goto("/en/")
    page.get_by_text("The same as a list").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the rule of the numbers of the list
    page.keyboard.press("Tab")  # the rule of the number of localities
    page.keyboard.press("Tab")
    first = page.locator(".tied [data-unit]").first
    expect(first.locator(".place")).to_be_focused()
    unit = first.get_attribute("data-unit")
    expect(
        page.locator(f'.wide .letters text:has-text("{first.locator(".place").inner_text()}")')
    ).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(".wide .thread:not(.back)")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/en/bonds/JP\d\d/{unit}/$"))


@plain
def test_without_a_script_the_form_asks_the_same(page: Page) -> None:
    facts = Register.read()
    page.goto("/en/")
    expect(page.get_by_role("button", name="Play the years")).to_be_hidden()
    page.get_by_label("As it stood on").fill("2025-06-30")
    page.get_by_role("button", name="Show", exact=True).click()
    assert sentence(page) == numbers_of(facts, datetime.date(2025, 6, 30))
    page.get_by_label("Locality", exact=True).select_option(label="Binh Duong")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".looked-at")).to_contain_text("Binh Duong")
    page.locator(".looked-at").get_by_role("link", name="Yamaguchi").click()
    expect(page).to_have_url(
        re.compile(
            r"/en/bonds/JP35/VN57-1996/\?on=2025-06-30$|/en/bonds/JP35/VN\S+\?on=2025-06-30$"
        )
    )


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1280])
@pytest.mark.parametrize("language", ["en", "fr", "ja", "vi"])
@plain
def test_the_page_never_scrolls_sideways(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/{language}/?place=VN79-2025")
    assert page.locator("html").evaluate("e => e.scrollWidth") <= width
