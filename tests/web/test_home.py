"""The first page: what ties two countries on any day, as picture, sentence and list."""

import datetime
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from enishi.apps.register import queries as register
from enishi.apps.register.models import Agreement
from enishi.domain.register import DOMAINS
from enishi.domain.text import PartialDate
from tests.conftest import ASKED
from tests.domain.drawings.real_register import Register
from tests.web.reading import Element, Page, level

pytestmark = pytest.mark.usefixtures("register")
# The turn of the provinces, and days on which the record was small.
DAYS = ("1990-01-01", "1995-12-31", "2008-12-31", "2025-06-30", "2025-07-01", "")


@pytest.fixture(scope="module")
def facts() -> Register:
    return Register.read()


def numbers(page: Page) -> list[int]:
    """Return the numbers of the sentence, in its order."""
    return [int(level(e.text)) for e in page.one("h1").within if e.has_class("number")]


def listed(page: Page) -> dict[str, tuple[int, dict[str, int]]]:
    """Return the list that says the same as the map: units with number and threads."""
    found = {}
    for unit in page.all("li"):
        if "data-unit" not in unit.attributes:
            continue
        threads = {
            e.attributes["data-thread"]: int(level(e.text).rpartition(" ")[2])
            for e in unit.within
            if "data-thread" in e.attributes
        }
        (total,) = (e for e in unit.within if e.has_class("sum"))
        found[unit.attributes["data-unit"]] = (int(level(total.text)), threads)
    return found


def drawn(page: Page, view: str) -> list[Element]:
    """Return the threads of one picture."""
    return [
        e
        for e in page.all(class_="thread")
        if any(around.attributes.get("data-view") == view for around in e.around)
    ]


@pytest.mark.parametrize("on", DAYS)
def test_sentence_picture_and_list_tell_the_files(client: Client, facts: Register, on: str) -> None:
    page = Page(client, f"/en/?on={on}")
    day = datetime.date.fromisoformat(on) if on else timezone.localdate()
    pairs = facts.pairs(day)
    signed = sum(when <= day for when, _ in facts.acts)
    if signed:
        near, far = ({pair[side] for pair in pairs} for side in (0, 1))
        assert numbers(page) == [signed, len(near), len(far)]
    else:
        assert page.text_of("h1") == "No agreement is documented by this day."
    expected = {f"{one}~{other}": number for (one, other), number in pairs.items()}
    for view in ("wide", "middle", "tall"):
        assert {e.attributes["data-thread"] for e in drawn(page, view)} == set(expected)
    told = listed(page)
    assert {k: n for _, threads in told.values() for k, n in threads.items()} == expected
    by_unit: Counter[str] = Counter()
    for (one, other), number in pairs.items():
        by_unit.update({one: number, other: number})
    assert {unit: total for unit, (total, _) in told.items()} == by_unit


def test_a_field_narrows_sentence_picture_and_list_alike(client: Client) -> None:
    page = Page(client, "/en/?domain=health")
    rows = register.chosen(
        register.Choice(on=timezone.localdate(), domain="health"), Agreement.objects.all()
    )
    total, near, far = numbers(page)
    told = listed(page)
    assert total == rows.count()
    assert Counter(unit[:2] for unit in told) == {"VN": near, "JP": far}
    assert len(drawn(page, "wide")) == len({t for _, threads in told.values() for t in threads})
    assert "Health" in page.text_of("p", class_="over")
    assert page.text_of("div", class_="announced") == ""


def test_a_unit_is_looked_at_under_its_name_of_the_day(client: Client) -> None:
    page = Page(client, "/en/?place=VN46-2025&on=2020-01-01")
    assert page.text_of("div", class_="looked-at").startswith("Thua Thien Hue")
    ends = [e.attributes["data-thread"] for e in drawn(page, "tall") if not e.has_class("back")]
    assert len(ends) > 0
    assert {end.partition("~")[0] for end in ends} == {"VN46-1989"}
    (chosen,) = (e for e in page.one("select", name="place").within if "selected" in e.attributes)
    assert chosen.attributes["value"] == "VN46-1989"


def test_links_of_a_replayed_map_keep_the_day(client: Client) -> None:
    page = Page(client, "/en/?on=2020-01-01")
    leading = {e.attributes["href"] for e in page.all("a") if e.attributes.get("tabindex") == "-1"}
    assert all(address.endswith("/?on=2020-01-01") for address in leading)
    assert "/en/places/VN74-2024/?on=2020-01-01" in leading
    assert client.get("/en/places/VN74-2024/?on=2020-01-01").status_code == 200


@pytest.mark.parametrize("asked", ["domain=wine", "place=VN999", "on=2025-13-40"])
def test_what_cannot_be_read_is_named_and_the_map_still_stands(client: Client, asked: str) -> None:
    page = Page(client, f"/en/?{asked}", status=400)
    assert page.text_of(role="alert") != ""
    assert len(drawn(page, "wide")) > 50


def test_the_pointer_s_links_are_no_stops_of_the_tab_key(client: Client) -> None:
    page = Page(client, "/en/")
    within = [e for e in page.all("a") if any(a.tag == "svg" for a in e.around)]
    assert {e.attributes["tabindex"] for e in within} == {"-1"}


def test_an_ending_agreement_tells_the_days_left(client: Client) -> None:
    ends = timezone.localdate() + datetime.timedelta(days=140)
    Agreement.objects.filter(id="A003").update(
        term_months=None, ends_on=PartialDate.day(ends), term_ends=ends, closed_on=None
    )
    ending = Page(client, "/en/").text_of("section", aria_labelledby="ending")
    assert "140 days left" in ending
    assert "Osaka" in ending


@pytest.mark.parametrize("language", ASKED)
@pytest.mark.parametrize("view", ["wide", "middle", "tall"])
def test_the_years_end_with_what_the_page_of_their_day_says(
    client: Client, view: str, language: str
) -> None:
    told = client.get(f"/{language}/map.json?view={view}").json()
    days = [step["on"] for step in told["steps"]]
    assert (days[0], days[-1]) == ("1995-12-31", "")
    assert len(days) == len(told["map"]["threads"][0]["counts"])
    for on in ("2008-12-31", "2024-12-31", ""):
        index = days.index(on)
        page = Page(client, f"/{language}/?on={on}")
        step = re.sub(r"<[^>]+>", "", told["steps"][index]["sentence"])
        assert level(step) == page.text_of("h1")
        counts = {t["pair"]: t["counts"][index] for t in told["map"]["threads"]}
        totals = {
            u: held["counts"][index] for u, held in told["map"]["units"].items() if "counts" in held
        }
        listing = listed(page)
        assert {k: n for k, n in counts.items() if n} == {
            k: n for _, threads in listing.values() for k, n in threads.items()
        }
        assert {u: n for u, n in totals.items() if n} == {u: n for u, (n, _) in listing.items()}


def test_every_thread_that_ends_names_one_that_goes_on(client: Client) -> None:
    told = client.get("/en/map.json").json()["map"]
    threads = {thread["pair"]: thread for thread in told["threads"]}
    for thread in threads.values():
        seen: set[str] = set()
        heir: dict[str, Any] = thread
        while not heir["counts"][-1]:
            assert heir["pair"] not in seen
            seen.add(heir["pair"])
            heir = threads[heir["heir"]]


@pytest.mark.parametrize("domain", ["", *DOMAINS])
def test_the_years_of_a_field_are_small_enough_to_send(client: Client, domain: str) -> None:
    answer = client.get(f"/en/map.json?view=wide&domain={domain}")
    assert len(gzip.compress(answer.content, mtime=0)) < 26_000
    labels = [step["label"] for step in json.loads(answer.content)["steps"]]
    assert labels[-1].startswith(f"{timezone.localdate().year}: ")


def test_the_years_are_asked_again_only_when_the_records_changed(client: Client) -> None:
    first = client.get("/en/map.json?view=tall")
    again = client.get("/en/map.json?view=tall", headers={"if-none-match": first.headers["ETag"]})
    other = client.get("/fr/map.json?view=tall", headers={"if-none-match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)


@pytest.mark.parametrize("asked", ["view=square", "view=wide&domain=wine"])
def test_years_that_are_not_there_are_not_found(client: Client, asked: str) -> None:
    assert client.get(f"/en/map.json?{asked}").status_code == 404


def loaded(page: Page) -> set[str]:
    """Return the stylesheets and scripts a page loads at once, imports included."""
    sheets = [e.attributes["href"] for e in page.all("link", rel="stylesheet")]
    scripts = [e.attributes["src"] for e in page.all("script") if "src" in e.attributes]
    found = {address.removeprefix("/static/") for address in (*sheets, *scripts)}
    for name in [name for name in found if name.endswith(".js")]:
        text = Path(str(finders.find(name))).read_text(encoding="utf-8")
        found |= {
            f"js/{other}" for other in re.findall(r'^import .* from "./(.*)";', text, re.MULTILINE)
        }
    return found


@pytest.mark.parametrize("language", ASKED)
def test_a_first_visit_is_small(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    files = loaded(Page(client, f"/{language}/"))
    assert {"css/home.css", "js/bond-map.js", "js/lettering.js"} <= files
    assert "js/bond-years.js" not in files
    sizes = [Path(str(finders.find(name))).stat().st_size for name in files]
    assert len(answer.content) + sum(sizes) < 150_000
