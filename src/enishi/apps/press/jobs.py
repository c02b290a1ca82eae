"""Bringing a report in, reading it, and reading a feed."""

import datetime
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

import feedparser
from django.db import connection, transaction
from django.utils import timezone
from protego import Protego

from enishi.apps.fetching import AGENT, Fetched, NotFetched, fetch
from enishi.apps.ledger.actions import write_entry
from enishi.apps.press import queries
from enishi.apps.press.models import Address, Band, Finding, FindingPlace, Outlet, Report
from enishi.domain import press
from enishi.domain.press.duplicates import Kinship, bands, digest, kinship
from enishi.domain.press.files import Document, document_of
from enishi.domain.press.proposals import facts_of, proposal_of
from enishi.domain.text import LANGUAGES

type Reader = Callable[[str], press.Report]
type Fetcher = Callable[..., Fetched]
# What a reading of a feed takes at most.
MOST_FEED, MOST_PAGE, MOST_ENTRIES, MOST_SECONDS = 5_000_000, 5_000_000, 50, 300.0
_LOCK = 0x70726573


class Outcome(StrEnum):
    """What became of a report that was brought in."""

    NEW = "new"
    VERSION = "version"
    KNOWN = "known"
    KNOWN_ELSEWHERE = "known_elsewhere"


@dataclass(frozen=True, slots=True)
class Brought:
    """A report, and whether it was there before."""

    report: Report
    outcome: Outcome


@transaction.atomic
def bring(
    document: Document,
    *,
    way: Report.Way,
    by: str,
    outlet: Outlet | None = None,
    reader: Reader = press.read,
) -> Brought:
    """Keep a report with what the engine finds in it: all of it in one transaction, or nothing."""
    _one_at_a_time()
    mark, keys = digest(document.text), bands(document.text)
    known = Report.objects.filter(digest=mark).first()
    outcome = Outcome.KNOWN
    root = None
    if known is None:
        for other in queries.alike(keys):
            match kinship(document.text, other.text):
                case Kinship.SAME:
                    known = other
                    break
                case Kinship.VERSION:
                    root = root or other
    if known is not None:
        if _add_address(known, document):
            outcome = Outcome.KNOWN_ELSEWHERE
            write_entry(
                verb="add_address", subject=known, changes={"url": ["", document.address]}, by=by
            )
        return Brought(known, outcome)
    told = reader(document.text)
    language = document.language if document.language in LANGUAGES else told.language
    report = Report.objects.create(
        digest=mark,
        title=document.title,
        publisher=document.publisher or (outlet.name if outlet else ""),
        outlet=outlet,
        published_on=told.published_on or document.published_on,
        language=language,
        text=document.text,
        version_of=(root.version_of or root) if root else None,
        way=way,
        brought_by=by,
    )
    Band.objects.bulk_create(Band(report=report, key=key) for key in keys)
    _add_address(report, document)
    findings = list(_findings(report, told))
    Finding.objects.bulk_create(findings)
    if root:
        _carry_over(root, report)
    if not report.findings.filter(state=Finding.State.PROPOSED).exists():
        report.state = Report.State.REVIEWED if findings else Report.State.WAITING
        report.save(update_fields=["state"])
    outcome = Outcome.VERSION if root else Outcome.NEW
    changes = {"title": ["", report.title], "findings": [0, len(findings)]}
    write_entry(verb="bring_report", subject=report, changes=changes, by=by)
    return Brought(report, outcome)


def _one_at_a_time() -> None:
    """Let reports in one after the other: two that resemble each other must see each other.

    SQLite knows one writer only.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _add_address(report: Report, document: Document) -> bool:
    """Keep where a report can be read; whether that was not known."""
    if not document.address:
        return False
    _, added = Address.objects.get_or_create(
        url=document.address, defaults={"report": report, "publisher": document.publisher}
    )
    return added


def _findings(report: Report, told: press.Report) -> Iterator[Finding]:
    """Yield what was found; what is said several times is one finding that rests on all places."""
    found: dict[str, Finding] = {}
    for fact in facts_of(told):
        kind, content, basis, others = proposal_of(fact)
        written = json.dumps([kind, content], sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()
        spans = [[span.start, span.end] for span in basis.spans]
        if earlier := found.get(key):
            earlier.spans = sorted([*earlier.spans, *(s for s in spans if s not in earlier.spans)])
            earlier.confidence = max(earlier.confidence, basis.confidence)
            continue
        found[key] = Finding(
            report=report,
            position=len(found) + 1,
            kind=kind,
            proposed=content,
            digest=key,
            spans=spans,
            rule=basis.rule[:120],
            confidence=basis.confidence,
            alternatives=others,
        )
    yield from found.values()


def _carry_over(earlier: Report, report: Report) -> None:
    """Decide anew nothing that was decided of an earlier version of the report."""
    decided = earlier.findings.exclude(state=Finding.State.PROPOSED).prefetch_related("places")
    before = {(row.kind, row.digest): row for row in decided}
    for finding in report.findings.all():
        if held := before.get((finding.kind, finding.digest)):
            for column in (
                "state",
                "corrected",
                "reason",
                "note",
                "decided_by_id",
                "decided_at",
                "subject_type",
                "subject_id",
                "equalled",
                "contradicts",
            ):
                setattr(finding, column, getattr(held, column))
            finding.save()
            FindingPlace.objects.bulk_create(
                FindingPlace(finding=finding, unit_id=place.unit_id) for place in held.places.all()
            )


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What reading a feed brought; `trouble` is the code of what went wrong, if all of it did."""

    brought: int = 0
    known: int = 0
    refused: int = 0
    trouble: str = ""


def read_feed(
    outlet_id: int,
    *,
    get: Fetcher = fetch,
    reader: Reader = press.read,
    clock: Callable[[], float] = time.monotonic,
) -> FeedRead:
    """Fetch a feed and the reports it names that are not known; safe to do again at any time."""
    outlet = Outlet.objects.get(pk=outlet_id)
    ends = clock() + MOST_SECONDS
    robots: dict[str, Protego | None] = {}
    try:
        answer = _feed_of(outlet, robots, get)
    except NotFetched as error:
        return _noted(outlet, FeedRead(trouble=error.code))
    if answer.status == 304:
        return _noted(outlet, FeedRead())
    feed = feedparser.parse(answer.content, response_headers=dict(answer.headers))
    if not feed.entries and (feed.bozo or not feed.version):
        return _noted(outlet, FeedRead(trouble="fetch.no_feed"))
    brought = known = refused = 0
    whole = True
    for entry in feed.entries[:MOST_ENTRIES]:
        if not entry.get("link"):
            continue
        if clock() > ends:
            whole = False
            break
        try:
            link = urljoin(answer.address, str(entry["link"]))
            if Address.objects.filter(url=link).exists():
                known += 1
                continue
            document = _document_at(link, entry, robots, get)
            done = bring(
                document, way=Report.Way.FEED, by=f"feed {outlet.pk}", outlet=outlet, reader=reader
            )
        except (NotFetched, ValueError):  # no report, or an address of no form
            refused += 1
            continue
        new = done.outcome in (Outcome.NEW, Outcome.VERSION)
        brought, known = brought + new, known + (not new)
    if whole and not refused:
        # Only then may the next reading be told that nothing has changed.
        outlet.etag = answer.headers.get("etag", "")[:300]
        outlet.modified = answer.headers.get("last-modified", "")[:100]
    return _noted(outlet, FeedRead(brought, known, refused))


def _feed_of(outlet: Outlet, robots: dict[str, Protego | None], get: Fetcher) -> Fetched:
    if not _welcome(outlet.feed, robots, get):
        raise NotFetched("fetch.robots")
    asked = {"If-None-Match": outlet.etag, "If-Modified-Since": outlet.modified}
    headers = {name: value for name, value in asked.items() if value}
    answer = get(outlet.feed, most=MOST_FEED, headers=headers)
    if answer.status not in (200, 304):
        raise NotFetched("fetch.refused", status=answer.status)
    return answer


def _noted(outlet: Outlet, read: FeedRead) -> FeedRead:
    outlet.read_at, outlet.trouble = timezone.now(), read.trouble
    outlet.save(update_fields=["read_at", "trouble", "etag", "modified"])
    return read


def _document_at(
    link: str, entry: feedparser.FeedParserDict, robots: dict[str, Protego | None], get: Fetcher
) -> Document:
    if len(link) > 1000 or not _welcome(link, robots, get):
        raise NotFetched("fetch.robots")
    answer = get(link, most=MOST_PAGE)
    if answer.status != 200:
        raise NotFetched("fetch.refused", status=answer.status)
    read = document_of(answer.content, urlsplit(answer.address).path)
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    return Document(
        text=read.text,
        title=read.title or str(entry.get("title", ""))[:300],
        address=link,
        publisher=read.publisher,
        published_on=read.published_on or (str(datetime.date(*day[:3])) if day else ""),
        language="",
    )


def _welcome(address: str, robots: dict[str, Protego | None], get: Fetcher) -> bool:
    """Whether a host lets programs fetch an address (RFC 9309): silence allows, failure does not."""
    parts = urlsplit(address)
    host = f"{parts.scheme}://{parts.netloc}"
    if host not in robots:
        try:
            answer = get(f"{host}/robots.txt", most=500_000)
            text = answer.content.decode("utf-8", "replace") if answer.status == 200 else ""
            robots[host] = Protego.parse(text) if answer.status < 500 else None
        except NotFetched as error:
            if error.code in ("fetch.private_network", "fetch.wrong_scheme", "fetch.wrong_address"):
                raise
            robots[host] = None
    rules = robots[host]
    return rules is not None and bool(rules.can_fetch(address, AGENT))
