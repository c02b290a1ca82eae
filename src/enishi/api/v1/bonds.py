"""Bonds: all that ties one pair of localities of two countries."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from enishi.api import answers
from enishi.api.gate import requires
from enishi.api.problems import invalid
from enishi.api.v1.parameters import OfPlace, OnDay, Paging, PartnerCode, PlaceCode
from enishi.api.v1.shapes import Bond, BondDetails, Page
from enishi.apps.forum import bridge as forum
from enishi.apps.forum import queries as events
from enishi.apps.indicators import bridge as indicators
from enishi.apps.indicators import queries as figures
from enishi.apps.places import bridge as places_bridge
from enishi.apps.places import queries as places
from enishi.apps.register import bridge, models, queries

router = Router(tags=["bonds"])


class Bonds(OfPlace, OnDay):
    """Which bonds."""


@router.get(
    "",
    response=Page[Bond],
    operation_id="list_bonds",
    summary="Pairs of localities with a signed agreement on a day",
)
@requires("api.read")
def list_bonds(request: HttpRequest, asked: Query[Bonds], paging: Query[Paging]) -> HttpResponse:
    """List the bonds between units in force on a day, by unit id."""
    on = asked.on or timezone.localdate()
    unit = places.place(asked.place) if asked.place else None

    def tell(spans: Sequence[models.BondSpan]) -> list[dict[str, Any]]:
        living = queries.living_pairs(spans, on)
        agreements = queries.agreements_by_pair(spans, on)
        return [
            bridge.bond_document(
                span,
                agreements=agreements[span.one_id, span.other_id],
                living=(span.one_id, span.other_id) in living,
            )
            for span in spans
        ]

    return answers.page_of(request, queries.bonds(on, unit), tell, **paging.dict())


@router.get(
    "/{a}/{b}",
    response=BondDetails,
    operation_id="get_bond",
    summary="All that ties two localities, heirs included",
)
@requires("api.read")
def get_bond(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    a: PlaceCode,
    b: PartnerCode,
    asked: Query[OnDay],
) -> HttpResponse:
    """Tell the agreements, events, figures and ties of two places and of all they are heir to."""
    on = asked.on or timezone.localdate()
    one, other = places.place(a), places.place(b)
    if one.country == other.country:
        raise invalid("b", "A bond ties localities of two countries; these lie in one.")
    choice = queries.Choice(place=one, partner=other, on=asked.on)
    papers = queries.papers(queries.chosen(choice), on)
    return answers.document(
        {
            "a": places_bridge.unit_document(one),
            "b": places_bridge.unit_document(other),
            "on": on.isoformat(),
            "agreements": [bridge.agreement_document(paper, on) for paper in papers],
            "events": [forum.event_document(row) for row in events.events_of(one, other)],
            "figures": [indicators.figure_document(row) for row in figures.figures_of(one, other)],
            "ties": [bridge.tie_document(row) for row in queries.ties(one, other)],
        }
    )
