"""The search: a page, and what it offers while one types."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from enishi.apps.forum.models import EventFigure
from enishi.apps.search.queries import Results
from enishi.apps.search.queries import search as search_for
from enishi.web.gate import requires
from enishi.web.pages import ROWS, AskedDay, answer, asked_day, language
from enishi.web.places.telling import found_places
from enishi.web.register.bonds import bonds_told
from enishi.web.register.telling import told
from enishi.web.search.labels import labels
from enishi.web.search.phrases import WAYS
from enishi.web.search.telling import offers

MOST_PLACES = 20
MOST_OF_A_GROUP = 10
LONGEST = 200
FRESH_FOR = 60
GROUPS = ("places", "bonds", "agreements", "events")


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one sort: the rows to show, how many there are, and where all stand."""

    rows: Any
    number: int
    every: str = ""


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


@requires("places.read")
def search(request: HttpRequest) -> HttpResponse:
    """Tell which places, bonds, agreements and events a text may mean."""
    asked, typed = asked_day(request), _typed(request)
    only = request.GET.get("only", "")
    only = only if only in GROUPS else ""
    context: dict[str, Any] = {"typed": typed, "only": only, "ways": WAYS}
    if typed:
        found = search_for(typed, asked.day, labels(), MOST_PLACES)
        groups = _groups(request, found, asked, only)
        nothing = not (
            found.around or any(groups[name].number for name in groups.keys() - {"page"})
        )
        context |= {"found": found, "groups": groups, "nothing": nothing}
    return answer(request, "search/search.html", context, asked=asked)


def _groups(request: HttpRequest, found: Results, asked: AskedDay, only: str) -> dict[str, Any]:
    """Return each group made ready; of the one asked for alone, a page of many."""
    on, reader = asked.day, language()
    rows: dict[str, Any] = {name: getattr(found, name) for name in GROUPS}
    rows["events"] = rows["events"].prefetch_related(None)
    groups: dict[str, Any] = {}
    for name in (only,) if only else GROUPS:
        size = ROWS if only else MOST_PLACES if name == "places" else MOST_OF_A_GROUP
        page = Paginator(rows[name], size).get_page(request.GET.get("page") if only else 1)
        match name:
            case "places":
                shown: Any = found_places(list(page), on)
            case "bonds":
                shown = bonds_told(page, on, reader)
            case "agreements":
                shown = told(page, on, reader)
            case _:
                shown = list(page)
                figures = EventFigure.objects.select_related("source").order_by("id")
                prefetch_related_objects(shown, Prefetch("figures", figures))
        groups[name] = Group(shown, page.paginator.count, _every(request, name, found, asked))
        if only:
            groups["page"] = page
    return groups


def _every(request: HttpRequest, name: str, found: Results, asked: AskedDay) -> str:
    """Return where all rows of a group stand: the list of agreements where it can be asked for."""
    if name == "agreements" and found.around and not found.narrowed:
        query = dict(zip(("place", "partner"), (unit.id for unit in found.around), strict=False))
        if asked.given:
            query["on"] = asked.day.isoformat()
        return f"{reverse('agreements')}?{urlencode(query)}"
    query = {key: value for key in ("q", "on") if (value := request.GET.get(key, ""))}
    return f"?{urlencode({**query, 'only': name})}"


@requires("places.read")
def suggest(request: HttpRequest) -> HttpResponse:
    """Offer the first of each group, as the options of a list."""
    asked, typed = asked_day(request), _typed(request)
    query = {"q": typed} | ({"on": asked.day.isoformat()} if asked.given else {})
    context: dict[str, Any] = {
        "typed": typed,
        "on": asked.day,
        "replayed": asked.given,
        "all": f"{reverse('search')}?{urlencode(query)}",
    }
    if typed:
        context["offers"] = offers(typed, asked.day, language())
    response = render(request, "search/offers.html", context)
    response.headers["Cache-Control"] = f"private, max-age={FRESH_FOR}"
    return response
