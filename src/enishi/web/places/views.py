"""Pages of places."""

from functools import partial

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)

from enishi.apps.indicators import queries as indicators
from enishi.apps.places import bridge, queries
from enishi.domain.formats.exports import Subject
from enishi.web import downloads
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.indicators.telling import measured
from enishi.web.languages import first_country
from enishi.web.pages import answer, asked_day, at, language, one_page
from enishi.web.places.finding import the_place
from enishi.web.places.forms import PlacesForm
from enishi.web.places.page import told_place
from enishi.web.places.telling import listed, numbers_told


@requires("places.read")
def places(request: HttpRequest) -> HttpResponse:
    """List places by country and level."""
    asked, reader = asked_day(request), language()
    numbers = numbers_told(asked.day, reader)
    form = PlacesForm(request.GET, [country for country, _, _ in numbers])
    valid = form.is_valid()
    choice = form.choice()
    rows = queries.in_order(
        queries.chosen(asked.day, **choice), form.order(), reader, first_country(reader)
    )
    page = one_page(request, rows)
    context = {
        "head": head.of_list(),
        "form": form,
        "page": page,
        "rows": listed(page, asked.day),
        "parent": choice["parent"],
        "downloads": downloads.offers(request, "places_file"),
        "numbers": numbers,
    }
    return answer(request, "places/places.html", context, asked=asked, wrong=not valid)


@requires("data.export")
def places_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Download the rows of a list of places."""
    asked, reader = asked_day(request), language()
    form = PlacesForm(request.GET, [c for c, _, _ in numbers_told(asked.day, reader)])
    if not form.is_valid() or asked.wrong:
        return places(request)
    rows = queries.in_order(
        queries.chosen(asked.day, **form.choice()), form.order(), reader, first_country(reader)
    )
    records = partial(map, bridge.record_of)
    return downloads.file_of(ending, Subject.PLACES, asked.day, rows, records)


@requires("places.read")
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Tell all that is known of a place."""
    unit = the_place(code)
    if unit.id != code:
        return HttpResponsePermanentRedirect(at(request, "place", unit.id))
    asked = asked_day(request)
    return answer(request, "places/place.html", told_place(unit, asked, language()), asked=asked)


@requires("indicators.read")
def place_figures(request: HttpRequest, code: str) -> HttpResponse:
    """Tell the figures of a place, each with its source and day."""
    unit = the_place(code)
    if unit.id != code:
        return HttpResponsePermanentRedirect(at(request, "place_figures", unit.id))
    asked = asked_day(request)
    figures = measured(indicators.figures_of(unit), asked.replayed)
    context = {
        "head": head.of_place_figures(unit),
        "unit": unit,
        "figures": figures,
        "here": [unit.id],
    }
    return answer(request, "places/figures.html", context, asked=asked)
