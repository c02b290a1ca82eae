"""What every page owes its reader, in four languages."""

import re

import pytest
from django.test import Client

from tests.conftest import ASKED, LANGUAGES
from tests.web.reading import Page, level

PAGES = (
    "",
    "?on=2008-12-31",
    "?on=2025-06-30&domain=water&place=VN79-2025",
    "search/",
    "search/?q=quang",
    "search/?q=quang+ninh+hokkaido",
    "search/?q=trade&only=agreements",
    "search/?q=xyzzy",
    "places/",
    "places/?country=JP&level=second&page=3",
    "places/?parent=JP27",
    "places/VN79-2025/",
    "places/VN74-2024/",
    "places/VN46-HUE-2024/",
    "places/JP27100/",
    "places/VN79-2025/?on=2008-01-01",
    "places/VN79-2025/figures/",
    "bonds/",
    "bonds/?on=2014-01-01",
    "bonds/JP35/VN79-2025/",
    "bonds/JP35/VN79-2025/?on=2025-06-30",
    "bonds/JP35/VN74-2024/",
    "bonds/JP44/VN51-2025/",
    "bonds/JP24/VN48-2025/",
    "bonds/JP02/VN01-2025/",
    "agreements/",
    "agreements/?state=living&domain=water&sort=ends",
    "agreements/?kind=letter_of_intent",
    "agreements/A003/",
    "agreements/A054/",
    "agreements/A073/",
    "agreements/A073/?on=2020-01-01",
    "overview/",
    "overview/?on=2025-06-30&domain=water&state=living",
    "events/",
    "events/E01/",
    "events/E42/",
    "figures/",
    "figures/?on=2020-06-01",
    "rules/",
    "rules/?on=2020-01-13",
    "sources/",
    "sources/s-4e7cf69ac5/",
    "access/",
    "account/sign-in/",
    "style/",
)

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize("language", ASKED)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_well_made_in_every_language(
    client: Client, path: str, language: str
) -> None:
    page = Page(client, f"/{language}/{path}")
    assert page.one("html").attributes["lang"] == language
    assert level(page.one("h1").text) != ""
    assert level(page.title).endswith(" · Enishi")
    assert page.one("meta", name="description").attributes["content"] != ""
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert sorted(ids) == sorted(set(ids))
    labels = {element.attributes["aria-labelledby"] for element in page.all("section")}
    assert labels <= set(ids)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_a_page_is_inline_or_from_elsewhere(client: Client, path: str) -> None:
    page = Page(client, f"/en/{path}")
    assert "default-src 'self'" in page.response.headers["Content-Security-Policy"]
    assert page.all("style") == []
    # Statements for machines are data, which no browser runs.
    scripts = [s for s in page.all("script") if s.attributes.get("type") != "application/ld+json"]
    assert [script for script in scripts if level(script.text)] == []
    assert [s for s in scripts if not s.attributes["src"].startswith("/static/js/")] == []
    assert [
        e for e in page.elements if any(a == "style" or a[:2] == "on" for a in e.attributes)
    ] == []
    loaded = [e.attributes["href"] for e in page.all("link") if e.attributes["rel"] == "stylesheet"]
    assert [address for address in loaded if not address.startswith("/static/")] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_number_leads_to_its_rule_or_its_source(client: Client, path: str) -> None:
    page = Page(client, f"/en/{path}")
    bare = []
    for number in page.all(class_="number"):
        rule, source = (number.attributes.get(f"data-{name}") for name in ("rule", "source"))
        traces = [e.attributes["href"] for e in number.within if e.has_class("trace")]
        if rule and path.startswith("rules/"):
            led = traces == [] or traces[0].startswith("/en/rules/")
        elif rule:
            (trace,) = traces
            led = re.fullmatch(rf"/en/rules/\?on=\d{{4}}-\d\d-\d\d#{rule}", trace) is not None
        else:
            led = traces == [f"/en/sources/{source}/"]
        if not led:
            bare.append((level(number.text), rule, source, traces))
    assert bare == []


def test_every_rule_that_a_number_names_is_explained(client: Client) -> None:
    named = {
        number.attributes["data-rule"]
        for path in PAGES
        for number in Page(client, f"/en/{path}").all(class_="number")
        if "data-rule" in number.attributes
    }
    explained = {
        element.attributes["id"] for element in Page(client, "/en/rules/").all(class_="rule")
    }
    assert named <= explained


@pytest.mark.parametrize("path", ["", "places/", "agreements/?domain=water&on=2020-01-01"])
def test_the_same_page_is_offered_in_every_language(client: Client, path: str) -> None:
    page = Page(client, f"/fr/{path}")
    offered = {
        element.attributes["hreflang"]: element.attributes["href"]
        for element in page.all("a")
        if "hreflang" in element.attributes
    }
    assert offered == {language: f"/{language}/{path}" for language in LANGUAGES}
    alternates = {
        e.attributes["hreflang"]: e.attributes["href"]
        for e in page.all("link", rel="alternate")
        if "hreflang" in e.attributes
    }
    plain = path.partition("?")[0]
    assert alternates == {
        language: f"http://127.0.0.1:8000/{language}/{plain}" for language in LANGUAGES
    } | {"x-default": f"http://127.0.0.1:8000/{plain}"}


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("ja", "ja"), ("vi-VN,vi;q=0.9,en;q=0.5", "vi"), ("fr-CA", "fr"), ("de", "en"), ("", "en")],
)
def test_the_front_door_leads_to_the_reader_s_language(
    client: Client, wanted: str, language: str
) -> None:
    answer = client.get("/", headers={"accept-language": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("typed", ["2025-13-40", "1/7/2025", "2025", "yesterday", "<b>"])
@pytest.mark.parametrize(
    "path", ["places/VN79-2025/", "bonds/", "bonds/JP35/VN79-2025/", "agreements/", "rules/"]
)
def test_a_day_that_cannot_be_read_is_named_and_the_page_still_serves(
    client: Client, path: str, typed: str
) -> None:
    page = Page(client, f"/en/{path}?on={typed}", status=400)
    alert = page.text_of(role="alert")
    assert f"“{typed}” is not a day." in alert
    assert "such as 2025-06-30" in alert
    assert level(page.one("h1").text) != ""


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "places/VN99-2025/",
        "places/VN99-2025/figures/",
        "agreements/A999/",
        "events/E999/",
        "sources/s-nothing/",
        "bonds/JP35/JP27/",
        "bonds/JP35/VN99/",
        "agreements.docx",
    ],
)
@pytest.mark.parametrize("language", ASKED)
def test_what_is_not_there_is_not_found(client: Client, path: str, language: str) -> None:
    page = Page(client, f"/{language}/{path}", status=404)
    assert page.one("html").attributes["lang"] == language
    assert page.all("input", type="search") != []


def test_a_place_that_is_not_there_offers_names_that_look_like_it(client: Client) -> None:
    page = Page(client, "/en/places/Quang Nin/", status=404)
    assert "Quang Ninh" in page.main
