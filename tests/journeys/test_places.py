"""A place and the overview, in a real browser, with and without JavaScript."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def test_a_place_is_followed_through_its_merger_and_to_its_bond(page: Page) -> None:
    page.goto("/en/places/VN79-2025/")
    main = page.get_by_role("main")
    main.get_by_role("link", name="30 June 2025").click()
    expect(main).to_contain_text("on 30 June 2025 it did not exist yet")
    main.locator(".message").get_by_role("link", name="Binh Duong").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Binh Duong")
    assert page.url.endswith("/en/places/VN74-2024/?on=2025-06-30")
    main.locator(".strands").get_by_role("link", name="Yamaguchi").click()
    assert "/en/bonds/JP35/VN74-2024/" in page.url


def test_any_day_of_a_place_can_be_typed(page: Page) -> None:
    page.goto("/en/places/VN22-2026/")
    page.get_by_label("As it stood on").fill("2018-01-01")
    page.get_by_role("button", name="Show this day").click()
    assert "on=2018-01-01" in page.url
    expect(page.get_by_role("main")).to_contain_text("A032")
    expect(page.get_by_role("main")).not_to_contain_text("A056")
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_role("main")).to_contain_text("A056")


def test_the_map_and_the_family_of_a_place_are_links(page: Page) -> None:
    page.goto("/fr/places/VN22-2026/")
    page.locator(".outline-map a").filter(has_text="Shiga").locator("circle").click()
    assert page.url.endswith("/fr/bonds/JP25/VN22-2026/")
    page.goto("/fr/places/VN79-2025/")
    page.locator(".tree-wide a").filter(has_text="Bình Dương").locator("text").click()
    assert page.url.endswith("/fr/places/VN74-2024/")


def test_the_family_of_a_place_is_read_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/vi/places/VN25-2025/")
    expect(page.locator(".tree-narrow svg")).to_be_visible()
    expect(page.locator(".tree-wide")).to_be_hidden()


def test_the_matrix_is_filtered_and_leads_to_a_bond(page: Page, tmp_path: Path) -> None:
    page.goto("/en/")
    page.get_by_role("banner").get_by_role("link", name="Overview").click()
    expect(page.locator(".matrix")).to_be_visible()
    every = page.locator(".matrix a.cell").count()
    page.get_by_label("Field", exact=True).select_option("water")
    page.get_by_role("main").get_by_role("button", name="Filter").click()
    page.wait_for_url("**domain=water**")
    assert 0 < page.locator(".matrix a.cell").count() < every
    with page.expect_download() as download:
        page.locator("section").filter(has=page.locator("#matrix")).get_by_role(
            "link", name="CSV"
        ).click()
    path = tmp_path / "pairs.csv"
    download.value.save_as(path)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) - 1 == page.locator(".matrix a.cell").count()
    page.locator(".matrix a.cell").first.locator("circle").click()
    assert "/en/bonds/" in page.url


def test_on_a_phone_the_matrix_is_a_list_by_place(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/ja/overview/")
    expect(page.locator(".matrix")).to_be_hidden()
    page.locator(".by-place").get_by_role("link", name="山口県").first.click()
    assert "/ja/bonds/JP35/" in page.url


def test_the_matrix_before_the_merger_has_63_provinces(page: Page) -> None:
    page.goto("/en/overview/?on=2025-06-30")
    expect(page.locator(".matrix a.near")).to_have_count(63)
    page.goto("/en/overview/?on=2025-07-01")
    expect(page.locator(".matrix a.near")).to_have_count(34)
