"""Pages of the press and the desk of reviewers."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from enishi.apps.accounts.models import User
from enishi.apps.press import actions
from enishi.apps.press.models import Finding, Report
from enishi.apps.register.models import Agreement
from enishi.domain.press.files import Document
from tests import press_reports as texts
from tests.conftest import LANGUAGES
from tests.reviewers import appointed

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db: None) -> User:
    return appointed("officer")


@pytest.fixture
def desk(officer: User) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def report(register: None) -> Report:
    return brought(texts.TEXT)


def brought(text: str) -> Report:
    document = Document(text, publisher="Vietnam News Agency", address="https://example.org/one")
    return actions.bring_report(
        document=document, way=Report.Way.PASTE, by="a test", reader=texts.read
    ).report


def decide(client: Client, report: Report, which: str, **typed: str) -> Any:
    finding = report.findings.get(kind=which)
    return client.post(f"/en/press/review/{report.pk}/{finding.pk}/", typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_shows_the_text_escaped_with_its_marks(
    desk: Client, report: Report, language: str
) -> None:
    page = desk.get(f"/{language}/press/review/{report.pk}/").content.decode()
    assert '<mark data-findings="4">&lt;b&gt;to send&lt;/b&gt; more trainees &amp; nurses' in page
    shown = re.search(r'<div class="desk-words".*?</div>', page, re.DOTALL)
    assert shown
    words = re.sub(r"<sup.*?</sup>|<[^>]+>", "", shown[0])
    assert words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == report.text
    assert page.count('data-state="proposed"') == 6
    assert desk.get(f"/{language}/press/review/").status_code == 200
    assert desk.get(f"/{language}/press/bring/").status_code == 200
    assert desk.get(f"/{language}/press/feeds/").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_what_is_confirmed_and_nothing_else(
    client: Client, report: Report, officer: User, language: str
) -> None:
    empty = client.get(f"/{language}/press/").content.decode()
    assert report.title not in empty
    assert client.get(f"/{language}/press/{report.pk}/").status_code == 404
    actions.accept_finding(finding_id=report.findings.get(kind="agreement").pk, by=officer)
    for address in (f"/{language}/press/", f"/{language}/press/{report.pk}/"):
        page = client.get(address).content.decode()
        assert report.title in page
        assert "https://example.org/one" in page
        assert "trainees" not in page
    (quoted,) = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.DOTALL)
    assert "signed a friendship agreement" in quoted


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_and_bonds_tell_of_it(
    client: Client, report: Report, officer: User, language: str
) -> None:
    done = actions.accept_finding(finding_id=report.findings.get(kind="agreement").pk, by=officer)
    one, other = sorted(place.unit_id for place in done.places.all())
    on = "?on=2031-04-01"
    for address in (f"places/{one}/", f"places/{other}/", f"bonds/{one}/{other}/"):
        page = client.get(f"/{language}/{address}{on}").content.decode()
        assert f"/{language}/press/{report.pk}/" in page
        assert "Vietnam News Agency" in page
    pdf = client.get(f"/{language}/bonds/{one}/{other}/briefing.pdf{on}")
    assert pdf.status_code in (200, 404)


def test_a_pasted_report_comes_to_the_desk(desk: Client, register: None) -> None:
    answer = desk.post("/en/press/bring/", {"text": texts.TEXT, "publisher": "VNA"})
    report = Report.objects.get()
    assert answer.headers["Location"] == f"/en/press/review/{report.pk}/"
    assert (report.way, report.brought_by) == ("paste", "officer@example.org")


def test_an_uploaded_page_loses_what_stands_around_the_report(desk: Client, register: None) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in texts.OLD.split(", ") * 4)
    html = (
        "<!doctype html><html><head><title>A report</title></head><body><nav>Menu</nav>"
        f"<article><h1>A report</h1>{paragraphs}</article><footer>Cookies</footer></body></html>"
    )
    file = SimpleUploadedFile("a.html", html.encode(), "text/html")
    desk.post("/en/press/bring/", {"file": file})
    text = Report.objects.get().text
    assert "Yamaguchi" in text
    assert "Cookies" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_brought_in_is_said_in_the_reader_s_language(
    desk: Client, register: None, language: str
) -> None:
    said = set()
    for typed in ({}, {"text": "…"}, {"file": SimpleUploadedFile("a.txt", b"caf\xe9")}):
        answer = desk.post(f"/{language}/press/bring/", typed)
        assert answer.status_code == 400
        said.update(re.findall(r'role="alert">\s*<p>(.*?)</p>', answer.content.decode()))
    assert len(said) == 3
    assert Report.objects.count() == 0


def test_accepting_goes_on_to_the_next_finding(desk: Client, report: Report) -> None:
    answer = decide(desk, report, "agreement", verb="accept")
    assert answer.headers["Location"] == f"/en/press/review/{report.pk}/#finding-2"
    assert Agreement.objects.filter(id=report.findings.get(kind="agreement").subject_id).exists()
    again = decide(desk, report, "agreement", verb="accept")
    assert again.status_code == 302
    assert Agreement.objects.filter(signed_first="2031-03-12").count() == 1


def test_a_wrong_correction_stays_in_its_box_with_what_is_wrong(
    desk: Client, report: Report
) -> None:
    answer = decide(
        desk,
        report,
        "agreement",
        verb="correct",
        vn_code="VN-57",
        jp_code="JP-10",
        signed_on="2031-03-12",
        kind="memorandum",
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="VN-57"' in page
    assert "“VN-57” did not exist on 2031-03-12." in page
    assert report.findings.get(kind="agreement").state == "proposed"


def test_a_rejection_needs_a_reason(desk: Client, report: Report) -> None:
    assert decide(desk, report, "person", verb="reject").status_code == 400
    decide(desk, report, "person", verb="reject", reason="misread", note="Another Yamamoto")
    finding = report.findings.get(kind="person")
    assert (finding.state, finding.reason, finding.note) == (
        "rejected",
        Finding.Reason.MISREAD,
        "Another Yamamoto",
    )


def test_the_desk_tells_what_the_register_holds_and_contradicts(
    desk: Client, register: None
) -> None:
    held = desk.get(f"/en/press/review/{brought(texts.OLD).pk}/").content.decode()
    assert "Already in the register:" in held
    assert "Accept as A022" in held
    other = texts.OLD.replace("December 2014", "December 2015") + " It was a rainy day in the town."
    against = desk.get(f"/en/press/review/{brought(other).pk}/").content.decode()
    assert re.search(
        r"Contradicts</strong>\s*<a class=\"key\" href=\"/en/agreements/A022/\"", against
    )
    assert "December 2015" in against
    assert "December 2014" in against


def test_what_is_known_of_the_report_is_corrected(desk: Client, report: Report) -> None:
    typed = {"title": "A title", "publisher": "Nhan Dan", "published_on": "2031-03-14"}
    desk.post(f"/en/press/review/{report.pk}/about/", typed)
    report.refresh_from_db()
    assert (report.title, report.publisher, report.published_on) == tuple(typed.values())
    wrong = desk.post(f"/en/press/review/{report.pk}/about/", typed | {"published_on": "soon"})
    assert wrong.status_code == 400


def test_a_feed_in_a_private_network_is_refused_when_it_is_read_and_a_file_at_once(
    desk: Client,
) -> None:
    answer = desk.post("/en/press/feeds/", {"name": "x", "feed": "file:///etc/passwd"})
    assert answer.status_code == 400
    assert "begin with http or https" in answer.content.decode()


def test_the_full_text_is_for_reviewers(
    client: Client, member_client: Client, report: Report
) -> None:
    address = f"/en/press/review/{report.pk}/"
    assert client.get(address).status_code == 302
    assert member_client.get(address).status_code == 403
    finding = report.findings.get(kind="figure")
    decided = member_client.post(f"{address}{finding.pk}/", {"verb": "accept"})
    assert decided.status_code == 403
    finding.refresh_from_db()
    assert finding.state == "proposed"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_reports_asks_as_often_for_three_as_for_one(
    desk: Client, register: None, django_assert_num_queries: Any, number: int
) -> None:
    for word in ("One", "Two", "Three")[:number]:
        brought(f"{word} {word} {word}. {word} is all that this report says: {word * 9}")
    with django_assert_num_queries(6):
        page = desk.get("/en/press/review/").content.decode()
    assert len(re.findall(r"/en/press/review/\d+/", page)) == number
