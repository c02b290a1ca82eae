"""What every page shares: its frame, the day it tells, and the way it answers."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from enishi.apps.accounts.access import scopes_of
from enishi.apps.accounts.models import User
from enishi.domain.text import PartialDate, Precision

ROWS = 50
# Under which noun of the menu a page stands.
_AREAS = {
    "places": "places",
    "place": "places",
    "place_figures": "places",
    "agreements": "agreements",
    "agreement": "agreements",
    "bonds": "bonds",
    "bond": "bonds",
    "overview": "overview",
    "press": "press",
    "press_report": "press",
    "press_bring": "press",
    "press_feeds": "press",
    "press_review": "press",
    "press_desk": "press",
    "press_about": "press",
    "press_decide": "press",
    "events": "events",
    "event": "events",
}
_PATH = re.compile(r"/(?P<language>[a-z]{2})(?P<rest>/.*)")


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day a page tells: the one asked for with `on`, or today; `wrong` could not be read."""

    day: datetime.date
    given: bool = False
    wrong: str = ""

    @property
    def replayed(self) -> datetime.date | None:
        """The day, if one was asked for."""
        return self.day if self.given else None


@dataclass(frozen=True, slots=True)
class Version:
    """The same page in another language."""

    code: str
    name: str
    address: str
    absolute: str
    current: bool


def language() -> str:
    """Return the reader's language."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def asked_day(request: HttpRequest) -> AskedDay:
    """Read the day a page is asked to tell."""
    today = timezone.localdate()
    typed = request.GET.get("on", "").strip()
    if not typed:
        return AskedDay(today)
    try:
        date = PartialDate.parse(typed)
    except ValueError:
        return AskedDay(today, wrong=typed)
    if date.precision is not Precision.DAY:
        return AskedDay(today, wrong=typed)
    return AskedDay(date.first, given=True)


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    asked: AskedDay | None = None,
    wrong: bool = False,
) -> HttpResponse:
    """Answer with a page; 400 where something in the address could not be read."""
    asked = asked or AskedDay(timezone.localdate())
    status = 400 if wrong or asked.wrong else 200
    shown = {"asked": asked, "on": asked.day, "query": query_without(request, "page"), **context}
    return render(request, template, shown, status=status)


def query_without(request: HttpRequest, *names: str) -> str:
    """Return the query of an address without some of its parts, ready for more to be added."""
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"{query.urlencode()}&" if query else ""


def at(request: HttpRequest, name: str, *args: str) -> str:
    """Return the address of a page, with the query of the one that was asked for."""
    query = request.META.get("QUERY_STRING", "")
    return reverse(name, args=args) + (f"?{query}" if query else "")


def one_page(request: HttpRequest, rows: "QuerySet[Any]") -> Page[Any]:
    """Return the page of a list that is asked for; the nearest there is for any other number."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def _own_query(request: HttpRequest) -> str:
    """Return the query that makes a page another page: its number in a list as it stands.

    A day, an order or a filter shows the same page in another way: its own address is the plain one.
    """
    number = request.GET.get("page", "")
    if set(request.GET) != {"page"} or not number.isdecimal() or int(number) < 2:
        return ""
    return f"?page={int(number)}"


def house(request: HttpRequest) -> dict[str, Any]:
    """Give templates what the frame of a page shows."""
    user = getattr(request, "user", None)
    found = _PATH.fullmatch(request.path)
    if not found or found["language"] not in dict(settings.LANGUAGES):
        return {"versions": [], "canonical": "", "at_desk": False, "area": ""}
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    plain = found["rest"] + _own_query(request)
    versions = [
        Version(
            code=code,
            name=name,
            address=f"/{code}{found['rest']}{query}",
            absolute=f"{settings.SITE_ADDRESS}/{code}{plain}",
            current=code == found["language"],
        )
        for code, name in settings.LANGUAGES
    ]
    return {
        "versions": versions,
        "canonical": next(version.absolute for version in versions if version.current),
        # An address without a language leads to the page in the reader's.
        "any_language": f"{settings.SITE_ADDRESS}{plain}",
        "area": _AREAS.get(getattr(request.resolver_match, "url_name", None) or "", ""),
        "at_desk": isinstance(user, User) and bool(scopes_of(user, "steward.desk")),
    }
