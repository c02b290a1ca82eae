"""Answers that need not be made again: validators drawn from the version of the records."""

import datetime
import hashlib
from importlib.metadata import version as version_of

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from enishi.apps.ledger import queries as ledger

# Seconds for which a stored answer is used without asking again.
FRESH_FOR = 60
_PROGRAM = version_of("enishi")


class Validators:
    """The ETag and the day of change of what an address answers now.

    The tag is weak: it says that two answers mean the same, not that they are equal byte by byte.
    Answers speak of today unless a day is asked for, so none is older than midnight.
    """

    def __init__(self, request: HttpRequest) -> None:
        version = ledger.version()
        today = timezone.localdate()
        midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time()))
        parts = (_PROGRAM, version.load, version.entry, today, request.build_absolute_uri())
        digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
        self.etag = f'W/"{digest[:32]}"'
        self.changed_at = int(max(version.at or midnight, midnight).timestamp())

    def unchanged(self, request: HttpRequest) -> HttpResponseBase | None:
        """Return 304 to a client that has what it would get."""
        response = get_conditional_response(request, etag=self.etag, last_modified=self.changed_at)
        return self.mark(response) if response is not None else None

    def mark(self, response: HttpResponseBase) -> HttpResponseBase:
        """Tell a client, and the caches on the way, what it holds and for how long."""
        response.headers["ETag"] = self.etag
        response.headers["Last-Modified"] = http_date(self.changed_at)
        response.headers["Cache-Control"] = f"public, max-age={FRESH_FOR}"
        return response
