"""Feeds of the whole register, of a place with those it is heir to, and of a bond."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from enishi.apps.forum import queries as forum
from enishi.apps.places.models import Unit
from enishi.apps.register import queries as register
from enishi.domain.formats.ics import MEDIA_TYPE, write_ics
from enishi.web.feeds.atom import write_atom
from enishi.web.feeds.changes import changes as changes_of
from enishi.web.feeds.dates import almanac
from enishi.web.gate import requires
from enishi.web.languages import country_order
from enishi.web.lasting import PROGRAM, lasting, stamp
from enishi.web.pages import at, language
from enishi.web.places.finding import the_place
from enishi.web.places.naming import shown_name
from enishi.web.register.finding import NotInOrder, the_pair

_KEPT = 3600


@requires("register.read")
@lasting(_KEPT)
def changes(request: HttpRequest) -> HttpResponse:
    """Tell what changed in the register."""
    return _atom(request, page=reverse("home"))


@requires("register.read")
@lasting(_KEPT)
def place_changes(request: HttpRequest, code: str) -> HttpResponse:
    """Tell what changed in the agreements of a place."""
    unit = the_place(code)
    if unit.id != code:
        return HttpResponsePermanentRedirect(at(request, "place_changes", unit.id))
    return _atom(request, unit, page=reverse("place", args=(unit.id,)))


@requires("register.read")
@lasting(_KEPT)
def bond_changes(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Tell what changed in the agreements of a pair."""
    try:
        pair = the_pair(one, other)
    except NotInOrder as order:
        return HttpResponsePermanentRedirect(at(request, "bond_changes", *order.ids))
    return _atom(request, *pair, page=reverse("bond", args=(one, other)))


@requires("register.read")
@lasting(_KEPT)
def dates(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # its language is active
    """Tell the dates of the register."""
    return _ics(page=reverse("home"))


@requires("register.read")
@lasting(_KEPT)
def place_dates(request: HttpRequest, code: str) -> HttpResponse:
    """Tell the dates of a place."""
    unit = the_place(code)
    if unit.id != code:
        return HttpResponsePermanentRedirect(at(request, "place_dates", unit.id))
    return _ics(unit, page=reverse("place", args=(unit.id,)))


@requires("register.read")
@lasting(_KEPT)
def bond_dates(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Tell the dates of a pair."""
    try:
        pair = the_pair(one, other)
    except NotInOrder as order:
        return HttpResponsePermanentRedirect(at(request, "bond_dates", *order.ids))
    return _ics(*pair, page=reverse("bond", args=(one, other)))


def _atom(request: HttpRequest, *units: Unit, page: str) -> HttpResponse:
    feed = write_atom(
        changes_of(_choice(*units)),
        name=_name(units),
        address=request.path,
        page=page,
        changed=stamp(),
    )
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


def _ics(*units: Unit, page: str) -> HttpResponse:
    choice = _choice(*units)
    assert choice.on is not None
    rows = register.chosen(choice, register.agreements_in_brief(choice.on))
    events = forum.events_of(*units) if units else forum.events().order_by("-starts_on", "id")
    told = almanac(rows, events, choice.on, name=_name(units), page=page)
    answer = HttpResponse(
        write_ics(told, f"Enishi {PROGRAM}"), content_type=f"{MEDIA_TYPE}; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = 'inline; filename="enishi.ics"'
    return answer


def _choice(place: Unit | None = None, partner: Unit | None = None) -> register.Choice:
    return register.Choice(place=place, partner=partner, on=timezone.localdate())


def _name(units: tuple[Unit, ...]) -> str:
    ordered = sorted(units, key=lambda unit: country_order(unit.country, language()))
    return " × ".join(shown_name(unit, language()).text for unit in ordered)
