"""Verbs on reports, findings and outlets."""

import functools
from collections.abc import Mapping

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from enishi.apps.accounts.models import User
from enishi.apps.fetching import NotFetched, check_address
from enishi.apps.forum.actions import record_event
from enishi.apps.forum.models import Event
from enishi.apps.indicators.actions import record_figure
from enishi.apps.ledger.actions import keep_record
from enishi.apps.ledger.models import Entry, Source
from enishi.apps.press import bridge, jobs, queries, tasks
from enishi.apps.press.models import Address, Finding, FindingPlace, Outlet, Report
from enishi.apps.register.actions import correct_agreement, record_agreement
from enishi.apps.register.models import Agreement, Evidence
from enishi.domain import press
from enishi.domain.press.files import Document, checked, document_of
from enishi.domain.press.proposals import BadField, Kind, cells_of, read_cells


class AlreadyDecided(Exception):
    """Somebody has decided on the finding before."""


class KnownFeed(Exception):
    """The feed is read already."""


def bring_report(
    *,
    document: Document,
    way: Report.Way,
    by: str,
    outlet: Outlet | None = None,
    reader: jobs.Reader = press.read,
) -> jobs.Brought:
    """Bring in the text of a report, and propose what the engine finds in it.

    Raises:
        NotAReport: there is no text in it that can be kept.
    """
    return jobs.bring(checked(document), way=way, by=by, outlet=outlet, reader=reader)


def bring_file(
    *,
    content: bytes,
    name: str,
    way: Report.Way,
    by: str,
    address: str = "",
    publisher: str = "",
    reader: jobs.Reader = press.read,
) -> jobs.Brought:
    """Bring in a report that lies in a file.

    Raises:
        NotAReport: the file cannot be read.
    """
    read = document_of(content, name)
    document = Document(
        text=read.text,
        title=read.title,
        address=address or read.address,
        publisher=publisher or read.publisher,
        published_on=read.published_on,
    )
    return jobs.bring(document, way=way, by=by, reader=reader)


def follow_feed(*, name: str, feed: str, by: str) -> Outlet:
    """Read the reports of a feed, now and whenever asked.

    Raises:
        NotFetched: the address is none from which may be fetched.
        KnownFeed: it is read already.
    """
    check_address(feed)
    outlet = Outlet(name=name, feed=feed)
    try:
        with transaction.atomic():
            keep_record(verb="follow_feed", record=outlet, by=by)
            transaction.on_commit(functools.partial(tasks.read_feed.enqueue, outlet.pk))
    except IntegrityError as error:
        raise KnownFeed(feed) from error
    return outlet


def read_again(*, outlet: Outlet) -> None:
    """Let the worker read a feed again."""
    tasks.read_feed.enqueue(outlet.pk)


@transaction.atomic
def describe_report(
    *,
    report: Report,
    title: str,
    address: str,
    publisher: str,
    published_on: str,
    by: str,
) -> Entry:
    """Correct what is known of a report itself."""
    report.title, report.publisher, report.published_on = title, publisher, published_on
    rows: list[models.Model] = []
    if address and not Address.objects.filter(url=address).exists():
        rows.append(Address(report=report, url=address, publisher=publisher))
    if source := report.source:
        source.title, source.publisher = title, publisher
        source.published_on = bridge.published(report)
        source.url = source.url or address
        rows.append(source)
    return keep_record(verb="describe_report", record=report, rows=rows, by=by)


@transaction.atomic
def accept_finding(
    *,
    finding_id: int,
    by: User,
    cells: Mapping[str, str] | None = None,
    same_as: str | None = None,
) -> Finding:
    """Confirm a finding, corrected where `cells` are given, and write it into the register.

    What stands in the register already gets the report as a further source.

    Args:
        finding_id: which.
        by: the reviewer.
        cells: the boxes of its form, where it is corrected.
        same_as: the row of the register that says the same; "" for none, None for the best there is.

    Raises:
        AlreadyDecided: somebody was faster.
        BadField: a field cannot be kept; nothing is changed.
    """
    finding, report = _undecided(finding_id)
    kind = Kind(finding.kind)
    if cells is not None:
        read = read_cells(kind, cells)
        if read != read_cells(kind, cells_of(kind, finding.proposed)):
            finding.corrected = read
    finding.state = Finding.State.CORRECTED if finding.corrected else Finding.State.ACCEPTED
    finding.decided_by, finding.decided_at = by, timezone.now()
    content = finding.content
    source, fresh = _source_of(report)
    made = bridge.made_of(finding, content, report, source.id)
    standing = queries.standing_of(finding, report, content)
    equal = next((row for row in standing.equals if same_as is None or row.key == same_as), None)
    if made is not None:
        held = equal.row if equal else made.record
        finding.subject_type, finding.subject_id = held._meta.label_lower, str(held.pk)
        finding.equalled = equal is not None
        finding.contradicts = [f"{each.noun} {each.key}" for each in standing.contradicts]
    rows: list[models.Model] = [*fresh, _counted_down(report, finding), finding]
    _write(finding, made, equal, source, rows, by.get_username())
    units = made.units if made else bridge.units_named(bridge.codes_in(kind, content))
    FindingPlace.objects.bulk_create(
        FindingPlace(finding=finding, unit=unit)
        for unit in {unit.id: unit for unit in units}.values()
    )
    return finding


def _write(
    finding: Finding,
    made: bridge.Made | None,
    equal: queries.Beside | None,
    source: Source,
    rows: list[models.Model],
    by: str,
) -> Entry:
    """Write a decision down: in the entry of the row it concerns, or in one of its own."""
    if made is None:
        return keep_record(verb="accept_finding", record=finding, rows=rows[:-1], by=by)
    if equal is None:
        match made.record:
            case Agreement() as agreement:
                return record_agreement(agreement=agreement, rows=[*made.rows, *rows], by=by)
            case Event() as event:
                return record_event(event=event, rows=[*made.rows, *rows], by=by)
            case record:
                return record_figure(observation=record, rows=rows, by=by)
    if isinstance(equal.row, Agreement):
        if not Evidence.objects.filter(agreement=equal.row, source=source).exists():
            rows = [*rows, Evidence(agreement=equal.row, source=source)]
        return correct_agreement(agreement=equal.row, rows=rows, by=by)
    return keep_record(verb="accept_finding", record=finding, rows=rows[:-1], by=by)


@transaction.atomic
def reject_finding(*, finding_id: int, reason: Finding.Reason, note: str = "", by: User) -> Finding:
    """Reject a finding, with the reason.

    Raises:
        AlreadyDecided: somebody was faster.
    """
    finding, report = _undecided(finding_id)
    finding.state, finding.reason, finding.note = Finding.State.REJECTED, reason, note[:500]
    finding.decided_by, finding.decided_at = by, timezone.now()
    keep_record(
        verb="reject_finding",
        record=finding,
        rows=[_counted_down(report, finding)],
        by=by.get_username(),
    )
    return finding


@transaction.atomic
def close_report(*, report: Report, by: str) -> Entry:
    """End the review of a report of which nothing is left to decide.

    Raises:
        AlreadyDecided: something is left.
    """
    if report.findings.filter(state=Finding.State.PROPOSED).exists():
        raise AlreadyDecided
    report.state = Report.State.REVIEWED
    return keep_record(verb="close_report", record=report, by=by)


def _undecided(finding_id: int) -> tuple[Finding, Report]:
    """Return a finding that is still to be decided, and its report, kept from all others.

    SQLite lets one writer in at a time and needs no lock of rows.
    """
    report = Report.objects.select_for_update(of=("self",)).get(findings=finding_id)
    finding = Finding.objects.get(pk=finding_id)
    if finding.state != Finding.State.PROPOSED:
        raise AlreadyDecided
    return finding, report


def _counted_down(report: Report, finding: Finding) -> Report:
    """Return the report, reviewed if this was the last finding."""
    left = report.findings.filter(state=Finding.State.PROPOSED).exclude(pk=finding.pk)
    if not left.exists():
        report.state = Report.State.REVIEWED
    return report


def _source_of(report: Report) -> tuple[Source, list[models.Model]]:
    """Return the source that a report is to the register, and what is to be saved of it.

    Raises:
        BadField: the report does not say who published it, or where.
    """
    if report.source:
        return report.source, []
    address = report.addresses.order_by("id").first()
    if not report.publisher and address is None:
        raise BadField("report.no_origin", "publisher")
    url = address.url if address else ""
    known = Source.objects.filter(url=url, press_report__isnull=True).first() if url else None
    source = known or Source(
        id=f"p-{report.digest[:16]}",
        title=report.title,
        url=url,
        publisher=report.publisher,
        published_on=bridge.published(report),
        language=report.language,
    )
    report.source = source
    return source, [] if known else [source]


__all__ = [
    "AlreadyDecided",
    "KnownFeed",
    "NotFetched",
    "accept_finding",
    "bring_file",
    "bring_report",
    "close_report",
    "describe_report",
    "follow_feed",
    "read_again",
    "reject_finding",
]
