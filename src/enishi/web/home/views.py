"""The first page."""

import datetime
import hashlib
from importlib.metadata import version as version_of

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.vary import vary_on_headers

from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger.queries import Version, version
from enishi.apps.places import queries as places
from enishi.apps.register import queries as register
from enishi.domain.register import DOMAINS
from enishi.web.drawings.units import first_level
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.home.forms import MapForm
from enishi.web.home.picture import VIEWS, drawn_map, drawn_tracks, first_year
from enishi.web.home.tied import Scene, in_a_sentence, ties
from enishi.web.home.years import years
from enishi.web.languages import country_order
from enishi.web.pages import answer, asked_day, language
from enishi.web.register.telling import told
from enishi.web.remembering import remembered

NEWEST = 5
MOST_ENDING = 10
SOON = datetime.timedelta(days=365)
_FRESH_FOR = 60  # seconds
_PROGRAM = version_of("enishi")


@requires("pages.read")
@vary_on_headers("Accept-Language", "Cookie")
def front_door(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # its language is active
    """Lead to the first page in the reader's language."""
    return redirect("home")


@requires("pages.read")
def home(request: HttpRequest) -> HttpResponse:
    """Show what ties two countries on a day, what is new, and what ends soon."""
    asked, reader, today, records = asked_day(request), language(), timezone.localdate(), version()
    form = MapForm(request.GET, first_level(records))
    valid = form.is_valid()
    domain, place = form.chosen()
    scene = Scene(asked.day, domain, place, asked.given)
    said = ties(records, scene, reader)
    form.offer(said, reader)
    context = {
        "head": head.of_home(),
        "form": form,
        "focus": said.focus,
        "map": _map(records, today, scene, reader),
        "news": _news(records, asked.day, reader),
    }
    return answer(request, "home/home.html", context, asked=asked, wrong=not valid)


@remembered(most=48)
def _map(
    records: Version, today: datetime.date, scene: Scene, reader: str
) -> dict[str, SafeString]:
    """Return the map with its sentence and its years, and the list that says the same."""
    said = ties(records, scene, reader)
    tracks = drawn_tracks(records, today, scene.on, scene.domain, reader)
    context = {
        **in_a_sentence(said),
        "scene": scene,
        "focused": said.focused,
        "first": first_year(records, today),
        "last": today.year,
        # What was announced is of all fields.
        "announced": [] if scene.domain else indicators.announced(scene.on)[:1],
        "pictures": [
            (
                view,
                _drawing(drawn_map(records, view, today, said, reader)),
                _drawing(tracks[view]),
            )
            for view in VIEWS
        ],
        "countries": [
            (country, said.of(country))
            for country in sorted(
                {item.unit.country for item in said.tied}, key=lambda c: country_order(c, reader)
            )
        ],
        "LANGUAGE_CODE": reader,
    }
    return {
        "top": mark_safe(render_to_string("home/map.html", context)),  # noqa: S308  # a template's
        "list": mark_safe(render_to_string("home/list.html", context)),  # noqa: S308  # as above
    }


@remembered(most=16)
def _news(records: Version, on: datetime.date, reader: str) -> SafeString:  # noqa: ARG001  # the version it is remembered by
    """Return what is new on record and what ends soon."""
    newest = register.chosen(register.Choice(on=on), register.agreements_in_brief(on))[:NEWEST]
    ending = list(register.ending(on, on + SOON)[:MOST_ENDING])
    context = {
        "on": on,
        "newest": told(newest, on, reader),
        "ending": [(row, row.days_left(on)) for row in told(ending, on, reader)],
        "changes": places.latest_changes(on),
    }
    return mark_safe(render_to_string("home/news.html", context))  # noqa: S308  # a template's


def _drawing(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # of our own drawing


@requires("pages.read")
def map_years(request: HttpRequest) -> HttpResponseBase:
    """Tell the script of the map what it plays the years with."""
    view, domain = request.GET.get("view", "wide"), request.GET.get("domain", "")
    if view not in VIEWS or (domain and domain not in DOMAINS):
        raise Http404(request.get_full_path())
    records, today, reader = version(), timezone.localdate(), language()
    parts = (_PROGRAM, records.load, records.entry, today, view, domain, reader)
    etag = f'W/"{hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        years(records, view, today, domain, reader), content_type="application/json"
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={_FRESH_FOR}"
    return response
