"""Answers that cost time to make, kept in the process until the records change.

A remembered function takes the version of the records first, `apps.ledger.queries.version()`, and
after it all that its answer depends on: the day, the language. Pages are kept whole for visitors
who are not signed in.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from threading import Lock
from typing import Any, TypeGuard, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from enishi.apps.ledger import queries as ledger

_MOST_BYTES = 32 * 2**20
_LONGEST_ADDRESS = 1000
_kept: list[Any] = []


def remembered[**P, R](most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` answers of a function, each by its arguments."""

    def wrap(make: Callable[P, R]) -> Callable[P, R]:
        kept = lru_cache(maxsize=most)(make)
        _kept.append(kept)
        return cast(Callable[P, R], kept)

    return wrap


def forget() -> None:
    """Drop all that is kept: for tests, whose records change without a version."""
    for kept in _kept:
        kept.cache_clear()
    _pages.clear()


class _Pages:
    """Pages by address, those asked for last, of one version of the records and one day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[tuple[str, ...], HttpResponse] = OrderedDict()
        self._state: object = None
        self._bytes = 0

    def get(self, state: object, key: tuple[str, ...]) -> HttpResponse | None:
        with self._lock:
            if state != self._state:
                return None
            if page := self._held.get(key):
                self._held.move_to_end(key)
            return page

    def keep(self, state: object, key: tuple[str, ...], page: HttpResponse) -> None:
        with self._lock:
            if state != self._state:
                self._drop()
                self._state = state
            if key not in self._held:
                self._held[key] = page
                self._bytes += len(page.content)
            while self._bytes > _MOST_BYTES:
                _, oldest = self._held.popitem(last=False)
                self._bytes -= len(oldest.content)

    def clear(self) -> None:
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        self._held.clear()
        self._bytes, self._state = 0, None


_pages = _Pages()


class RememberedPages:
    """Middleware that answers a visitor with the page another visitor was given.

    It stands outside compression, so that a page is compressed once. What a page is drawn from is
    told by the version of the records, read before the page is made: one made while the records
    change is kept under the version before, and not found again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        address = request.get_full_path()
        if (
            request.method != "GET"
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or not address.startswith(_PREFIXES)
            or len(address) > _LONGEST_ADDRESS
        ):
            return self._get_response(request)
        state = ledger.version(), timezone.localdate()
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        key = (request.get_host(), address, "gzip" if zipped else "")
        if (held := _pages.get(state, key)) is None:
            answer = self._get_response(request)
            if not _may_be_kept(answer):
                return answer
            held = answer
            _pages.keep(state, key, held)
        copy = HttpResponse(held.content, headers=dict(held.items()))
        return get_conditional_response(request, etag=held["ETag"], response=copy) or copy


_PREFIXES = tuple(f"/{language}/" for language, _ in settings.LANGUAGES)


def _may_be_kept(answer: HttpResponseBase) -> TypeGuard[HttpResponse]:
    return (
        isinstance(answer, HttpResponse)
        and answer.status_code == HTTPStatus.OK
        and not answer.cookies
        and answer.headers["Content-Type"].startswith("text/html")
    )
