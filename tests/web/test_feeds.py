"""What can be followed: changes as Atom, dates as iCalendar."""

import datetime
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from enishi.apps.ledger.models import Entry
from enishi.apps.register import jobs
from enishi.apps.register.actions import (
    correct_agreement,
    record_agreement,
    record_signatories,
)
from enishi.apps.register.models import Agreement, LifeEvent, Party, Signatory
from enishi.domain.text import LocalizedText, PartialDate
from enishi.project import reference
from enishi.web.feeds.changes import _column, touched_by
from enishi.web.feeds.phrases import TOUCHED
from tests.conftest import ASKED
from tests.web.reading import Page

pytestmark = pytest.mark.usefixtures("register")
A = "{http://www.w3.org/2005/Atom}"
FEEDS = ("", "places/VN79-2025/", "places/JP35/", "bonds/JP35/VN79-2025/", "bonds/JP02/VN01-2025/")
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """One day, whatever the clock says."""
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


def atom(client: Client, path: str) -> ET.Element:
    answer = client.get(f"/{path}changes.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314  # a text of our own


def ids(feed: ET.Element) -> list[str]:
    return [(entry.findtext(f"{A}id") or "").rpartition(":")[2] for entry in feed.iter(f"{A}entry")]


@pytest.mark.parametrize("language", ASKED)
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_keeps_to_rfc_4287(client: Client, path: str, language: str) -> None:
    feed = atom(client, f"{language}/{path}")
    assert feed.tag == f"{A}feed"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
    for part in ("title", "id", "updated"):
        assert len(feed.findall(f"{A}{part}")) == 1, part
    assert feed.findtext(f"{A}author/{A}name") == "Enishi"
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{A}link")}
    site = "http://127.0.0.1:8000"
    assert links == {
        "self": f"{site}/{language}/{path}changes.atom",
        "alternate": f"{site}/{language}/{path}",
    }
    entries = list(feed.iter(f"{A}entry"))
    days = []
    for entry in entries:
        for part in ("title", "id", "updated", "link", "summary"):
            assert len(entry.findall(f"{A}{part}")) == 1, part
        days.append(datetime.datetime.fromisoformat(entry.findtext(f"{A}updated") or ""))
    assert len({entry.findtext(f"{A}id") for entry in entries}) == len(entries)
    assert days == sorted(days, reverse=True)
    assert all(day.tzinfo is not None for day in days)
    told = datetime.datetime.fromisoformat(feed.findtext(f"{A}updated") or "")
    assert told == (days[0] if days else told)
    assert bool(entries) == ("JP02" not in path)


def test_the_first_load_stands_at_the_days_of_signature(client: Client) -> None:
    feed = atom(client, "vi/")
    entries = list(feed.iter(f"{A}entry"))
    assert len(entries) == 50
    newest = entries[0]
    assert newest.findtext(f"{A}title") == "Hồ Chí Minh × Yamaguchi: bản ghi nhớ"
    assert newest.findtext(f"{A}updated") == "2026-02-26T00:00:00+00:00"
    summary = newest.findtext(f"{A}summary") or ""
    assert summary.startswith("Thỏa thuận A074, ký ngày 26 tháng 02 năm 2026. ")
    link = newest.find(f"{A}link")
    assert link is not None
    page = link.attrib["href"].removeprefix("http://127.0.0.1:8000")
    assert client.get(page).status_code == 200


def test_a_place_is_told_what_those_it_is_heir_to_have_signed(client: Client) -> None:
    held = Page(client, "/en/places/VN79-2025/").all("th", scope="row")
    told = [key for key in ids(atom(client, "en/places/VN79-2025/")) if "/agreement/" in key]
    assert len(told) == len([cell for cell in held if cell.text.strip()[-4:-3] == "A"]) == 18
    assert len(ids(atom(client, "en/bonds/JP35/VN79-2025/"))) == 5


def add(key: str, signed_on: str) -> Agreement:
    """Record an agreement like A073, and return it."""
    day = PartialDate.parse(signed_on)
    agreement = Agreement(
        id=key,
        kind="memorandum",
        signed_on=day,
        confidence="high",
        summary=LocalizedText({"en": "Trade & <b>friendship</b>"}, "en"),
    )
    rows = [
        Party(agreement=agreement, position=party.position, unit=party.unit, authority="executive")
        for party in Party.objects.filter(agreement="A073")
    ]
    record_agreement(agreement=agreement, rows=rows, by="a steward")
    return agreement


def test_an_agreement_newly_on_record_is_new_however_old_it_is(client: Client) -> None:
    add("A900", "2003-05-06")
    feed = atom(client, "en/")
    assert ids(feed)[0] == "en/agreement/A900"
    first = next(feed.iter(f"{A}entry"))
    updated = datetime.datetime.fromisoformat(first.findtext(f"{A}updated") or "")
    assert updated == Entry.objects.get(verb="record_agreement").at
    summary = first.find(f"{A}summary")
    assert summary is not None
    assert summary.attrib["type"] == "html"
    assert summary.text == (
        "Agreement A900, signed 6 May 2003. Trade &amp; &lt;b&gt;friendship&lt;/b&gt;"
    )
    assert "en/agreement/A900" in ids(atom(client, "en/places/JP38/"))
    assert "en/agreement/A900" not in ids(atom(client, "en/places/JP35/"))


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("en", "Corrected in agreement A073: date of signature, fields of cooperation."),
        ("fr", "Corrigé dans l’accord A073\u00a0: date de signature, domaines de coopération."),
        ("ja", "協定・覚書A073の訂正箇所：署名日、協力分野。"),
        ("vi", "Nội dung đính chính ở thỏa thuận A073: ngày ký, lĩnh vực hợp tác."),
    ],
)
def test_a_correction_says_in_words_what_it_touched(
    client: Client, language: str, summary: str
) -> None:
    agreement = Agreement.objects.get(id="A073")
    agreement.signed_on = PartialDate.parse("2026-01-13")
    gone = agreement.domains.all()[:1]
    correct_agreement(agreement=agreement, removed=list(gone), by="a steward")
    feed = atom(client, f"{language}/")
    entry = next(feed.iter(f"{A}entry"))
    assert entry.findtext(f"{A}summary") == summary
    assert ids(feed).count(f"{language}/agreement/A073") == 1
    pk = Entry.objects.get(verb="correct_agreement").pk
    assert ids(feed)[0] == f"{language}/correction/{pk}"
    assert ids(atom(client, f"{language}/places/JP38/"))[0] == f"{language}/correction/{pk}"
    assert f"{language}/correction/{pk}" not in ids(atom(client, f"{language}/places/JP35/"))


def test_who_signed_is_a_correction_of_the_agreement(client: Client) -> None:
    party = Party.objects.get(agreement="A073", position=1)
    source = party.agreement.sources.all()[0]
    person = Signatory(party=party, name="A person", source=source)
    record_signatories(party=party, rows=[person], by="a steward")
    entry = next(atom(client, "en/places/JP38/").iter(f"{A}entry"))
    assert entry.findtext(f"{A}summary") == "Corrected in agreement A073: signatories."


def test_what_follows_from_other_facts_is_no_change(client: Client) -> None:
    agreement = Agreement.objects.get(id="A073")
    agreement.closed_as = "renewed"
    correct_agreement(agreement=agreement, by="a steward")
    assert [key for key in ids(atom(client, "en/")) if "correction" in key] == []


def test_every_fact_that_can_be_corrected_has_its_word() -> None:
    columns = {
        _column(column.attname)
        for column in Agreement._meta.concrete_fields
        if column.editable and not column.primary_key
    }
    loaded = {_column(field.column) for field in jobs.sheets()[0].fields} - {"id"}
    assert columns | loaded <= set(TOUCHED)
    rows = {relation.related_model._meta.label_lower for relation in _rows_of(Agreement)}
    assert rows | {"register.signatory"} <= set(TOUCHED)
    told = [sheet for sheet in reference.sheets() if sheet.told]
    assert {s.model._meta.label_lower for s in told} - {"register.agreement"} <= set(TOUCHED)


def _rows_of(model: Any) -> list[Any]:
    relations = model._meta.related_objects
    return [r for r in relations if r.related_model is not model and not r.many_to_many]


def test_a_text_in_several_languages_is_touched_once() -> None:
    changes = {"summary_en": ["", "x"], "summary_vi": ["", "y"], "renews_id": [None, "A1"]}
    assert touched_by(changes) == ("summary", "renewal of an earlier text")


@pytest.mark.parametrize("path", ["", "agreements/", "bonds/", "events/", *FEEDS[1:]])
def test_a_page_offers_its_feeds(client: Client, path: str) -> None:
    page = Page(client, f"/en/{path}")
    links = {
        e.attributes["type"]: e for e in page.all("link", rel="alternate") if "type" in e.attributes
    }
    assert set(links) == {"application/atom+xml", "text/calendar"}
    for kind, link in links.items():
        address = link.attributes["href"]
        assert link.attributes["title"] != ""
        assert page.one("a", type=kind).attributes["href"] == address
        answer = client.get(address)
        assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
        again = client.get(address, headers={"if-none-match": answer.headers["ETag"]})
        assert again.status_code == 304


def ics(client: Client, path: str) -> tuple[bytes, Any]:
    content = client.get(f"/{path}dates.ics").content
    return content, Calendar.from_ical(content)


@pytest.mark.parametrize("language", ASKED)
@pytest.mark.parametrize("path", FEEDS)
def test_a_calendar_keeps_to_rfc_5545(client: Client, path: str, language: str) -> None:
    content, calendar = ics(client, f"{language}/{path}")
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert len({event["uid"] for event in events}) == len(events)
    stamps = {event["dtstamp"].dt for event in events}
    assert len(stamps) <= 1
    assert all(stamp.tzinfo is datetime.UTC or stamp.utcoffset() is not None for stamp in stamps)
    for event in events:
        assert type(event["dtstart"].dt) is type(event["dtend"].dt) is datetime.date
        assert event["dtend"].dt > event["dtstart"].dt
        assert event["summary"].params["LANGUAGE"] == language
        assert event["transp"] == "TRANSPARENT"
        assert event.walk("VALARM") == []


def test_the_dates_of_a_bond(client: Client) -> None:
    _, calendar = ics(client, "ja/bonds/JP01/VN22-2026/")
    _, english = ics(client, "en/bonds/JP01/VN22-2026/")
    told = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert {str(event["uid"]) for event in english.walk("VEVENT")} == set(told)
    assert [uid for uid in told if not uid.endswith("@127.0.0.1")] == []


def test_a_term_that_ends_and_an_anniversary(client: Client) -> None:
    agreement = add("A901", "2017-01-12")
    agreement.term_months = 120
    agreement.tacit_renewal = False
    correct_agreement(agreement=agreement, by="a steward")
    _, calendar = ics(client, "fr/places/JP38/")
    told = {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
    ends = told["A901-term-ends"]
    assert ends["dtstart"].dt == datetime.date(2027, 1, 11)
    assert ends["summary"].startswith("Échéance\u00a0: ")
    assert ends["description"].splitlines()[-1] == "Échéance\u00a0: 11 janvier 2027"
    # Ten years later to the day it lives no more: its last day was the day before.
    assert "A901-10-years" not in told
    LifeEvent(
        agreement=agreement,
        kind="extended",
        on=PartialDate.parse("2026"),
        until=PartialDate.parse("2028-03"),
        source=Agreement.objects.get(id="A073").sources.all()[0],
    ).save()
    jobs.derive_lives()
    _, calendar = ics(client, "fr/places/JP38/")
    told = {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
    assert told["A901-term-ends"]["dtstart"].dt == datetime.date(2028, 3, 31)
    assert told["A901-term-ends"]["description"].splitlines()[-1] == "Échéance\u00a0: mars 2028"
    anniversary = told["A901-10-years"]
    assert anniversary["dtstart"].dt == datetime.date(2027, 1, 12)
    assert anniversary["summary"].startswith("10\u00a0ans\u00a0: ")


def test_an_event_of_record_stands_on_its_days(client: Client) -> None:
    _, calendar = ics(client, "vi/")
    told = {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
    forum = told["E01"]
    assert (forum["dtstart"].dt, forum["dtend"].dt) == (
        datetime.date(2025, 11, 25),
        datetime.date(2025, 11, 26),
    )
    assert forum["summary"] == "Diễn đàn Hợp tác địa phương Việt Nam – Nhật Bản 2025"
    assert forum["url"] == "http://127.0.0.1:8000/vi/events/E01/"
