"""Places and their history."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from enishi.api import answers
from enishi.api.gate import requires
from enishi.api.v1.agreements import Agreements, page_of_agreements
from enishi.api.v1.figures import page_of_figures
from enishi.api.v1.parameters import Day, OnDay, Paging, PlaceCode
from enishi.api.v1.shapes import (
    Agreement,
    Figure,
    FoundPlace,
    Page,
    PlaceDetails,
    Relatives,
)
from enishi.apps.indicators import queries as indicators
from enishi.apps.places import bridge, queries
from enishi.domain.places import Candidate, Kind, Level

router = Router(tags=["places"])
# A look-up by name ranks this many candidates before the other filters are held against them.
_CANDIDATES = 100


class Places(Schema):
    """Which places."""

    q: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="A name in any of four languages, with or without accents, best match first.",
        json_schema_extra={"example": "quang ninh"},
    )
    on: Day | None = Field(
        None,
        description="Only units in force on a day. With q: the day on which the name was said,"
        " today where none is given.",
        json_schema_extra={"example": "2025-11-25"},
    )
    country: str | None = Field(
        None, pattern="^[A-Z]{2}$", description="ISO 3166-1.", json_schema_extra={"example": "VN"}
    )
    level: Level | None = Field(None, description="How far below the state.")
    kind: Kind | None = Field(None, description="The status in the country's law.")
    parent: str | None = Field(
        None,
        min_length=1,
        max_length=40,
        description="The parts of this place. An ISO 3166-2 code, a JIS code or a unit id.",
        json_schema_extra={"example": "JP-27"},
    )


@router.get(
    "",
    response=Page[FoundPlace],
    operation_id="list_places",
    summary="Places by name, day, country, level, kind or parent",
)
@requires("api.read")
def list_places(request: HttpRequest, asked: Query[Places], paging: Query[Paging]) -> HttpResponse:
    """List units, also those that have ended; with `q` what a written name may mean."""
    parent = queries.place(asked.parent) if asked.parent else None
    if asked.q is None:
        rows = queries.chosen(
            asked.on, asked.country or "", asked.level or "", asked.kind or "", parent
        )
        return answers.page_of(
            request,
            rows,
            lambda units: [bridge.unit_document(unit) for unit in units],
            **paging.dict(),
        )
    found = [
        candidate
        for candidate in queries.candidates(asked.q, asked.on or timezone.localdate(), _CANDIDATES)
        if asked.country in (None, candidate.unit.country)
        and asked.level in (None, candidate.unit.level)
        and asked.kind in (None, candidate.unit.kind)
    ]
    if parent:
        parts = queries.parts_among((candidate.unit.id for candidate in found), parent)
        found = [candidate for candidate in found if candidate.unit.id in parts]

    def tell(page: Sequence[Candidate]) -> list[dict[str, Any]]:
        return [bridge.candidate_document(row.candidate, row.unit) for row in queries.told(page)]

    return answers.page_of(request, found, tell, **paging.dict())


@router.get(
    "/{code}",
    response=PlaceDetails,
    operation_id="get_place",
    summary="A place with all its names and codes",
)
@requires("api.read")
def get_place(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    code: PlaceCode,
) -> HttpResponse:
    """Tell all that is known of one unit; a code that was reused means the latest unit."""
    unit = queries.place(code)
    return answers.document(bridge.place_document(unit, queries.codes_of(unit)))


def _relatives(code: str, on: datetime.date | None, *, forward: bool) -> HttpResponse:
    on = on or timezone.localdate()
    # Whoever asks for heirs means the unit that has them: a reused code then names the first.
    unit = queries.place(code, latest=not forward)
    walk = queries.heirs if forward else queries.ancestors
    items = [bridge.heir_document(heir, row) for heir, row in walk(unit, on)]
    return answers.whole_list(items, unit_id=unit.id, on=on.isoformat())


@router.get(
    "/{code}/heirs",
    response=Relatives,
    by_alias=True,
    operation_id="list_heirs",
    summary="Who answers for a place on a day",
)
@requires("api.read")
def list_heirs(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    code: PlaceCode,
    asked: Query[OnDay],
) -> HttpResponse:
    """List the units that hold the papers of a place, each with the acts that made it an heir."""
    return _relatives(code, asked.on, forward=True)


@router.get(
    "/{code}/ancestors",
    response=Relatives,
    by_alias=True,
    operation_id="list_ancestors",
    summary="Which places a place is heir to",
)
@requires("api.read")
def list_ancestors(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    code: PlaceCode,
    asked: Query[OnDay],
) -> HttpResponse:
    """List the units in force on a day whose papers a place holds, or will hold."""
    return _relatives(code, asked.on, forward=False)


@router.get(
    "/{code}/agreements",
    response=Page[Agreement],
    operation_id="list_place_agreements",
    summary="The agreements of a place and of all units it is heir to",
)
@requires("api.read")
def list_place_agreements(
    request: HttpRequest, code: PlaceCode, asked: Query[Agreements], paging: Query[Paging]
) -> HttpResponse:
    """List agreements, newest first, as `/agreements?place=` does."""
    return page_of_agreements(request, queries.place(code), asked, paging)


@router.get(
    "/{code}/figures",
    response=Page[Figure],
    operation_id="list_place_figures",
    summary="The figures of a place and of all units it is heir to",
)
@requires("api.read")
def list_place_figures(
    request: HttpRequest, code: PlaceCode, paging: Query[Paging]
) -> HttpResponse:
    """List figures by measure, newest first; contradictions stand side by side."""
    return page_of_figures(request, indicators.figures_of(queries.place(code)), paging)
