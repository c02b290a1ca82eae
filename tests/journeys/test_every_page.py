"""What every page owes to every reader: axe-core finds no fault, and nothing moves while it loads."""

import importlib.resources
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.conftest import LANGUAGES

pytestmark = pytest.mark.journey

PAGES = (
    "",
    "search/",
    "search/?q=quang+nin",
    "search/?q=zzzz",
    "places/",
    "places/VN79-2025/",
    "places/VN74-2024/",
    "places/JP27100/",
    "places/VN79-2025/figures/",
    "places/VN28-1991/",
    "overview/",
    "overview/?on=2025-06-30&domain=water",
    "bonds/",
    "bonds/JP35/VN79-2025/",
    "bonds/JP02/VN01-2025/",
    "agreements/",
    "agreements/?domain=water&confidence=medium&on=2020-01-01",
    "agreements/?domain=water&kind=joint_statement",
    "agreements/?since=20x",
    "agreements/A003/",
    "agreements/A048/",
    "agreements/A054/",
    "events/",
    "events/E42/",
    "press/",
    "figures/",
    "rules/",
    "sources/",
    "sources/s-4e7cf69ac5/",
    "style/",
    "access/",
    "account/sign-in/",
    "nothing/",
)
STILL = ("", "places/VN79-2025/", "bonds/JP35/VN79-2025/", "agreements/", "agreements/A048/")

# The script alone: run in a page once it is laid out, whatever its policy forbids it to load.
AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
FAULTS = """async rules => (await axe.run(document, rules)).violations.map(
    v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", ")}`)"""
ALL: dict[str, object] = {}
# The other scheme changes colours and nothing else.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    shifts.push(`${entry.value} ${entry.sources.map(s => s.node?.nodeName).join(" ")}`);
}).observe({type: "layout-shift", buffered: true});
"""


# Walked at every check; the others by `make audit`.
TURNS = {("fr", 390), ("vi", 1280), ("ja", 1280)}


@pytest.fixture
def bare_page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a fresh visitor."""
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


def every_page(language: str) -> Iterator[str]:
    """Yield all pages."""
    del language
    yield from PAGES


def its_turn(language: str) -> Iterator[str]:
    """Yield the pages whose turn it is in a language: each page is walked in one of the four."""
    yield from list(PAGES)[LANGUAGES.index(language) :: len(LANGUAGES)]


@pytest.mark.parametrize(
    "pages", [its_turn, pytest.param(every_page, marks=pytest.mark.audit)], ids=["turns", "all"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_fault_in_light_or_dark(
    bare_page: Page, language: str, pages: Callable[[str], Iterator[str]]
) -> None:
    faults = {}
    for path in pages(language):
        bare_page.emulate_media(color_scheme="light")
        bare_page.goto(f"/{language}/{path}")
        bare_page.evaluate(AXE)
        found = bare_page.evaluate(FAULTS, ALL)
        bare_page.emulate_media(color_scheme="dark")
        if found := [*found, *bare_page.evaluate(FAULTS, COLOURS)]:
            faults[path] = found
    assert faults == {}


def test_axe_finds_no_fault_on_a_phone_with_its_menus_open(bare_page: Page) -> None:
    bare_page.set_viewport_size({"width": 360, "height": 740})
    faults = {}
    for menu in ("nouns", "tongues"):
        for path in ("", "agreements/", "agreements/A048/"):
            bare_page.goto(f"/en/{path}")
            bare_page.locator(f"button[popovertarget={menu}]").click()
            assert bare_page.locator(f"#{menu}").is_visible()
            bare_page.evaluate(AXE)
            if found := bare_page.evaluate(FAULTS, ALL):
                faults[menu, path] = found
    assert faults == {}


@pytest.mark.parametrize(
    ("language", "width"),
    [
        pytest.param(language, width, marks=() if (language, width) in TURNS else pytest.mark.audit)
        for language in LANGUAGES
        for width in (390, 1280)
    ],
)
def test_nothing_moves_while_letters_come_late(
    browser: Browser, site: str, language: str, width: int
) -> None:
    def late(route: Route) -> None:
        time.sleep(0.25)
        route.continue_()

    moved = {}
    for path in STILL:
        # A fresh visitor each time: what is at hand already cannot come late.
        context = browser.new_context(base_url=site, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.add_init_script(SHIFTS)
        context.route("**/*.woff2", late)
        page.goto(f"/{language}/{path}")
        page.wait_for_load_state("networkidle")
        if shifts := page.evaluate("shifts"):
            moved[path] = shifts
        context.close()
    assert moved == {}
