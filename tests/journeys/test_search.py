"""The search as one types: by hand, by keyboard alone, with an input method, and without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.journey


@pytest.fixture
def typing(browser: Browser, site: str) -> Iterator[Page]:
    """A page with JavaScript, which the combobox needs."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert trouble == []


def box(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("combobox")


def active(page: Page) -> Locator:
    return page.locator('[role="option"][aria-selected="true"]')


def asked_for(page: Page) -> list[str]:
    """Return the addresses that are asked for suggestions from now on."""
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/suggest/" in r.url else None)
    return asked


def test_quang_ninh_is_offered_first_and_leads_by_keyboard_to_its_bond(typing: Page) -> None:
    typing.goto("/en/")
    typing.keyboard.press("/")
    expect(box(typing)).to_be_focused()
    typing.keyboard.type("quang nin", delay=20)
    expect(box(typing)).to_have_attribute("aria-expanded", "true")
    expect(typing.get_by_role("option").first).to_contain_text("Quang Ninh")
    typing.keyboard.press("ArrowDown")
    identifier = active(typing).get_attribute("id")
    expect(box(typing)).to_have_attribute("aria-activedescendant", identifier or "")
    typing.keyboard.press("Enter")
    expect(typing.get_by_role("heading", level=1)).to_contain_text("Quảng Ninh")
    typing.get_by_role("main").get_by_role("link", name="Hokkaido").first.focus()
    typing.keyboard.press("Enter")
    typing.wait_for_url("**/en/bonds/JP01/VN22-2026/")


def test_the_bond_itself_is_among_what_is_offered(typing: Page) -> None:
    typing.goto("/ja/places/")
    box(typing).press_sequentially("クアンニン 北海道")
    group = typing.get_by_role("group", name="結びつき")
    group.get_by_role("option").click()
    typing.wait_for_url("**/ja/bonds/JP01/VN22-2026/")


def test_enter_without_a_choice_opens_the_page_of_the_search(typing: Page) -> None:
    typing.goto("/en/rules/")
    box(typing).press_sequentially("hue")
    expect(typing.get_by_role("listbox")).to_be_visible()
    typing.keyboard.press("Enter")
    typing.wait_for_url("**/en/search/?q=hue")


def test_arrows_go_round_and_escape_closes_without_losing_what_was_typed(typing: Page) -> None:
    typing.goto("/en/")
    box(typing).press_sequentially("quang nin")
    expect(typing.get_by_role("listbox")).to_be_visible()
    typing.keyboard.press("ArrowUp")
    expect(active(typing)).to_contain_text("All results")
    typing.keyboard.press("ArrowDown")
    expect(active(typing)).to_have_count(0)
    expect(box(typing)).to_have_attribute("aria-activedescendant", "")
    typing.keyboard.press("Escape")
    expect(typing.get_by_role("listbox")).to_be_hidden()
    expect(box(typing)).to_have_attribute("aria-expanded", "false")
    expect(box(typing)).to_have_value("quang nin")
    typing.keyboard.press("ArrowDown")
    expect(typing.get_by_role("listbox")).to_be_visible()
    typing.keyboard.press("Tab")
    expect(typing.get_by_role("listbox")).to_be_hidden()


def test_the_number_offered_is_announced_and_matched_letters_are_marked(typing: Page) -> None:
    typing.goto("/en/")
    box(typing).press_sequentially("quang ninh")
    expect(typing.get_by_role("banner").get_by_role("status")).to_have_text("10 suggestions")
    first = typing.get_by_role("option").first
    assert first.locator("mark").all_text_contents() == ["Quang", "Ninh", "Quảng", "Ninh"]


def test_several_keys_in_a_row_ask_once(typing: Page) -> None:
    typing.clock.install(time=0)
    typing.goto("/en/")
    asked = asked_for(typing)
    typing.clock.pause_at(3600)  # however slow the machine, the pause of a writer does not pass
    box(typing).press_sequentially("hokkaido")
    assert asked == []
    typing.clock.run_for(1000)
    expect(typing.get_by_role("listbox")).to_be_visible()
    assert len(asked) == 1
    assert asked[0].endswith("?q=hokkaido")


def test_an_answer_that_comes_late_is_dropped(typing: Page) -> None:
    typing.goto("/en/")
    typing.route("**/suggest/?q=nara", lambda route: None)  # it never comes
    with typing.expect_request("**/suggest/?q=nara"):
        box(typing).press_sequentially("nara")
    box(typing).fill("hue")
    expect(typing.get_by_role("option").first).to_contain_text("Hue")


def test_a_word_still_being_composed_is_not_asked_for_and_keeps_its_enter(typing: Page) -> None:
    typing.goto("/ja/")
    asked = asked_for(typing)
    box(typing).focus()
    keys = typing.context.new_cdp_session(typing)
    compose = {"selectionStart": 5, "selectionEnd": 5}
    keys.send("Input.imeSetComposition", {"text": "くあんにん", **compose})
    typing.wait_for_timeout(400)
    assert asked == []
    prevented = box(typing).evaluate(
        """field => !field.dispatchEvent(new KeyboardEvent("keydown",
        {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    assert prevented is False
    keys.send("Input.insertText", {"text": "クアンニン"})
    expect(typing.get_by_role("option").first).to_contain_text("クアンニン市")
    assert len(asked) == 1


@pytest.mark.parametrize("language", ["en", "fr", "ja", "vi"])
def test_the_list_is_as_wide_as_a_phone_and_no_wider(
    browser: Browser, site: str, language: str
) -> None:
    context = browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"/{language}/places/")
    box(page).press_sequentially("giao luu")
    listed = page.get_by_role("listbox")
    expect(listed).to_be_visible()
    bounds = listed.bounding_box()
    assert bounds is not None
    assert (bounds["x"], bounds["width"]) == (0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("kbd")).to_be_hidden()
    context.close()


def test_the_page_of_the_search_says_the_same_without_a_script(page: Page) -> None:
    page.goto("/vi/")
    page.get_by_role("banner").locator("input[name=q]").fill("quang nin hokaido")
    page.keyboard.press("Enter")
    page.get_by_role("main").locator("ul.bonds a").first.click()
    page.wait_for_url("**/vi/bonds/JP01/VN22-2026/")
    page.goto("/vi/search/?q=xyzzy")
    page.get_by_role("main").get_by_role("link", name="kanagawa festival").click()
    expect(page.get_by_role("main").locator("ul.events li")).not_to_have_count(0)
