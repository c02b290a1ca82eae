"""Answers for programs that come again: validators drawn from the version of the records."""

import datetime
import hashlib
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version as version_of
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from enishi.apps.ledger import queries as ledger

PROGRAM = version_of("enishi")
View = Callable[..., HttpResponseBase]


def stamp() -> datetime.datetime:
    """Return when the records last changed; the first moment of the calendar if they are empty."""
    return ledger.version().at or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def lasting(seconds: int) -> Callable[[View], View]:
    """Let an answer be kept so long, and not be made again while no record has changed."""

    def keep(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            version, today = ledger.version(), timezone.localdate()
            parts = (PROGRAM, version, today, settings.SITE_ADDRESS, request.get_full_path())
            digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
            etag = f'"{digest[:32]}"'
            # What is told of today is never older than midnight.
            midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time()))
            changed = int(max(version.at or midnight, midnight).timestamp())
            response: HttpResponseBase | None
            response = get_conditional_response(request, etag=etag, last_modified=changed)
            response = response or view(request, *args, **kwargs)
            if response.status_code in (200, 304):
                response.headers["ETag"] = etag
                response.headers["Last-Modified"] = http_date(changed)
                patch_cache_control(response, public=True, max_age=seconds)
            return response

        return kept

    return keep
