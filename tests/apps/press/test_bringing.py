"""Bringing reports in: once each, with what was found, whole or not at all."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from enishi.apps.accounts.models import User
from enishi.apps.ledger.models import Entry
from enishi.apps.press import actions, jobs
from enishi.apps.press.jobs import Outcome
from enishi.apps.press.models import Address, Finding, Report
from enishi.domain import press
from enishi.domain.press.files import Document, NotAReport
from tests import press_reports as texts

pytestmark = pytest.mark.django_db


def bring(text: str, **more: str) -> jobs.Brought:
    return actions.bring_report(
        document=Document(text=text, **more), way=Report.Way.PASTE, by="a test", reader=texts.read
    )


def test_a_report_is_kept_with_what_is_found_in_it() -> None:
    brought = bring(texts.TEXT, publisher="VNA", address="https://example.org/a")
    report = brought.report
    assert brought.outcome == Outcome.NEW
    assert (report.title, report.published_on, report.state) == (
        "Da Nang and Gunma sign friendship agreement",
        "2031-03-13",
        "waiting",
    )
    found = [(row.position, row.kind) for row in report.findings.order_by("position")]
    assert found == [
        (1, "agreement"),
        (2, "event"),
        (3, "figure"),
        (4, "commitment"),
        (5, "person"),
        (6, "locality"),
    ]
    for finding in report.findings.all():
        for start, end in finding.spans:
            assert report.text[start:end].strip()
    (entry,) = Entry.objects.filter(verb="bring_report")
    assert (entry.verb, entry.subject_id) == ("bring_report", str(report.pk))


def test_a_name_met_twice_is_one_finding_on_two_places() -> None:
    finding = bring(texts.TEXT).report.findings.get(kind="locality")
    assert len(finding.spans) == 2
    assert [other["code"] for other in finding.alternatives] == ["10206"]


def test_the_same_report_twice_is_one_and_proposes_nothing_again() -> None:
    first = bring(texts.TEXT).report
    again = bring(texts.TEXT.upper().replace("\n", "\r\n"))
    assert (again.outcome, again.report.pk) == (Outcome.KNOWN, first.pk)
    assert (Report.objects.count(), Finding.objects.count()) == (1, 6)


def test_the_same_report_of_two_hosts_is_one_with_two_addresses() -> None:
    first = bring(texts.TEXT, address="https://one.example.org/a").report
    again = bring(texts.ELSEWHERE, address="https://two.example.org/b")
    assert (again.outcome, again.report.pk) == (Outcome.KNOWN_ELSEWHERE, first.pk)
    assert sorted(Address.objects.values_list("url", flat=True)) == [
        "https://one.example.org/a",
        "https://two.example.org/b",
    ]
    assert Finding.objects.count() == 6


def test_a_corrected_report_is_a_version_and_what_was_decided_stays(
    register: None, steward: User
) -> None:
    first = bring(texts.TEXT, publisher="VNA").report
    figure = first.findings.get(kind="figure")
    actions.accept_finding(finding_id=figure.pk, by=steward)
    newer = bring(texts.NEWER, publisher="VNA")
    assert (newer.outcome, newer.report.version_of) == (Outcome.VERSION, first)
    states = dict(newer.report.findings.values_list("kind", "state"))
    assert (states["figure"], states["event"]) == ("accepted", "proposed")


def test_the_database_itself_refuses_a_second_copy() -> None:
    report = bring(texts.TEXT).report
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(digest=report.digest, title="x", text="x", language="en", way="api")
    finding = report.findings.first()
    assert finding
    finding.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        finding.save(force_insert=True)


def test_a_reader_that_breaks_leaves_nothing_behind() -> None:
    def broken(_text: str) -> press.Report:
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        actions.bring_report(
            document=Document(texts.TEXT), way=Report.Way.PASTE, by="a test", reader=broken
        )
    assert (Report.objects.count(), Address.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"  \n", "document.empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "document.not_text"),
        (b"caf\xe9", "document.not_utf8"),
        (b"%PDF-1.4 broken", "document.broken_pdf"),
        (b"x" * 10_000_001, "document.too_large"),
        (b"word " * 100_000, "document.too_long"),
        (b"<!doctype html><html><body></body></html>", "document.no_text_in_page"),
        ("…!?".encode(), "document.empty"),
    ],
)
def test_what_is_no_report_is_refused_with_a_code(content: bytes, code: str) -> None:
    with pytest.raises(NotAReport) as refused:
        actions.bring_file(content=content, name="a", way=Report.Way.UPLOAD, by="a test")
    assert refused.value.code == code
    assert Report.objects.count() == 0


def test_a_folder_is_brought_in_and_done_again_adds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(texts.TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(texts.OLD, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "notes.csv").write_text("no report", encoding="utf-8")
    call_command("press", "bring", str(tmp_path))
    told = capsys.readouterr()
    assert told.out == "New: 2. Later versions: 0. Known already: 0. Not read: 1.\n"
    assert "c.txt" in told.err
    call_command("press", "bring", str(tmp_path))
    assert capsys.readouterr().out == "New: 0. Later versions: 0. Known already: 2. Not read: 1.\n"
    assert Report.objects.count() == 2
