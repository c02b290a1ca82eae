"""Findings ⇄ rows of the register, evaluation sets, and the document in which a report is told."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.indicators.models import Observation
from enishi.apps.places.bridge import PUBLIC_CODES
from enishi.apps.places.models import Unit
from enishi.apps.press.models import Finding, Report
from enishi.apps.register.models import Agreement, AgreementDomain, Evidence, Party
from enishi.domain.press.proposals import BadField, Kind, Proposal, gold_document
from enishi.domain.press.quoting import quotation
from enishi.domain.press.report import Span
from enishi.domain.press.vocabulary import kind_of_agreement, kind_of_event, measure_of
from enishi.domain.register import DOMAINS
from enishi.domain.text import LocalizedText, PartialDate

_COUNTRIES = ("VN-JP", "JP-VN")


@dataclass(frozen=True, slots=True)
class Made:
    """A row that a fact becomes, with the rows that belong to it and the units it is about."""

    record: Any
    rows: list[models.Model]
    units: list[Unit]


def spans_of(finding: Finding) -> list[Span]:
    """Return the words a finding rests on."""
    return [Span(start, end) for start, end in finding.spans]


def unit_on(code: str, day: datetime.date, field: str) -> Unit:
    """Return the unit that a code named on a day.

    Raises:
        BadField: no unit has the code, or none that had it was in force on the day.
    """
    held = Q(id=code) | Q(codes__value=code.upper(), codes__scheme__in=PUBLIC_CODES)
    units = list(Unit.objects.filter(held).order_by("id").distinct())
    if not units:
        raise BadField("place.unknown", field, cell=code)
    for unit in units:
        if (unit.valid_from or day) <= day <= (unit.valid_to or day):
            return unit
    raise BadField("place.not_in_force", field, cell=code, day=str(day))


def units_named(codes: Iterable[str]) -> list[Unit]:
    """Return the units that some codes name, the latest where several bore one; others are left out."""
    wanted = {code.upper() for code in codes if code}
    held = Q(id__in=wanted) | Q(codes__value__in=wanted, codes__scheme__in=PUBLIC_CODES)
    found: dict[str, Unit] = {}
    rows = Unit.objects.filter(held).order_by("id").distinct()
    for unit in sorted(rows, key=lambda unit: unit.valid_to or datetime.date.max):
        found[unit.code or unit.id] = unit
    return list(found.values())


def codes_in(kind: Kind, content: Proposal) -> list[str]:
    """Return the codes of the places that a fact is about."""
    match kind:
        case Kind.AGREEMENT:
            return [content["vn_code"], content["jp_code"]]
        case Kind.EVENT:
            return [content["place_code"]] if content["place_code"] else []
        case Kind.FIGURE:
            return [content["subject_code"]]
        case Kind.COMMITMENT:
            return list(content["place_codes"])
        case _:
            return []


def date_of(text: str | None, field: str) -> PartialDate:
    """Read a date of a fact as the register keeps dates.

    Raises:
        BadField: there is none, or it has no year.
    """
    if not text:
        raise BadField("date.needed", field)
    if text.startswith("XXXX"):
        raise BadField("date.without_year", field, cell=text)
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise BadField("field.not_a_date", field, cell=text) from error


def published(report: Report) -> PartialDate | None:
    """Return the day of a report; None where its year is not known."""
    try:
        return PartialDate.parse(report.published_on)
    except ValueError:
        return None


def made_of(finding: Finding, content: Proposal, report: Report, source_id: str) -> Made | None:
    """Return the row that a fact becomes; None for kinds of which the register keeps none.

    Raises:
        BadField: a field cannot be kept as it is; nothing was changed.
    """
    match Kind(finding.kind):
        case Kind.AGREEMENT:
            return _agreement(f"P{finding.pk}", content, source_id)
        case Kind.EVENT:
            return _event(f"P{finding.pk}", content, source_id)
        case Kind.FIGURE:
            return _observation(f"P{finding.pk}", content, report, source_id)
        case _:
            return None


def _agreement(key: str, content: Proposal, source_id: str) -> Made:
    signed_on = date_of(content["signed_on"], "signed_on")
    kind = kind_of_agreement(content["kind"])
    if kind is None:
        raise BadField("kind.unknown", "kind", cell=content["kind"])
    if unknown := [domain for domain in content["domains"] if domain not in DOMAINS]:
        raise BadField("domain.unknown", "domains", cell=unknown[0])
    units = [unit_on(content[name], signed_on.last, name) for name in ("vn_code", "jp_code")]
    if units[0].country == units[1].country:
        raise BadField("place.same_country", "jp_code", cell=content["jp_code"])
    record = Agreement(
        id=key, kind=str(kind), signed_on=signed_on, documents=1, confidence="medium"
    )
    council = "council" if content["kind"].startswith("assembly") else "executive"
    rows: list[models.Model] = [
        Party(agreement=record, position=place, unit=unit, authority=council)
        for place, unit in enumerate(units, 1)
    ]
    named = dict.fromkeys(content["domains"])
    rows += [AgreementDomain(agreement=record, domain=domain) for domain in named]
    rows.append(Evidence(agreement=record, source_id=source_id))
    return Made(record, rows, units)


def _event(key: str, content: Proposal, source_id: str) -> Made:
    starts_on = date_of(content["start_date"], "start_date")
    ends_on = date_of(content["end_date"], "end_date") if content["end_date"] else None
    if ends_on and ends_on.last < starts_on.first:
        raise BadField("date.ends_before_start", "end_date", cell=content["end_date"])
    kind = kind_of_event(content["kind"])
    if kind is None:
        raise BadField("kind.unknown", "kind", cell=content["kind"])
    code = content["place_code"]
    whole = not code or code in ("VN", "JP", *_COUNTRIES)
    # What lies below a Vietnamese province is told with the province.
    venue = None if whole else unit_on(code.partition("/")[0], starts_on.last, "place_code")
    organisers = "; ".join(content["organisers"])
    record = Event(
        id=key,
        kind=kind,
        name=LocalizedText({"en": content["name_en"]}, "en"),
        starts_on=starts_on,
        ends_on=ends_on,
        organisers=LocalizedText({"en": organisers}, "en") if organisers else LocalizedText(),
        source_id=source_id,
    )
    rows: list[models.Model] = []
    if venue:
        rows.append(EventPlace(event=record, unit=venue, role=EventPlace.Role.VENUE))
    if number := content["delegates"]:
        rows.append(
            EventFigure(
                event=record,
                measure="delegates",
                value=Decimal(str(number["value"])),
                wording=number["bound"],
                as_of=starts_on,
                source_id=source_id,
            )
        )
    return Made(record, rows, [venue] if venue else [])


def _observation(key: str, content: Proposal, report: Report, source_id: str) -> Made:
    measure = measure_of(content["measure"])
    if measure is None:
        raise BadField("measure.unknown", "measure", cell=content["measure"])
    as_of = date_of(content["as_of"], "as_of") if content["as_of"] else published(report)
    code, units = content["subject_code"], []
    if code in _COUNTRIES:
        subject = "VN-JP"
    else:
        day = as_of.last if as_of else report.brought_at.date()
        units = [unit_on(code, day, "subject_code")]
        subject = units[0].id
    record = Observation(
        id=key,
        subject=subject,
        measure=measure,
        value=Decimal(str(content["value"])),
        wording=content["bound"],
        as_of=as_of,
        source_id=source_id,
    )
    return Made(record, [], units)


def gold_of(report: Report) -> dict[str, Any]:
    """Return what reviewers held to be said in a report, as an evaluation set holds it."""
    facts = [
        (Kind(finding.kind), finding.content)
        for finding in report.findings.all()
        if finding.state in (Finding.State.ACCEPTED, Finding.State.CORRECTED)
    ]
    return gold_document(report.published_on or None, report.language, facts)


def report_document(report: Report) -> dict[str, Any]:
    """Return a report as programs read it: `shown` are its findings that are told, never its text."""
    findings: list[Finding] = report.shown  # type: ignore[attr-defined]  # prefetched by `queries.told`
    return {
        "id": report.pk,
        "title": report.title,
        "publisher": report.publisher or None,
        "published_on": report.published_on or None,
        "language": report.language,
        "addresses": [address.url for address in report.addresses.all()],
        "findings": [
            {
                "kind": finding.kind,
                "fact": finding.content,
                "quotation": quotation(report.text, spans_of(finding)),
                "record": (
                    {"type": finding.subject_type.partition(".")[2], "id": finding.subject_id}
                    if finding.subject_id
                    else None
                ),
            }
            for finding in findings
        ],
    }
