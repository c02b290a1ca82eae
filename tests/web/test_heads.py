"""What pages say of themselves to machines."""

import datetime
import json
import xml.etree.ElementTree as ET
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from enishi.apps.forum.models import Event
from enishi.apps.ledger.actions import write_entry
from enishi.apps.ledger.models import Load, Source
from enishi.apps.places.models import Unit
from enishi.apps.register.models import Agreement
from enishi.web.heads import sitemap
from tests.conftest import ASKED, LANGUAGES
from tests.web.reading import Page, level

pytestmark = pytest.mark.usefixtures("register")
SITE = "http://127.0.0.1:8000"
# Every page that stands for itself, and some of those that only exist once in the register.
PATHS = (
    "",
    "overview/",
    "search/",
    "places/",
    "places/?page=2",
    "places/VN79-2025/",
    "places/VN79-2024/",
    "places/VN74-2024/",
    "places/JP27/",
    "places/JP27100/",
    "places/VN79-2025/figures/",
    "bonds/",
    "bonds/?page=2",
    "bonds/JP35/VN79-2025/",
    "bonds/JP35/VN74-2024/",
    "bonds/JP02/VN01-2025/",
    "agreements/",
    "agreements/?page=2",
    "agreements/A073/",
    "agreements/A074/",
    "events/",
    "events/E01/",
    "events/E02/",
    "figures/",
    "rules/",
    "sources/",
    "sources/?page=3",
    "sources/s-4e7cf69ac5/",
    "access/",
    "account/sign-in/",
)
Graph = dict[str, dict[str, Any]]


def meta(page: Page, name: str) -> str:
    found = [
        e.attributes["content"]
        for e in page.all("meta")
        if name in (e.attributes.get("property"), e.attributes.get("name"))
    ]
    assert len(found) == 1, (name, found)
    return found[0]


def statements(page: Page) -> Graph:
    """Return what a page tells machines, by type."""
    document = json.loads(page.one("script", type="application/ld+json").text)
    assert document["@context"] == "https://schema.org"
    nodes = document["@graph"]
    assert len({node["@id"] for node in nodes}) == len(nodes)
    return {node["@type"]: node for node in nodes}


@pytest.mark.parametrize("language", ASKED)
def test_no_two_pages_bear_the_same_title_or_description(client: Client, language: str) -> None:
    pages = [Page(client, f"/{language}/{path}") for path in PATHS]
    titles = Counter(level(page.title) for page in pages)
    assert [title for title, times in titles.items() if times > 1] == []
    numbered = {path for path in PATHS if "page=" in path}
    described = Counter(
        meta(page, "description")
        for path, page in zip(PATHS, pages, strict=True)
        if path not in numbered
    )
    assert [text for text, times in described.items() if times > 1] == []
    assert [title for title in titles if not 10 <= len(title) <= 110] == []
    assert [text for text in described if not 20 <= len(text) <= 240] == []


@pytest.mark.parametrize("language", ASKED)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_names_itself_in_full_and_its_other_languages(
    client: Client, path: str, language: str
) -> None:
    page = Page(client, f"/{language}/{path}")
    canonical = page.one("link", rel="canonical").attributes["href"]
    assert canonical == f"{SITE}/{language}/{path}"
    alternates = {
        e.attributes["hreflang"]: e.attributes["href"]
        for e in page.all("link", rel="alternate")
        if "hreflang" in e.attributes
    }
    # The same on every one of them, so that each names the others and is named by them.
    expected = {code: f"{SITE}/{code}/{path}" for code in LANGUAGES}
    assert alternates == expected | {"x-default": f"{SITE}/{path}"}
    assert meta(page, "og:url") == canonical
    assert level(meta(page, "og:title")) + " · Enishi" == level(page.title)
    assert meta(page, "og:description") == meta(page, "description")
    assert meta(page, "og:locale")[:2] == language
    assert len(page.all("meta", property="og:locale:alternate")) == 3


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("places/VN79-2025/?on=2014-01-01", "places/VN79-2025/"),
        ("bonds/JP35/VN79-2025/?order=oldest", "bonds/JP35/VN79-2025/"),
        ("agreements/?domain=water&sort=ends", "agreements/"),
        ("places/?country=JP&level=second&page=3", "places/"),
        ("agreements/?page=1", "agreements/"),
        ("agreements/?page=two", "agreements/"),
        ("agreements/?page=²", "agreements/"),
        ("agreements/?page=2", "agreements/?page=2"),
    ],
)
def test_the_same_page_told_in_another_way_names_the_plain_one(
    client: Client, asked: str, canonical: str
) -> None:
    page = Page(client, f"/vi/{asked}")
    assert page.one("link", rel="canonical").attributes["href"] == f"{SITE}/vi/{canonical}"


@pytest.mark.parametrize("path", ["", "places/VN79-2025/", "agreements/"])
def test_an_address_without_a_language_leads_to_the_readers(client: Client, path: str) -> None:
    answer = client.get(f"/{path}", headers={"accept-language": "vi"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/vi/{path}")


def test_an_error_is_not_to_be_gathered(client: Client) -> None:
    page = Page(client, "/en/places/VN99-2025/", status=404)
    assert meta(page, "robots") == "noindex"
    assert page.all("script", type="application/ld+json") == []


def test_a_place_in_the_words_of_schema_org(client: Client) -> None:
    nodes = statements(Page(client, "/fr/places/VN79-2025/"))
    place = nodes["AdministrativeArea"]
    assert place["@id"] == f"{SITE}/api/v1/places/VN79-2025"
    assert place["name"] == "Hô-Chi-Minh-Ville"
    assert {"Hồ Chí Minh", "ホーチミン市"} <= set(place["alternateName"])
    assert place["containedInPlace"]["name"] == "Vietnam"
    assert nodes["WebPage"]["mainEntity"] == {"@id": place["@id"]}
    assert nodes["WebPage"]["inLanguage"] == "fr"
    trail = [item["item"] for item in nodes["BreadcrumbList"]["itemListElement"]]
    assert trail == [
        f"{SITE}/fr/",
        f"{SITE}/fr/places/",
        f"{SITE}/fr/places/?country=VN",
        f"{SITE}/fr/places/VN79-2025/",
    ]
    part = statements(Page(client, "/ja/places/JP27100/"))["AdministrativeArea"]
    assert (part["name"], part["containedInPlace"]["name"]) == ("大阪市", "大阪府")


def test_an_agreement_a_bond_and_an_event_in_the_words_of_schema_org(client: Client) -> None:
    act = statements(Page(client, "/en/agreements/A073/"))["DigitalDocument"]
    assert act["dateCreated"] == "2026-01-12"
    assert [party["name"] for party in act["contributor"]] == ["Vinh Long", "Ehime"]
    assert [source["@type"] for source in act["citation"]] != []
    bond = statements(Page(client, "/en/bonds/JP35/VN79-2025/"))["Collection"]
    assert bond["collectionSize"] == len(bond["hasPart"]) == 5
    assert [place["name"] for place in bond["about"]] == ["Ho Chi Minh City", "Yamaguchi"]
    event = statements(Page(client, "/en/events/E01/"))["Event"]
    assert (event["startDate"], event["endDate"]) == ("2025-11-25", "2025-11-25")
    assert event["location"] == [{"@type": "Place", "name": "Hạ Long, Quảng Ninh"}]


def test_the_first_page_tells_of_the_site_and_the_data(client: Client) -> None:
    nodes = statements(Page(client, "/vi/"))
    search = nodes["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert search == f"{SITE}/vi/search/?q={{search_term_string}}"
    data = nodes["Dataset"]
    assert data["includedInDataCatalog"]["@id"] == f"{SITE}/catalog.jsonld"
    for download in data["distribution"]:
        assert client.get(download["contentUrl"].removeprefix(SITE)).status_code == 200


def test_a_text_cannot_end_the_statements(client: Client) -> None:
    event = Event.objects.get(id="E01")
    event.name = event.name.with_text("en", "A </script><script>alert('&')</script> day")
    event.save()
    page = Page(client, "/en/events/E01/")
    assert [s for s in page.all("script") if "src" not in s.attributes] == [
        page.one("script", type="application/ld+json")
    ]
    assert statements(page)["Event"]["name"] == "A </script><script>alert('&')</script> day"


def test_robots_are_told_what_is_closed_and_where_the_map_is(client: Client) -> None:
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert {"User-agent: *", "Disallow: /steward/", "Disallow: /ja/account/"} <= set(lines)
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def listed(client: Client, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314  # a text of our own


def addresses(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iterfind("*/s:loc", NAMES)]


def test_the_map_of_the_site_holds_every_page(client: Client) -> None:
    maps = addresses(listed(client, "/sitemap.xml"))
    found = Counter(
        page for name in maps for page in addresses(listed(client, name.removeprefix(SITE)))
    )
    assert [address for address, times in found.items() if times > 1][:3] == []
    rows = {
        "place": [(key,) for key in Unit.objects.values_list("id", flat=True)],
        "agreement": [(key,) for key in Agreement.objects.values_list("id", flat=True)],
        "event": [(key,) for key in Event.objects.values_list("id", flat=True)],
        "source": [(key,) for key in Source.objects.values_list("id", flat=True)],
    }
    expected = set()
    for language in LANGUAGES:
        with translation.override(language):
            expected |= {
                f"{SITE}{reverse(name, args=args)}" for name, keys in rows.items() for args in keys
            }
    assert sorted(expected - set(found))[:3] == []
    bonds = {address for address in found if "/bonds/J" in address}
    assert f"{SITE}/ja/bonds/JP35/VN79-2025/" in bonds
    assert len(bonds) == 4 * 64
    left = {address.removeprefix(f"{SITE}/en/") for address in set(found) - expected - bonds}
    lists = {path for path in left if not path.startswith("http")}
    assert len(lists) < 20
    assert lists == {
        *("", "overview/", "places/", "bonds/", "agreements/", "events/"),
        *("figures/", "rules/", "sources/", "access/"),
    }


def test_a_page_of_the_map_names_its_languages_and_answers(client: Client) -> None:
    root = listed(client, "/sitemap-agreements.xml")
    for row in list(root)[:8]:
        links = {
            link.attrib["hreflang"]: link.attrib["href"] for link in row.iterfind("x:link", NAMES)
        }
        assert set(links) == {*LANGUAGES, "x-default"}
        assert row.findtext("s:loc", namespaces=NAMES) in links.values()
        assert client.get(links["fr"].removeprefix(SITE)).status_code == 200


def test_a_map_says_when_a_record_last_changed(client: Client) -> None:
    loaded = Load.objects.get()
    entry = write_entry(
        verb="correct_agreement", subject=Agreement.objects.get(id="A074"), changes={}, by="x"
    )
    at = entry.at + datetime.timedelta(days=2)
    type(entry).objects.filter(pk=entry.pk).update(at=at)

    def days(section: str) -> dict[str, str]:
        root = listed(client, f"/sitemap-{section}.xml")
        return {
            row.findtext("s:loc", "", NAMES): row.findtext("s:lastmod", "", NAMES) for row in root
        }

    acts = days("agreements")
    then = loaded.at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    now = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert acts[f"{SITE}/en/agreements/A073/"] == then
    assert acts[f"{SITE}/en/agreements/A074/"] == now
    assert days("bonds")[f"{SITE}/vi/bonds/JP35/VN79-2025/"] == now


def test_a_large_register_has_several_maps(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "SIZE", 40)
    maps = [m for m in addresses(listed(client, "/sitemap.xml")) if "agreements" in m]
    assert [m.removeprefix(SITE) for m in maps] == [
        "/sitemap-agreements.xml",
        "/sitemap-agreements-2.xml",
        "/sitemap-agreements-3.xml",
    ]
    sizes = [len(addresses(listed(client, m.removeprefix(SITE)))) for m in maps]
    assert sizes == [160, 160, 4 * (Agreement.objects.count() - 80)]
    for name in ("agreements-4", "agreements-1", "nothing", "agreements-x"):
        assert client.get(f"/sitemap-{name}.xml").status_code == 404
