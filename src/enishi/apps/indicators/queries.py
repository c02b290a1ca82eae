"""Reads of figures that have a name."""

import datetime
from collections.abc import Collection

from django.db.models import F, Max, Min, Prefetch, QuerySet

from enishi.apps.indicators import bridge
from enishi.apps.indicators.models import Observation, ObservationPlace
from enishi.apps.ledger.models import Source
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.domain.indicators import Conflict, conflicts
from enishi.domain.text import PartialDate

ANNOUNCED = ("documents_total", "documents_signed_recent", "pairs_total")


def figures() -> QuerySet[Observation]:
    """Return figures with their sources."""
    return Observation.objects.select_related("source")


def by_measure() -> QuerySet[Observation]:
    """Return figures by measure, newest first, those without a day last."""
    # Left to themselves the databases disagree on which end an empty day stands.
    return figures().order_by("measure", F("as_of").desc(nulls_last=True), "id")


def located_figures() -> QuerySet[Observation]:
    """Return figures with their sources and the units they are about."""
    about = ObservationPlace.objects.select_related("unit").order_by("id")
    return figures().prefetch_related(Prefetch("places", about))


def figures_of(unit: Unit, partner: Unit | None = None) -> QuerySet[Observation]:
    """Return the figures of a place, or of two places together, heirs included."""
    rows = by_measure()
    for place in (unit, partner):
        if place is not None:
            about = ObservationPlace.objects.filter(unit__in=places.predecessors(place))
            rows = rows.filter(id__in=about.values("observation"))
    return rows


def figures_between(*held: Collection[str]) -> QuerySet[Observation]:
    """Return the figures that two groups of units have together."""
    rows = by_measure()
    for ids in held:
        about = ObservationPlace.objects.filter(unit__in=ids)
        rows = rows.filter(id__in=about.values("observation"))
    return rows


def said_by(on: datetime.date, rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """Keep the figures of a day or before; those without a day are left out."""
    # Partial dates are texts of one form, so text order is the order of their first days.
    return rows.filter(as_of__lte=PartialDate.day(on))


def known_between() -> tuple[PartialDate | None, PartialDate | None]:
    """Return the first and the last date of any figure."""
    dated = Observation.objects.filter(as_of__isnull=False)
    days = dated.aggregate(first=Min("as_of"), last=Max("as_of"))
    return days["first"], days["last"]


def announced(on: datetime.date) -> list[Observation]:
    """Return the totals that authorities had announced by a day, newest first."""
    rows = figures().filter(scope=Observation.Scope.WHOLE, measure__in=ANNOUNCED)
    said = [row for row in rows if row.as_of and row.as_of.first <= on]
    return sorted(said, key=lambda row: (row.as_of.last, row.id), reverse=True)


def conflicts_among(rows: QuerySet[Observation] | list[Observation]) -> list[Conflict]:
    """Return which of some figures contradict each other."""
    return conflicts(bridge.figure_of(row) for row in rows)


def figures_of_whole() -> QuerySet[Observation]:
    """Return the figures of two countries as a whole."""
    rows = figures().filter(scope=Observation.Scope.WHOLE)
    return rows.order_by("measure", "-as_of", "id")


def figures_from(source: Source) -> QuerySet[Observation]:
    """Return the figures that rest on a source."""
    return figures().filter(source=source).order_by("subject", "measure", "id")


def with_places(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """Let figures tell the places they are about, by name."""
    about = ObservationPlace.objects.order_by("id").select_related("unit")
    return rows.prefetch_related(Prefetch("places", about))
