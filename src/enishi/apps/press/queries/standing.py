"""How a finding stands to the register: what says the same there, and what contradicts it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from rapidfuzz import fuzz

from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.indicators import bridge as indicators
from enishi.apps.indicators.models import Observation, ObservationPlace
from enishi.apps.places.models import Lineage, Unit
from enishi.apps.press.bridge import made_of
from enishi.apps.press.models import Finding, Report
from enishi.apps.register.models import Agreement, Party
from enishi.domain.indicators import Figure, Wording, conflicts
from enishi.domain.press.proposals import BadField, Proposal
from enishi.domain.text import PartialDate

_ALIKE = 85
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
            ("delegates", f"{number.value:f}", f"{figure.value:f}")
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
