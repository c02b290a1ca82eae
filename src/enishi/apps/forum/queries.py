"""Reads of events that have a name."""

import datetime

from django.db.models import Prefetch, Q, QuerySet

from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.ledger.models import Source
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.domain.text import PartialDate


def events() -> QuerySet[Event]:
    """Return events with their places, figures and sources."""
    return Event.objects.select_related("source").prefetch_related(
        Prefetch("places", EventPlace.objects.order_by("role", "unit")),
        Prefetch("places__unit", places.units()),
        Prefetch("figures", EventFigure.objects.select_related("source").order_by("id")),
    )


def events_of(unit: Unit, partner: Unit | None = None) -> QuerySet[Event]:
    """Return the events of a place, or those of two places together, heirs included."""
    return _of(events(), *(place for place in (unit, partner) if place))


def events_between(one: Unit, other: Unit) -> QuerySet[Event]:
    """Return the events that two places had together with their figures, but without places."""
    figures = EventFigure.objects.select_related("source").order_by("id")
    rows = Event.objects.select_related("source").prefetch_related(Prefetch("figures", figures))
    return _of(rows, one, other)


def _of(rows: QuerySet[Event], *units: Unit) -> QuerySet[Event]:
    for unit in units:
        involved = EventPlace.objects.filter(unit__in=places.predecessors(unit))
        rows = rows.filter(id__in=involved.values("event"))
    return rows.order_by("-starts_on", "id")


def events_from(source: Source) -> QuerySet[Event]:
    """Return the events that rest on a source, themselves or by a figure."""
    figures = EventFigure.objects.filter(source=source).values("event")
    return events().filter(Q(source=source) | Q(id__in=figures)).order_by("-starts_on", "id")


def begun_by(on: datetime.date, rows: QuerySet[Event]) -> QuerySet[Event]:
    """Keep the events that had begun by a day, as exactly as their dates are known."""
    # Partial dates are texts of one form, so text order is the order of their first days.
    return rows.filter(starts_on__lte=PartialDate.day(on))
