"""Findings ⇄ rows of the register: what a fact becomes there, and how it stands to what is there."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from rapidfuzz import fuzz

from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.indicators import bridge as indicators
from enishi.apps.indicators.models import Observation, ObservationPlace
from enishi.apps.places.bridge import PUBLIC_CODES
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.press.models import Finding, Report
from enishi.apps.register.models import Agreement, AgreementDomain, Evidence, Party
from enishi.domain.indicators import Figure, Wording, conflicts
from enishi.domain.press.proposals import BadField, Kind, Proposal, gold_document
from enishi.domain.press.report import Span
from enishi.domain.press.vocabulary import kind_of_agreement, kind_of_event, measure_of
from enishi.domain.register import DOMAINS
from enishi.domain.text import LocalizedText, PartialDate

_ALIKE = 85
_COUNTRIES = ("VN-JP", "JP-VN")
type Compared = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Beside:
    """A row of the register beside a finding; `compared` are field, what it says, what the row says."""

    row: Any
    compared: Compared

    @property
    def key(self) -> str:
        """The id of the row."""
        return str(self.row.pk)

    @property
    def noun(self) -> str:
        """What kind of row it is."""
        return str(self.row._meta.model_name)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding stands to the register: rows that say the same, and rows that contradict it."""

    equals: list[Beside]
    contradicts: list[Beside]


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


def standing_of(finding: Finding, report: Report, content: Proposal | None = None) -> Standing:
    """Return how a finding stands to the register; nothing, while it could not be kept there."""
    try:
        made = made_of(finding, content or finding.content, report, "")
    except BadField:
        return Standing([], [])
    match made.record if made else None:
        case Agreement() as record:
            assert made
            return _beside_agreements(record, made.units)
        case Event() as record:
            assert made
            return _beside_events(record, made.rows)
        case Observation() as record:
            assert made
            return _beside_figures(record, made.units)
        case _:
            return Standing([], [])


def _line_of(unit: Unit) -> set[str]:
    """Return a unit with those it is heir to and those that are its heirs."""
    spans = Lineage.objects.filter(Q(unit=unit) | Q(heir=unit)).values_list("unit", "heir")
    return {unit.id, *(key for span in spans for key in span)}


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.first <= other.last and other.first <= one.last


def _beside_agreements(record: Agreement, units: Sequence[Unit]) -> Standing:
    rows = Agreement.objects.exclude(pk=record.pk).order_by("id")
    for unit in units:
        signed = Party.objects.filter(unit__in=_line_of(unit)).values("agreement")
        rows = rows.filter(id__in=signed)
    equals, against = [], []
    for row in rows:
        told = [
            ("signed_on", str(record.signed_on), str(row.signed_on)),
            ("kind", record.kind, row.kind),
        ]
        years = record.signed_on.first.year - row.signed_on.first.year
        if _overlap(record.signed_on, row.signed_on):
            equals.append(Beside(row, told))
        elif record.kind == row.kind and abs(years) <= 1:
            against.append(Beside(row, told[:1]))
    # What agrees in all stands first: it is what accepting means.
    equals.sort(key=lambda beside: [mine != theirs for _, mine, theirs in beside.compared])
    return Standing(equals, against)


def _beside_events(record: Event, rows: Sequence[models.Model]) -> Standing:
    name, starts, ends = str(record), record.starts_on, record.ends_on or record.starts_on
    venues = {row.unit_id for row in rows if isinstance(row, EventPlace)}
    number = next((row for row in rows if isinstance(row, EventFigure)), None)
    years = Q()
    for year in (starts.first.year, starts.first.year + 1):
        years |= Q(starts_on__startswith=str(year))
    known = Event.objects.filter(years).exclude(pk=record.pk).order_by("id")
    equals, against = [], []
    for row in known.prefetch_related("places", "figures"):
        alike = max(
            (fuzz.token_set_ratio(name, text) for text in row.name.texts.values()), default=0
        )
        here = not venues or any(place.unit_id in venues for place in row.places.all())
        same_days = _overlap(
            PartialDate(starts.first, ends.last),
            PartialDate(row.starts_on.first, (row.ends_on or row.starts_on).last),
        )
        told = [("start_date", str(record.starts_on), str(row.starts_on))]
        delegates = [
            ("delegates", str(number.value), str(figure.value.normalize()))
            for figure in row.figures.all()
            if number and figure.measure == "delegates" and _differ(number, figure)
        ]
        if same_days and (alike >= _ALIKE or (here and venues and row.kind == record.kind)):
            equals.append(Beside(row, [*told, *delegates]))
            if delegates:
                against.append(Beside(row, delegates))
        elif alike >= _ALIKE and not same_days:
            against.append(Beside(row, told))
    return Standing(equals, against)


def _differ(one: EventFigure, other: EventFigure) -> bool:
    if one.value is None or other.value is None:
        return False
    day = PartialDate.day(datetime.date.min)
    figures = [
        Figure(key, "", "delegates", row.value, Wording(row.wording), day)
        for key, row in (("a", one), ("b", other))
    ]
    return bool(conflicts(figures))


def _beside_figures(record: Observation, units: Sequence[Unit]) -> Standing:
    rows = Observation.objects.filter(measure=record.measure).exclude(pk=record.pk)
    if units:
        about = ObservationPlace.objects.filter(unit__in=_line_of(units[0]))
        rows = rows.filter(scope="place", id__in=about.values("observation"))
    else:
        rows = rows.filter(scope="whole")
    equals, against = [], []
    for row in rows.order_by("id"):
        told = [
            ("value", f"{record.value:f}", f"{row.value:f}" if row.value is not None else ""),
            ("as_of", str(record.as_of or ""), str(row.as_of or "")),
        ]
        same = row.value == record.value and row.wording == record.wording
        dated = row.as_of == record.as_of or bool(
            row.as_of and record.as_of and _overlap(row.as_of, record.as_of)
        )
        if same and dated:
            equals.append(Beside(row, told))
            continue
        mine, theirs = indicators.figure_of(record), indicators.figure_of(row)
        one = Figure("", "", mine.measure, mine.value, mine.wording, mine.as_of)
        other = Figure(row.id, "", theirs.measure, theirs.value, theirs.wording, theirs.as_of)
        if conflicts([one, other]):
            against.append(Beside(row, told))
    return Standing(equals, against)


def gold_of(report: Report) -> dict[str, Any]:
    """Return what reviewers held to be said in a report, as an evaluation set holds it."""
    facts = [
        (Kind(finding.kind), finding.content)
        for finding in report.findings.all()
        if finding.state in (Finding.State.ACCEPTED, Finding.State.CORRECTED)
    ]
    return gold_document(report.published_on or None, report.language, facts)
