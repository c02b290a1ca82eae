"""Files to download, written as the command line writes them."""

from typing import Annotated

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Field, Path, Query, Router, Schema

from enishi.api.exports import export_of
from enishi.api.gate import requires
from enishi.api.problems import Problem
from enishi.api.v1.parameters import Day
from enishi.domain.formats.exports import Subject
from enishi.domain.formats.writers import FORMATS

router = Router(tags=["exports"])


class OfDay(Schema):
    """As of which day."""

    on: Day | None = Field(
        None,
        description="As of a day; all that is recorded where none is given.",
        json_schema_extra={"example": "2025-11-25"},
    )


@router.get(
    "/{what}.{ending}",
    operation_id="download_export",
    summary="All agreements, places or figures as one file",
    openapi_extra={
        "responses": {
            200: {"content": {format_.media_type: {"schema": {}} for format_ in FORMATS.values()}}
        }
    },
)
@requires("data.export")
def download_export(
    request: HttpRequest,  # noqa: ARG001  # the framework asks for it
    what: Annotated[str, Path(description=f"One of {', '.join(Subject)}.")],
    ending: Annotated[str, Path(description=f"One of {', '.join(FORMATS)}.")],
    asked: Query[OfDay],
) -> HttpResponseBase:
    """Download agreements, places or figures as csv, xlsx, json, geojson or jsonld."""
    if what not in list(Subject) or ending not in FORMATS:
        raise Problem(
            "not-found",
            404,
            f"There is no export “{what}.{ending}”. Write one of {', '.join(Subject)}, a dot, and"
            f" one of {', '.join(FORMATS)}.",
        )
    export = export_of(Subject(what), asked.on)
    chosen = FORMATS[ending]
    return StreamingHttpResponse(
        chosen.write(export),
        content_type=chosen.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="enishi-{what}-{export.on}.{ending}"',
            "Content-Language": "en, fr, ja, vi",
        },
    )
