"""Documents as responses, and lists page by page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from enishi.domain.formats.documents import to_json

PAGE_SIZE = 20
MOST_ROWS = 200


def document(value: Mapping[str, Any], media_type: str = "application/json") -> HttpResponse:
    """Return one document as a response."""
    response = HttpResponse(to_json(value) + "\n", content_type=media_type)
    # The data speak all four languages, whatever the reader's.
    response.headers["Content-Language"] = "en, fr, ja, vi"
    return response


def whole_list(items: Sequence[Mapping[str, Any]], **more: Any) -> HttpResponse:
    """Return a short list on one page."""
    return document({**more, "items": items, "total": len(items)})


def page_of[Row](
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Row],
    tell: Callable[[Sequence[Any]], Sequence[Mapping[str, Any]]],
    *,
    page: int,
    page_size: int,
) -> HttpResponse:
    """Return one page of a list, with its neighbours in the document and in the Link header.

    A page beyond the end is empty; the last page stands before it. `tell` turns the rows of the
    page into documents.
    """
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    last = max(1, -(-total // page_size))
    start = (page - 1) * page_size
    items = tell(list(rows[start : start + page_size])) if start < total else []

    def address(number: int) -> str:
        query = {**request.GET.dict(), "page": str(number)}
        return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")

    following = address(page + 1) if page < last else None
    previous = address(min(page - 1, last)) if page > 1 else None
    response = document(
        {
            "items": items,
            "total": total,
            "page": page,
            "page_size": page_size,
            "next": following,
            "previous": previous,
        }
    )
    links = {"first": address(1), "prev": previous, "next": following, "last": address(last)}
    response.headers["Link"] = ", ".join(
        f'<{link}>; rel="{relation}"' for relation, link in links.items() if link
    )
    return response
