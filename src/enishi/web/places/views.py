"""Pages of places."""

from functools import partial

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)

from enishi.apps.forum import queries as forum
from enishi.apps.indicators import queries as indicators
from enishi.apps.places import bridge, queries
from enishi.apps.register import queries as register
from enishi.domain.formats.exports import Subject
from enishi.web import downloads
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.indicators.telling import measured
from enishi.web.languages import first_country
from enishi.web.pages import answer, asked_day, at, language, one_page
from enishi.web.places.finding import the_place
from enishi.web.places.forms import PlacesForm
from enishi.web.places.telling import listed, names_told, numbers_told, told_history
from enishi.web.register.bonds import bonds_around
from enishi.web.register.telling import told

MOST_AGREEMENTS = 50


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
    asked, reader = asked_day(request), language()
    on = asked.day
    until = min(on, unit.valid_to) if unit.valid_to else on
    held = set(queries.predecessors(unit).values_list("unit", flat=True))
    signed = register.chosen(register.Choice(place=unit, on=on), register.agreements_in_brief(on))
    names, aliases = names_told(unit, reader)
    parent = queries.by_id([unit.parent_id]).get(unit.parent_id) if unit.parent_id else None
    context = {
        "head": head.of_place(unit, parent),
        "unit": unit,
        "names": names,
        "aliases": aliases,
        "parent": parent,
        "not_yet": unit.valid_from is not None and on < unit.valid_from,
        "ended": unit.valid_to is not None and unit.valid_to < on,
        "codes": queries.codes_of(unit),
        "dated_rows": queries.dated_rows(unit),
        "history": told_history(unit, queries.history(unit)),
        "heirs": queries.heirs_of([unit], on).get(unit.id, []),
        "bonds": bonds_around(unit, until, reader),
        "bonds_on": until,
        "agreements": told(signed[:MOST_AGREEMENTS], on, reader, held_by=unit, held=held),
        "agreements_number": signed.count(),
        "ties": register.ties(unit),
        "figures": measured(indicators.figures_of(unit), asked.replayed),
        "here": [unit.id],
        "events": forum.begun_by(on, forum.events_of(unit)),
        "coverage": register.coverage_of(unit),
    }
    return answer(request, "places/place.html", context, asked=asked)


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
