"""What a list shows, as a file: the same rows, chosen by the same address."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enishi.domain.formats.exports import Document, Export, Record, Subject
from enishi.domain.formats.writers import FORMATS
from enishi.web.pages import query_without

OFFERED = ("xlsx", "csv", "json")
_CHUNK = 500


def offers(request: HttpRequest, name: str, *args: str) -> list[tuple[str, str]]:
    """Return the formats a list can be downloaded in, each with its address."""
    return _offered(name, query_without(request, "page").removesuffix("&"), *args)


def offers_of(name: str, chosen: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the formats in which what is chosen can be downloaded, each with its address."""
    return _offered(name, urlencode(chosen))


def _offered(name: str, query: str, *args: str) -> list[tuple[str, str]]:
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
    return _answered(
        ending,
        Export(
            subject=subject,
            title=settings.SITE_ADDRESS,
            rule=_(
                "The rows that the filters in the address let through, on the day that is told."
            ),
            on=on,
            rows=rows.count(),
            records=records(rows.iterator(chunk_size=_CHUNK)),
            address=settings.SITE_ADDRESS,
            parties=parties,
        ),
    )


def table_of(
    ending: str, name: str, rule: str, on: datetime.date, rows: Sequence[Document]
) -> HttpResponseBase:
    """Answer with a table of numbers, all rows of the same columns, as a file.

    Raises:
        Http404: there is no such format.
    """
    if ending not in OFFERED:
        raise Http404(ending)
    return _answered(
        ending,
        Export(
            subject=Subject.AGREEMENTS,
            title=settings.SITE_ADDRESS,
            rule=rule,
            on=on,
            rows=len(rows),
            records=map(Record, rows),
            address=settings.SITE_ADDRESS,
            table=name,
            columns=tuple(rows[0]) if rows else ("rows",),
        ),
    )


def _answered(ending: str, export: Export) -> HttpResponseBase:
    written = FORMATS[ending]
    name = f"enishi-{export.name}-{export.on.isoformat()}.{ending}"
    return StreamingHttpResponse(
        written.write(export),
        content_type=written.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
