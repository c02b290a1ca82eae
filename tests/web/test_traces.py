"""No number stands bare: each on a page leads to its rule and day, or to its source."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.web.reading import VOID
from tests.web.test_pages import PAGES

pytestmark = pytest.mark.usefixtures("register")

# What holds digits that count nothing: references, what sources, people and the reader wrote,
# addresses, the pages of a list. `number` holds those that count, with their trace.
TOLD = frozenset({"number", "key", "authored", "message-fault", "cite", "address", "paging"})
MACHINES = frozenset({"time", "select", "button", "code"})
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec"
# Days, references, ordinals and the names of laws and standards count nothing.
NAMES = re.compile(
    rf"\b\d+/\d{{4}}/[A-Z]+\d*|\bISO 3166-2\b|\b\d+(st|nd|rd|th)\b|\b[AET]\d\d\d?\b"
    rf"|(\b\d{{1,2}} )?\b({_MONTHS}|{_SHORT}) \d{{4}}|\b\d{{4}}-\d\d-\d\d\b|\b(19|20)\d\d\b"
)


class Sweeper(HTMLParser):
    """Collects the text of `main` that nothing marks."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        marked = tag in MACHINES or bool(TOLD & set((given.get("class") or "").split()))
        marked |= "/sources/" in (given.get("href") or "")
        self._open.append((tag, marked))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "main" in tags and not any(marked for _, marked in self._open):
            self.left.append(" ".join(data.split()))


def bare_numbers(html: str) -> list[str]:
    """Return the texts of a page in which a number stands that nothing traces."""
    sweeper = Sweeper()
    sweeper.feed(html)
    texts = (NAMES.sub("", text) for text in sweeper.left)
    return [text for text in texts if re.search(r"\d", text)]


@pytest.mark.parametrize("path", PAGES)
def test_no_number_stands_bare(client: Client, path: str) -> None:
    assert bare_numbers(client.get(f"/en/{path}").content.decode()) == []


def test_a_bare_number_would_be_found() -> None:
    traced = '<span class="number" data-rule="rows">3<a class="trace" href="#"></a></span>'
    page = "<main><p>{} rows, signed on 3 March 2026, {}</p></main><footer>5</footer>"
    assert bare_numbers(page.format(traced, "all of 2025")) == []
    assert bare_numbers(page.format("4", "x")) == ["4 rows, signed on , x"]
