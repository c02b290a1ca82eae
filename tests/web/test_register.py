"""Agreements, bonds and counting rules, as pages tell them."""

import pytest
from django.test import Client

from enishi.apps.register.models import Agreement
from enishi.domain.text import LocalizedText
from tests.web.reading import Page, level

pytestmark = pytest.mark.usefixtures("register")


def keys(page: Page) -> list[str]:
    """Return the agreements of a list, in its order."""
    rows = [e for e in page.all("th", scope="row") if any(o.has_class("acts") for o in e.around)]
    return [level(e.text) for row in rows for e in row.within if e.has_class("key")]


def test_a_renewal_is_told_on_both_its_pages_across_a_merger(client: Client) -> None:
    older, newer = (Page(client, f"/en/agreements/{key}/") for key in ("A048", "A073"))
    for page in (older, newer):
        life = page.text_of("section", aria_labelledby="life")
        assert "A048" in life
        assert "A073" in life
        assert "renews A048" in life
    parties = older.text_of("section", aria_labelledby="parties")
    assert "Ben Tre Bến Tre province · signed by: executive Successor unit: Vinh Long" in parties
    assert "Signed 1 August 2022. A new text has taken its place." in older.main


def test_an_agreement_tells_its_date_as_exactly_as_it_is_known(client: Client) -> None:
    facts = Page(client, "/en/agreements/A022/").text_of("section", aria_labelledby="facts")
    assert "Signed on December 2014 day not known" in facts
    facts = Page(client, "/en/agreements/A015/").text_of("section", aria_labelledby="facts")
    assert "Signed on 2014 month not known" in facts


def test_an_agreement_says_how_sure_it_is_and_tells_the_doubt(client: Client) -> None:
    row = Agreement.objects.get(id="A002")
    sources = Page(client, "/en/agreements/A002/").text_of("section", aria_labelledby="sources")
    assert "one point to confirm" in sources
    assert f"To be checked: {row.doubt.texts['en']}" in sources


def test_a_text_in_another_language_says_in_which(client: Client) -> None:
    texts = LocalizedText({"en": "On friendly exchange"}, "en")
    Agreement.objects.filter(id="A003").update(summary=texts)
    facts = Page(client, "/en/agreements/A003/").text_of("section", aria_labelledby="facts")
    assert "On friendly exchange in English" not in facts
    page = Page(client, "/vi/agreements/A003/")
    assert [
        level(e.text)
        for e in page.one("section", aria_labelledby="facts").within
        if e.attributes.get("lang") == "en"
    ] == ["On friendly exchange"]


def test_the_organ_that_signed_is_named(client: Client) -> None:
    parties = Page(client, "/en/agreements/A074/").text_of("section", aria_labelledby="parties")
    assert parties.count("signed by: elected assembly") == 2


def test_a_text_can_be_read_where_it_is_public(client: Client) -> None:
    page = Page(client, "/en/agreements/A003/")
    assert "authentic text" in page.text_of("section", aria_labelledby="texts")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("place=VN-57", ["A069", "A091", "A022", "A015"]),
        ("place=Bình Dương&sort=signed", ["A015", "A022", "A091", "A069"]),
        ("place=VN-SG&partner=JP-35&since=2015&until=2024", ["A069", "A091"]),
        ("place=VN-SG&partner=JP-35&on=2014-12-31", ["A015", "A022"]),
        ("place=VN-SG&partner=JP-35&confidence=medium", ["A015"]),
        ("place=VN-SG&partner=JP-35&state=living&on=2023-01-01", ["A022", "A015"]),
    ],
)
def test_the_address_chooses_the_rows(client: Client, query: str, found: list[str]) -> None:
    shown = keys(Page(client, f"/en/agreements/?{query}"))
    assert sorted(shown) == sorted(found)


@pytest.mark.parametrize(
    ("state", "shares"),
    [("living", {"term not stated", "in force", "ends in 2026", "ends in 2027"}),
     ("ended", {"renewed", "term passed, no renewal documented"})],
)  # fmt: skip
def test_a_list_keeps_those_that_live_or_that_have_ended(
    client: Client, state: str, shares: set[str]
) -> None:
    page = Page(client, f"/en/agreements/?state={state}")
    assert {level(e.text) for e in page.all("span", class_="state")} <= shares


def test_living_and_ended_agreements_are_all_there_are(client: Client) -> None:
    totals = {
        state: page_total(Page(client, f"/en/agreements/?state={state}&on=2024-06-01"))
        for state in ("", "living", "ended")
    }
    assert totals[""] == totals["living"] + totals["ended"]
    assert totals["ended"] > 0


def page_total(page: Page) -> int:
    """Return the number above a list."""
    (total,) = [e for e in page.one(class_="tally").within if e.has_class("number")]
    return int(level(total.text))


def test_each_filter_that_is_on_can_be_taken_off(client: Client) -> None:
    page = Page(client, "/en/agreements/?domain=water&state=living&place=VN-SG&on=2024-01-01")
    off = {level(e.text): e.attributes["href"] for e in page.all("a", class_="chip")}
    assert off == {
        "Locality: Ho Chi Minh City take off": "/en/agreements/?domain=water&state=living&on=2024-01-01",
        "Field: Water and sanitation take off": "/en/agreements/?state=living&place=VN-SG&on=2024-01-01",
        "State: living take off": "/en/agreements/?domain=water&place=VN-SG&on=2024-01-01",
        "As it stood on: 1 Jan 2024 take off": "/en/agreements/?domain=water&state=living&place=VN-SG",
    }


def test_an_empty_list_says_how_many_each_filter_hides(client: Client) -> None:
    page = Page(client, "/en/agreements/?domain=water&kind=joint_statement")
    empty = page.text_of(class_="empty")
    water, statements = (
        page_total(Page(client, f"/en/agreements/?{query}"))
        for query in ("domain=water", "kind=joint_statement")
    )
    assert f"Without “Kind: joint statement” – {water} agreements" in empty
    assert f"Without “Field: Water and sanitation” – {statements} agreements" in empty


@pytest.mark.parametrize("by", ["parties", "kind", "fields", "ends", "signed"])
def test_a_column_sorts_either_way_and_says_so(client: Client, by: str) -> None:
    shown = {}
    for order, way in ((by, "ascending"), (f"-{by}", "descending")):
        page = Page(client, f"/en/agreements/?place=VN-SG&sort={order}")
        (head,) = [e for e in page.all("th") if e.attributes.get("aria-sort") == way]
        link = head.within[0].attributes["href"]
        assert link == f"?place=VN-SG&sort={by if order != by else f'-{by}'}"
        shown[way] = keys(page)
    assert sorted(shown["ascending"]) == sorted(shown["descending"])
    assert shown["ascending"] != shown["descending"]


def test_an_agreement_says_which_rules_count_it_and_why(client: Client) -> None:
    page = Page(client, "/en/agreements/A048/")
    said = level(page.one("table", class_="counted").text)
    assert "Living agreements no A later text has taken its place, or a party has ended it." in said
    assert "Pairs of localities yes Its parties are localities of two countries." in said
    assert "approved by the assembly: not documented" in said


def test_a_merger_of_a_party_stands_in_the_life_of_its_agreement(client: Client) -> None:
    rows = [
        level(e.text)
        for e in Page(client, "/en/agreements/A048/").all("li")
        if e.around[-1].has_class("life")
    ]
    assert [row.split(" ", 3)[3].split(" ")[0] for row in rows] == [
        "memorandum",
        "merger:",
        "The",
        "renewal",
    ]
    before = Page(client, "/en/agreements/A048/?on=2025-06-30")
    assert "merger:" not in before.main


@pytest.mark.parametrize(
    ("ending", "begin"), [("bib", "@misc{enishi-A048,"), ("ris", "TY  - ELEC"), ("json", "[")]
)
def test_a_citation_is_a_file_in_the_reader_s_language(
    client: Client, ending: str, begin: str
) -> None:
    answer = client.get(f"/vi/agreements/A048/cite.{ending}?on=2026-01-01")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="enishi-A048.{ending}"'
    text = answer.content.decode()
    assert text.startswith(begin)
    assert "Bến Tre × Ehime, bản ghi nhớ" in text
    assert client.get("/vi/agreements/A048/cite.doc").status_code == 404


def test_rows_sort_by_date_either_way(client: Client) -> None:
    newest = keys(Page(client, "/en/agreements/?place=VN-57"))
    oldest = keys(Page(client, "/en/agreements/?place=VN-57&sort=signed"))
    assert newest[0] == "A069"
    assert oldest[-1] == "A069"


@pytest.mark.parametrize("sort", ["-signed", "signed", "parties", "kind", "ends"])
def test_every_order_shows_the_same_rows(client: Client, sort: str) -> None:
    pages = [keys(Page(client, f"/ja/agreements/?sort={sort}&page={page}")) for page in (1, 2)]
    shown = [key for page in pages for key in page]
    assert [len(page) for page in pages] == [50, len(shown) - 50]
    assert sorted(shown) == sorted(Agreement.objects.values_list("id", flat=True))


def test_the_foot_of_a_list_says_rows_rule_and_day(client: Client) -> None:
    page = Page(client, "/en/agreements/?domain=water&on=2020-01-01")
    shown = len(keys(page))
    assert f"{shown} of {shown} rows" in page.main
    trace = [e.attributes["href"] for e in page.all("a", class_="trace")]
    assert trace[-1] == "/en/rules/?on=2020-01-01#agreements_signed"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("since=20x", "“20x” is not a year."),
        ("place=Quảng", "“Quảng” may mean several places: "),
        ("partner=zzzz", "No place is found by “zzzz”."),
        ("kind=treaty", "treaty"),
    ],
)
def test_a_filter_that_cannot_be_read_is_named_and_the_list_still_stands(
    client: Client, query: str, message: str
) -> None:
    page = Page(client, f"/en/agreements/?{query}", status=400)
    assert message in page.text_of(role="alert")
    assert len(keys(page)) == 50


def test_what_a_list_shows_can_be_downloaded(client: Client) -> None:
    page = Page(client, "/en/agreements/?domain=water")
    offers = page.one(class_="downloads").within
    links = {level(e.text): e.attributes["href"] for e in offers if e.tag == "a"}
    assert links["CSV"] == "/en/agreements.csv?domain=water"
    answer = client.get(links["CSV"])
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # a stream
    assert len(rows) == len(keys(page)) + 1


def test_a_download_with_a_wrong_filter_is_the_page_that_says_so(client: Client) -> None:
    page = Page(client, "/en/agreements.csv?since=20x", status=400)
    assert "“20x” is not a year." in page.text_of(role="alert")


def test_the_rules_tell_the_numbers_of_a_day_and_what_was_announced_by_then(
    client: Client,
) -> None:
    page = Page(client, "/en/rules/?on=2020-01-13")
    (signed,) = page.all("span", class_="number", data_rule="agreements_signed")
    by_hand = Agreement.objects.filter(signed_last__lte="2020-01-13").count()
    assert level(signed.text) == str(by_hand)
    announced = page.text_of("section", aria_labelledby="announced")
    assert "about 70" in announced
    assert "110" not in announced
