"""Agreements."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Path, Query, Router, Schema

from enishi.api import answers
from enishi.api.gate import requires
from enishi.api.problems import not_found
from enishi.api.v1.parameters import Day, Domain, OfPair, OnDay, Paging
from enishi.api.v1.shapes import Agreement, AgreementDetails, Page
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.register import bridge, models, queries
from enishi.domain.register import AgreementKind, Confidence

router = Router(tags=["agreements"])


class Agreements(Schema):
    """Which agreements."""

    on: Day | None = Field(
        None,
        description="The register as it stood on a day: what was signed by then, in its state then.",
        json_schema_extra={"example": "2025-06-30"},
    )
    domain: Domain | None = Field(
        None, description="A field of cooperation.", json_schema_extra={"example": "education"}
    )
    kind: AgreementKind | None = Field(None, description="What the text calls itself.")
    confidence: Confidence | None = Field(None, description="How sure the record is.")
    living_on: Day | None = Field(
        None,
        description="Only those that live on a day.",
        json_schema_extra={"example": "2025-11-25"},
    )
    since: Day | None = Field(
        None,
        description="Only those signed on this day or later.",
        json_schema_extra={"example": "2014-01-01"},
    )


class AllAgreements(OfPair, Agreements):
    """Which agreements, of which place or pair."""


def page_of_agreements(
    request: HttpRequest,
    place: Unit | None,
    asked: Agreements,
    paging: Paging,
    partner: Unit | None = None,
) -> HttpResponse:
    """Return one page of the agreements asked for."""
    on = asked.on or timezone.localdate()
    choice = queries.Choice(
        place=place,
        partner=partner,
        on=asked.on,
        domain=asked.domain or "",
        kind=asked.kind or "",
        confidence=asked.confidence or "",
        living_on=asked.living_on,
        since=asked.since,
    )

    def tell(rows: Sequence[models.Agreement]) -> list[dict[str, Any]]:
        return [bridge.agreement_document(paper, on) for paper in queries.papers(rows, on)]

    return answers.page_of(request, queries.chosen(choice), tell, **paging.dict())


@router.get(
    "",
    response=Page[Agreement],
    operation_id="list_agreements",
    summary="Agreements by place, pair, day, domain, kind or confidence",
)
@requires("api.read")
def list_agreements(
    request: HttpRequest, asked: Query[AllAgreements], paging: Query[Paging]
) -> HttpResponse:
    """List agreements, newest first; a place stands for all units it is heir to."""
    place = places.place(asked.place) if asked.place else None
    partner = places.place(asked.partner) if asked.partner else None
    return page_of_agreements(request, place, asked, paging, partner)


@router.get(
    "/{agreement_id}",
    response=AgreementDetails,
    operation_id="get_agreement",
    summary="An agreement with its texts and its life",
)
@requires("api.read")
def get_agreement(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    agreement_id: Annotated[str, Path(description="The id of an agreement, such as A073.")],
    asked: Query[OnDay],
) -> HttpResponse:
    """Tell one agreement in its state on a day."""
    on = asked.on or timezone.localdate()
    try:
        paper = queries.paper(agreement_id, on)
    except models.Agreement.DoesNotExist as error:
        raise not_found("agreement", agreement_id) from error
    return answers.document(bridge.agreement_details(paper, on))
