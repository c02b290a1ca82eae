"""Reads of events that have a name."""

from django.db.models import Prefetch, QuerySet

from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit


def events() -> QuerySet[Event]:
    """Return events with their places, figures and sources."""
    return Event.objects.select_related("source").prefetch_related(
        Prefetch("places", EventPlace.objects.order_by("role", "unit")),
        Prefetch("places__unit", places.units()),
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
