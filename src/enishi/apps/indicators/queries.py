"""Reads of figures that have a name."""

import datetime

from django.db.models import QuerySet

from enishi.apps.indicators import bridge
from enishi.apps.indicators.models import Observation
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.domain.indicators import Conflict, conflicts

ANNOUNCED = ("documents_total", "documents_signed_recent", "pairs_total")


def figures() -> QuerySet[Observation]:
    """Return figures with their sources."""
    return Observation.objects.select_related("source")


def figures_of(unit: Unit) -> QuerySet[Observation]:
    """Return the figures of a place and of the units it is heir to."""
    return (
        figures()
        .filter(places__unit__in=places.predecessors(unit))
        .order_by("measure", "-as_of", "id")
        .distinct()
    )


def announced(on: datetime.date) -> list[Observation]:
    """Return the totals that authorities had announced by a day, newest first."""
    rows = figures().filter(scope=Observation.Scope.WHOLE, measure__in=ANNOUNCED)
    said = [row for row in rows if row.as_of and row.as_of.first <= on]
    return sorted(said, key=lambda row: (row.as_of.last, row.id), reverse=True)


def conflicts_among(rows: QuerySet[Observation] | list[Observation]) -> list[Conflict]:
    """Return which of some figures contradict each other."""
    return conflicts(bridge.figure_of(row) for row in rows)
