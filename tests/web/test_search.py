"""The page of the search, and what is offered while one types."""

import pytest
from django.test import Client

from enishi.apps.register.actions import correct_agreement
from enishi.apps.register.models import Agreement
from tests.web.reading import Page, level

pytestmark = pytest.mark.usefixtures("register")
SUGGEST = "/en/search/suggest/"


def hrefs(page: Page) -> set[str]:
    return {link.attributes["href"] for link in page.all("a")}


def heads(page: Page) -> list[str]:
    return [level(element.text) for element in page.all("h2")]


def test_each_group_tells_how_many_there_are(client: Client) -> None:
    page = Page(client, "/en/search/?q=quang nin")
    assert heads(page) == [
        "Places 5",
        "Bonds: Quang Ninh 2",
        "Agreements: Quang Ninh 2",
        "Events 4",
    ]


def test_a_pair_stands_in_the_heads_and_its_bond_leads_to_its_page(client: Client) -> None:
    page = Page(client, "/ja/search/?q=クアンニン 北海道")
    assert "/ja/bonds/JP01/VN22-2026/" in hrefs(page)


def test_a_single_hit_is_still_a_page(client: Client) -> None:
    page = Page(client, "/en/search/?q=A073")
    assert "/en/agreements/A073/" in hrefs(page)


def test_what_is_not_found_says_what_may_be_typed(client: Client) -> None:
    page = Page(client, "/en/search/?q=xyzzy")
    assert "Nothing found for “xyzzy”" in page.main
    assert heads(page) == ["How to search"]


def test_a_pair_without_a_bond_is_said_and_leads_to_what_is_known(client: Client) -> None:
    page = Page(client, "/en/search/?q=Bến Tre × Yamanashi")
    assert "No bond of the two is documented." in page.main
    assert "/en/bonds/JP19/VN83-2024/" in hrefs(page)


def test_all_agreements_of_a_place_stand_in_the_list_that_can_be_filtered(client: Client) -> None:
    page = Page(client, "/en/search/?q=TP.HCM&on=2025-12-01")
    assert "/en/agreements/?place=VN79-2025&on=2025-12-01" in hrefs(page)


def test_all_agreements_with_some_words_stand_on_pages_of_the_search(client: Client) -> None:
    page = Page(client, "/en/search/?q=trade")
    assert "?q=trade&only=agreements" in hrefs(page)
    every = Page(client, "/en/search/?q=trade&only=agreements")
    assert heads(every) == ["Agreements 39"]
    rows = [row for row in every.all("tr") if row.around[-1].tag == "tbody"]
    assert len(rows) == 39


def test_the_day_is_kept_and_what_was_signed_later_is_not_told(client: Client) -> None:
    page = Page(client, "/en/search/?q=quang ninh hokkaido&on=2023-11-15")
    assert "/en/agreements/A056/" not in hrefs(page)
    assert page.all("input", type="hidden", name="on")[0].attributes["value"] == "2023-11-15"


def test_a_day_that_cannot_be_read_is_named(client: Client) -> None:
    assert client.get("/en/search/?q=hue&on=2025-02-30").status_code == 400


def test_what_is_typed_is_never_markup(client: Client) -> None:
    for address in ("/en/search/?q=<b>hue", f"{SUGGEST}?q=<b>hue"):
        assert b"<b>" not in client.get(address).content


@pytest.mark.parametrize(
    ("language", "query", "texts"),
    [
        ("en", "quang nin", ["Quang Ninh", "Hokkaido", "2 agreements", "A056"]),
        ("fr", "bin duong yamaguchi", ["Bình Dương", "Yamaguchi", "mémorandum d’entente"]),
        ("ja", "クアンニン 北海道", ["クアンニン市", "北海道", "協定・覚書1件"]),
        ("vi", "diễn đàn hợp tác", ["Diễn đàn Hợp tác địa phương Việt Nam – Nhật Bản 2025"]),
    ],
)
def test_suggestions_speak_the_reader_s_language(
    client: Client, language: str, query: str, texts: list[str]
) -> None:
    told = client.get(f"/{language}/search/suggest/", {"q": query}).content.decode()
    assert [text for text in texts if text not in told] == []


def test_every_option_is_a_link_and_holds_no_other(client: Client) -> None:
    page = Page(client, f"{SUGGEST}?q=quang nin")
    options = page.all("a", role="option")
    assert len(options) == len(page.all("a")) == 11
    assert not any(inner.tag == "a" for option in options for inner in option.within)
    assert page.all("a")[0].attributes["href"] == "/en/places/VN22-2026/"
    assert page.all("a")[-1].attributes["href"] == "/en/search/?q=quang+nin"


def test_suggestions_of_a_day_lead_to_pages_of_that_day(client: Client) -> None:
    page = Page(client, f"{SUGGEST}?q=quang ninh&on=2020-01-01")
    assert page.all("a")[0].attributes["href"] == "/en/places/VN22-2024/?on=2020-01-01"


def test_nothing_is_offered_where_nothing_is_typed(client: Client) -> None:
    assert client.get(f"{SUGGEST}?q=+").content.strip() == b""


def test_suggestions_are_kept_until_a_record_changes(client: Client) -> None:
    first = client.get(f"{SUGGEST}?q=A011")
    assert first.headers["Cache-Control"] == "private, max-age=60"
    again = {"if-none-match": first.headers["ETag"]}
    assert client.get(f"{SUGGEST}?q=A011", headers=again).status_code == 304
    assert client.get("/vi/search/suggest/?q=A011", headers=again).status_code == 200
    row = Agreement.objects.get(id="A011")
    row.kind = "friendship"
    correct_agreement(agreement=row, by="a test")
    assert b"friendship agreement" in client.get(f"{SUGGEST}?q=A011", headers=again).content


def test_every_page_has_the_box_and_its_script(client: Client) -> None:
    page = Page(client, "/en/places/")
    (form,) = page.all("form", role="search")
    assert form.attributes["data-suggest"] == SUGGEST
    (script,) = page.all("script", type="module")
    assert script.attributes["src"].endswith("js/search.js")
