"""What a visitor comes for, in a real browser, with and without JavaScript."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey

LANGUAGES = ("en", "fr", "ja", "vi")


def search(page: Page, text: str) -> None:
    """Type into the search box that is on every page, and press Enter."""
    box = page.get_by_role("banner").locator("input[name=q]")
    box.fill(text)
    box.press("Enter")


def test_quang_ninh_is_found_by_a_slip_and_leads_to_its_bond_with_hokkaido(page: Page) -> None:
    page.goto("/en/")
    search(page, "quang nin")
    first = page.get_by_role("main").locator("ol.found li").first.get_by_role("link").first
    expect(first).to_contain_text("Quang Ninh")
    first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quảng Ninh")
    bonds = page.locator("section[aria-labelledby=bonds]")
    bonds.get_by_role("link", name="Hokkaido").first.click()
    expect(page).to_have_url(page.url.split("/en/")[0] + "/en/bonds/JP01/VN22-2026/")
    expect(page.get_by_role("main")).to_contain_text("A056")


def test_a_former_province_says_when_it_ended_and_who_answers_for_it(page: Page) -> None:
    page.goto("/vi/")
    search(page, "binh duong")
    page.get_by_role("main").locator("ol.found li").first.get_by_role("link").first.click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("ngày 30 tháng 6 năm 2025")
    main.get_by_role("link", name="Hồ Chí Minh").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hồ Chí Minh")
    for reference in ("A069", "A022", "A015", "A020", "A033"):
        expect(page.get_by_role("main")).to_contain_text(reference)


def test_a_search_in_japanese_answers_in_japanese(page: Page) -> None:
    page.goto("/ja/")
    search(page, "クァンニン")
    first = page.get_by_role("main").locator("ol.found li").first.get_by_role("link").first
    expect(first).to_contain_text("クアンニン市")


def test_the_language_changes_and_the_page_and_its_day_stay(page: Page) -> None:
    page.goto("/en/agreements/?domain=water&on=2020-01-01")
    rows = page.get_by_role("main").locator("tbody tr").count()
    page.get_by_role("link", name="Français").click()
    assert page.url.endswith("/fr/agreements/?domain=water&on=2020-01-01")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(rows)


def test_a_place_is_replayed_on_a_day(page: Page) -> None:
    page.goto("/en/places/VN79-2024/?on=2008-01-01")
    main = page.get_by_role("main")
    expect(main).to_contain_text("A003")
    expect(main).not_to_contain_text("A009")


def test_a_wrong_day_is_named_and_the_page_still_answers(page: Page) -> None:
    answer = page.request.get("/en/places/VN22-2026/?on=2025-13-40")
    assert answer.status == 400
    assert "2025-13-40" in answer.text()
    assert "Quang Ninh" in answer.text()


def test_a_list_is_filtered_and_downloaded_with_accents_intact(page: Page, tmp_path: Path) -> None:
    page.goto("/en/agreements/")
    page.get_by_label("Field").select_option("water")
    page.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile(r"[?&]domain=water"))
    shown = page.get_by_role("main").locator("tbody tr").count()
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("link", name="XLSX").click()
    path = tmp_path / "rows.xlsx"
    download.value.save_as(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == shown + 1
    assert "Lạng Sơn" in str(rows)
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("link", name="CSV").click()
    path = tmp_path / "rows.csv"
    download.value.save_as(path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    records = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(records) == shown + 1


def test_a_filter_that_is_on_can_be_taken_off(page: Page) -> None:
    page.goto("/en/agreements/")
    rows = page.get_by_role("main").locator("tbody tr")
    all_rows = rows.count()
    page.get_by_label("Field").select_option("water")
    page.get_by_role("button", name="Filter").click()
    chip = page.get_by_role("link", name="Field: Water and sanitation")
    expect(chip).to_be_visible()
    chip.click()
    expect(rows).to_have_count(all_rows)


def test_a_list_follows_its_filters_and_the_reader_keeps_their_place(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/en/agreements/", wait_until="networkidle")
    rows = page.get_by_role("main").locator("tbody tr")
    all_rows = rows.count()
    field = page.get_by_label("Field")
    field.focus()
    field.select_option("water")
    expect(page.get_by_role("link", name="Field: Water and sanitation")).to_be_visible()
    assert page.url == f"{site}/en/agreements/?domain=water"
    expect(field).to_be_focused()
    french = page.locator(".tongues a[hreflang=fr]")
    expect(french).to_have_attribute("href", "/fr/agreements/?domain=water")
    page.go_back()
    expect(rows).to_have_count(all_rows)
    expect(field).to_have_value("")
    context.close()


def test_the_menus_of_a_phone_open_and_close(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/en/agreements/")
    menu = page.get_by_role("navigation", name="Main menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Main menu").click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Language").click()
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_phone(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    wide = []
    for path in (
        "",
        "places/",
        "places/VN79-2025/",
        "places/VN79-2025/figures/",
        "overview/",
        "bonds/",
        "bonds/JP35/VN79-2025/",
        "agreements/",
        "agreements/A073/",
        "events/",
        "figures/",
        "rules/",
        "sources/",
        "access/",
        "search/?q=hue",
        "account/sign-in/",
    ):
        page.goto(f"/{language}/{path}")
        body = page.locator("body").bounding_box()
        assert body is not None
        full = page.locator("html").evaluate("e => e.scrollWidth") if _scripts(page) else 360
        if body["width"] > 360 or full > 360:
            wide.append(path)
    assert wide == []


def _scripts(page: Page) -> bool:
    """Whether the page runs JavaScript: only then can it be asked for its full width."""
    try:
        return bool(page.evaluate("true"))
    except Exception:  # noqa: BLE001  # Playwright's own error, of no public type
        return False


def test_the_keyboard_alone_reaches_the_content(page: Page) -> None:
    page.goto("/en/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_programs_find_the_record_the_pages_show(page: Page) -> None:
    counts = page.request.get("/api/v1/counts?on=2025-11-25").json()
    numbers = {rule["rule"]: rule["number"] for rule in counts["rules"]}
    page.goto("/en/rules/?on=2025-11-25")
    expect(page.get_by_role("main")).to_contain_text(str(numbers["documents_signed"]))
    catalog = json.loads(page.request.get("/catalog.jsonld").text())
    assert "@context" in catalog


def test_a_steward_corrects_an_agreement_and_a_visitor_cannot(page: Page) -> None:
    page.goto("/steward/")
    assert "/account/sign-in/" in page.url
    page.get_by_label("E-mail address").fill("steward@example.org")
    page.get_by_label("Password").fill("a-steward-of-the-journeys")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.goto("/steward/register/agreement/A046/change/")
    months = page.locator("#id_term_months")
    months.fill("36")
    page.locator('input[name="_save"]').click()
    page.goto("/en/agreements/A046/")
    expect(page.get_by_role("main")).to_contain_text("25 November 2022")
