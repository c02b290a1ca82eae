"""Start-up checks: no door without a lock, and no unsafe default on a public host."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from enishi.domain.access import CAPABILITIES


def routes(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield every route of the site with its full pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry


def capability_of(pattern: URLPattern) -> str | None:
    """Return the capability a route names."""
    return getattr(pattern.callback, "capability", None)


@register(Tags.urls)
def every_route_is_guarded(**_: Any) -> Sequence[CheckMessage]:
    """Refuse to start while a route names no capability of the table."""
    return [
        Error(
            f"The route {path!r} names no capability.",
            hint="Put @requires(…) of web/gate.py or api/gate.py on its view.",
            id="enishi.E001",
        )
        for path, pattern in routes()
        if capability_of(pattern) not in CAPABILITIES
    ]


@register(Tags.security, deploy=True)
def no_unsafe_default(**_: Any) -> Sequence[CheckMessage]:
    """Complain, before a public start, of settings that are safe on one machine only."""
    found: list[CheckMessage] = []
    if settings.SECRET_KEY == settings.UNSAFE_SECRET_KEY:
        found.append(Error("Set ENISHI_SECRET_KEY to a long random text.", id="enishi.E002"))
    if settings.DEBUG:
        found.append(Error("Unset ENISHI_DEBUG.", id="enishi.E003"))
    if not settings.BEHIND_TLS:
        found.append(checks.Warning("Set ENISHI_TLS=yes behind a TLS proxy.", id="enishi.W001"))
    return found
