"""What a list shows, as a file: the same rows, chosen by the same address."""

import datetime
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enishi.domain.formats.exports import Export, Record, Subject
from enishi.domain.formats.writers import FORMATS
from enishi.web.pages import query_without

OFFERED = ("xlsx", "csv", "json")
_CHUNK = 500


def offers(request: HttpRequest, name: str, *args: str) -> list[tuple[str, str]]:
    """Return the formats a list can be downloaded in, each with its address."""
    query = query_without(request, "page").removesuffix("&")
    tail = f"?{query}" if query else ""
    return [(ending.upper(), reverse(name, args=(*args, ending)) + tail) for ending in OFFERED]


def file_of[Row: Model](
    ending: str,
    subject: Subject,
    on: datetime.date,
    rows: QuerySet[Row],
    records: Callable[[Iterable[Row]], Iterable[Record]],
    parties: int = 0,
) -> HttpResponseBase:
    """Answer with the rows of a list as a file.

    Raises:
        Http404: there is no such format.
    """
    if ending not in FORMATS:
        raise Http404(ending)
    written = FORMATS[ending]
    export = Export(
        subject=subject,
        title=settings.SITE_ADDRESS,
        rule=_("The rows that the filters in the address let through, on the day that is told."),
        on=on,
        rows=rows.count(),
        records=records(rows.iterator(chunk_size=_CHUNK)),
        address=settings.SITE_ADDRESS,
        parties=parties,
    )
    name = f"enishi-{subject}-{on.isoformat()}.{ending}"
    return StreamingHttpResponse(
        written.write(export),
        content_type=written.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
