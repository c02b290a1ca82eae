"""The map of the site: every page that stands for itself, with when its record last changed."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from enishi.apps.forum.models import Event
from enishi.apps.ledger import queries as ledger
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.apps.register import queries as register
from enishi.apps.register.models import Agreement

# A map may hold 50,000 addresses; each page is told in every language.
SIZE = 10_000
_LISTS = (
    "home",
    "places",
    "bonds",
    "overview",
    "agreements",
    "events",
    "figures",
    "rules",
    "sources",
    "access",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page: its address without the language, and the day it last changed, if that is known."""

    path: str
    changed: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class _Section:
    number: Callable[[], int]
    pages: Callable[[int, int], Iterator[Listed]]


def names() -> list[str]:
    """Return the names of all maps: a noun, and a number from the second map of that noun on."""
    return [name for noun in _SECTIONS for name in _names_of(noun)]


def pages(name: str) -> Iterator[Listed] | None:
    """Return the pages of a map; None where there is none of this name."""
    noun, _, number = name.partition("-")
    if noun not in _SECTIONS or name not in _names_of(noun):
        return None
    start = (int(number or 1) - 1) * SIZE
    return _SECTIONS[noun].pages(start, start + SIZE)


def rows(page: Listed) -> str:
    """Return a page in each language, each with all the others."""
    address = escape(settings.SITE_ADDRESS)
    path = escape(page.path)
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}{prefix}{path}"/>'
        for code, prefix in (*((c, f"/{c}") for c, _ in settings.LANGUAGES), ("x-default", ""))
    )
    changed = ""
    if page.changed:
        changed = f"<lastmod>{page.changed.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>"
    return "".join(
        f"<url><loc>{address}/{code}{path}</loc>{changed}{links}</url>\n"
        for code, _ in settings.LANGUAGES
    )


def _names_of(noun: str) -> list[str]:
    parts = max(1, -(-_SECTIONS[noun].number() // SIZE))
    return [noun, *(f"{noun}-{part}" for part in range(2, parts + 1))]


def _path(name: str, *args: str) -> str:
    """Return the address of a page without its language."""
    with translation.override("en"):
        return reverse(name, args=args).removeprefix("/en")


def _lists(start: int, end: int) -> Iterator[Listed]:
    at = ledger.version().at
    for name in _LISTS[start:end]:
        yield Listed(_path(name), at if name != "access" else None)


def _of(model: type[Unit] | type[Agreement] | type[Event] | type[Source], page: str) -> _Section:
    def listed(start: int, end: int) -> Iterator[Listed]:
        changed = ledger.last_changes(model)
        loaded = ledger.last_change_by_load()
        keys = model._default_manager.order_by("pk").values_list("pk", flat=True)[start:end]
        for key in keys:
            yield Listed(_path(page, key), changed.get(key, loaded))

    return _Section(model._default_manager.count, listed)


def _bonds(start: int, end: int) -> Iterator[Listed]:
    today = timezone.localdate()
    changed, loaded = ledger.last_changes(Agreement), ledger.last_change_by_load()
    spans = list(register.documented_spans(today)[start:end])
    papers = register.papers_by_pair(spans, today)
    for pair, keys in papers.items():
        days: Iterable[datetime.datetime] = [changed[key] for key in keys if key in changed]
        yield Listed(_path("bond", *pair), max(days, default=loaded))


_SECTIONS = {
    "lists": _Section(lambda: len(_LISTS), _lists),
    "places": _of(Unit, "place"),
    "bonds": _Section(lambda: register.documented_spans(timezone.localdate()).count(), _bonds),
    "agreements": _of(Agreement, "agreement"),
    "events": _of(Event, "event"),
    "sources": _of(Source, "source"),
}
