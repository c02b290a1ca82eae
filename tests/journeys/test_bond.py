"""The page of a bond in a real browser, with and without JavaScript."""

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

PATH = "/bonds/JP35/VN79-2025/"


def test_a_bond_is_read_replayed_and_taken_along(page: Page, tmp_path: Path) -> None:
    page.goto(f"/ja{PATH}")
    main = page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ホーチミン市")
    expect(main.get_by_role("img", name="年表")).to_be_visible()
    expect(main.locator(".moment-passage")).to_have_count(1)
    main.get_by_label("基準日").fill("2025-06-30")
    main.get_by_role("button", name="この基準日で表示").click()
    expect(main.locator(".moment-passage")).to_have_count(0)
    expect(main.locator(".moment-agreement")).to_have_count(4)
    with page.expect_download() as download:
        main.get_by_role("link", name="Tiếng Việt").click()
    path = tmp_path / "briefing.pdf"
    download.value.save_as(path)
    assert download.value.suggested_filename.endswith("2025-06-30.pdf")
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    assert len(reader.pages) == 2
    assert "Bình Dương" in reader.pages[0].extract_text()


@pytest.mark.parametrize(("width", "shown"), [(360, ".rails-narrow"), (1280, ".rails-wide svg")])
def test_each_row_hangs_beside_the_rails_that_fit_the_screen(
    page: Page, width: int, shown: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/fr{PATH}")
    picture = page.locator(shown).bounding_box()
    assert picture is not None
    expect(page.locator("svg.rails:visible")).to_have_count(1)
    seals = page.locator(f"{shown} .seal")
    dates = page.locator(".moment-agreement .date")
    assert seals.count() == dates.count() == 5
    for index in range(5):
        date = dates.nth(index).bounding_box()
        assert date is not None
        assert date["x"] >= picture["x"] + picture["width"]
        assert date["x"] + date["width"] <= width
    if width == 360:  # a phone has no hairlines: each rung stands at its row
        for index in range(5):
            seal, date = seals.nth(index).bounding_box(), dates.nth(index).bounding_box()
            assert seal is not None
            assert date is not None
            assert abs(seal["y"] + seal["height"] / 2 - (date["y"] + 10)) < 8


def test_the_keyboard_alone_reaches_the_briefing(page: Page) -> None:
    page.goto(f"/en{PATH}#content")
    link = page.get_by_role("main").get_by_role("link", name="Briefing, 2 pages, PDF")
    # The trail, the three names, the link; a browser may stop at the content itself before.
    for _ in range(6):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
