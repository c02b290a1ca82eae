"""Counts, events of record and sources."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Path, Query, Router

from enishi.api import answers
from enishi.api.gate import requires
from enishi.api.problems import not_found
from enishi.api.v1.parameters import KindOfEvent, OfPair, OnDay, Paging
from enishi.api.v1.shapes import Counts, Event, Page, SourceDetails
from enishi.apps.forum import bridge as forum
from enishi.apps.forum import queries as events
from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger import bridge as ledger
from enishi.apps.ledger.models import Source
from enishi.apps.places import queries as places
from enishi.apps.register import bridge, queries

router = Router()


@router.get(
    "/counts",
    response=Counts,
    operation_id="get_counts",
    summary="The register on a day under every counting rule",
    tags=["counts"],
)
@requires("api.read")
def get_counts(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    asked: Query[OnDay],
) -> HttpResponse:
    """Tell each number with its rule, and beside it what authorities had announced."""
    on = asked.on or timezone.localdate()
    announced = indicators.announced(on)
    return answers.document(bridge.count_document(on, queries.counts(on), announced))


class Events(OfPair):
    """Which events."""

    kind: KindOfEvent | None = Field(None, description="What it was.")


@router.get(
    "/events",
    response=Page[Event],
    operation_id="list_events",
    summary="Forums, conferences, festivals and visits of record",
    tags=["events"],
)
@requires("api.read")
def list_events(request: HttpRequest, asked: Query[Events], paging: Query[Paging]) -> HttpResponse:
    """List past events, newest first; a place stands for all units it is heir to."""
    rows = events.events().order_by("-starts_on", "id")
    if asked.place or asked.partner:
        units = [places.place(code) for code in (asked.place, asked.partner) if code]
        rows = events.events_of(*units)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return answers.page_of(
        request, rows, lambda found: [forum.event_document(row) for row in found], **paging.dict()
    )


@router.get(
    "/sources/{source_id}",
    response=SourceDetails,
    operation_id="get_source",
    summary="A source, and the agreements it documents",
    tags=["sources"],
)
@requires("api.read")
def get_source(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    source_id: Annotated[str, Path(description="The id of a source.")],
) -> HttpResponse:
    """Tell where a fact comes from."""
    try:
        source = Source.objects.get(id=source_id)
    except Source.DoesNotExist as error:
        raise not_found("source", source_id) from error
    agreements = source.evidence.order_by("agreement").values_list("agreement", flat=True)
    return answers.document(ledger.source_document(source) | {"agreements": list(agreements)})
