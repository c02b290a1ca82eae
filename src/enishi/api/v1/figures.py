"""Figures of places, of bonds and of two countries as a whole."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from enishi.api import answers
from enishi.api.gate import requires
from enishi.api.problems import invalid
from enishi.api.v1.parameters import Day, OfPair, Paging
from enishi.api.v1.shapes import Figure, Page
from enishi.apps.indicators import bridge, queries
from enishi.apps.indicators.models import Observation
from enishi.apps.places import queries as places
from enishi.domain.indicators import MEASURES

router = Router(tags=["figures"])


class Figures(OfPair):
    """Which figures."""

    measure: str | None = Field(
        None,
        description="The key of a measure.",
        json_schema_extra={"example": "vn_residents", "enum": list(MEASURES)},
    )
    on: Day | None = Field(
        None,
        description="Only figures of this day or before; those without a day are left out.",
        json_schema_extra={"example": "2025-11-25"},
    )


def page_of_figures(
    request: HttpRequest, rows: QuerySet[Observation], paging: Paging
) -> HttpResponse:
    """Return one page of some figures."""
    return answers.page_of(
        request,
        rows,
        lambda figures: [bridge.figure_document(figure) for figure in figures],
        **paging.dict(),
    )


@router.get(
    "",
    response=Page[Figure],
    operation_id="list_figures",
    summary="Figures by place, pair, measure or day",
)
@requires("api.read")
def list_figures(
    request: HttpRequest, asked: Query[Figures], paging: Query[Paging]
) -> HttpResponse:
    """List figures by measure, newest first; contradictions stand side by side."""
    rows = queries.by_measure()
    if asked.place or asked.partner:
        units = [places.place(code) for code in (asked.place, asked.partner) if code]
        rows = queries.figures_of(*units)
    if asked.measure:
        if asked.measure not in MEASURES:
            raise invalid(
                "measure",
                f"There is no measure “{asked.measure}”. Use one of: {', '.join(MEASURES)}.",
            )
        rows = rows.filter(measure=asked.measure)
    if asked.on:
        rows = queries.said_by(asked.on, rows)
    return page_of_figures(request, rows, paging)
