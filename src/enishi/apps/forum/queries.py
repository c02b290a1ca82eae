"""Reads of events that have a name."""

import datetime
from collections.abc import Collection

from django.db.models import Prefetch, Q, QuerySet

from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.ledger.models import Source
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.domain.text import PartialDate


def events() -> QuerySet[Event]:
    """Return events with their places, figures and sources."""
    return Event.objects.select_related("source").prefetch_related(
        Prefetch("places", EventPlace.objects.order_by("role", "unit").select_related("unit")),
        Prefetch("figures", EventFigure.objects.select_related("source").order_by("id")),
    )


def events_of(unit: Unit, partner: Unit | None = None) -> QuerySet[Event]:
    """Return the events of a place, or those of two places together, heirs included."""
    rows = events()
    for place in (unit, partner):
        if place is not None:
            involved = EventPlace.objects.filter(unit__in=places.predecessors(place))
            rows = rows.filter(id__in=involved.values("event"))
    return rows.order_by("-starts_on", "id")


def events_between(*held: Collection[str]) -> QuerySet[Event]:
    """Return the events that two groups of units had together, with their figures."""
    figures = EventFigure.objects.select_related("source").order_by("id")
    rows = Event.objects.select_related("source").prefetch_related(Prefetch("figures", figures))
    for ids in held:
        rows = rows.filter(id__in=EventPlace.objects.filter(unit__in=ids).values("event"))
    return rows.order_by("-starts_on", "id")


def events_from(source: Source) -> QuerySet[Event]:
    """Return the events that rest on a source, themselves or by a figure."""
    figures = EventFigure.objects.filter(source=source).values("event")
    return events().filter(Q(source=source) | Q(id__in=figures)).order_by("-starts_on", "id")


def begun_by(on: datetime.date, rows: QuerySet[Event]) -> QuerySet[Event]:
    """Keep the events that had begun by a day, as exactly as their dates are known."""
    # Partial dates are texts of one form, so text order is the order of their first days.
    return rows.filter(starts_on__lte=PartialDate.day(on))
