"""Social cards as PNG: drawn on the server, in the language of the page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from enishi.apps.ledger import queries as ledger
from enishi.apps.register import queries as register
from enishi.apps.register.models import Agreement
from enishi.domain.drawings import Card, card
from enishi.domain.formats.pixels import png_of
from enishi.web.cards import drawn
from enishi.web.drawings.grounds import layout
from enishi.web.drawings.threads import threads_on
from enishi.web.drawings.units import first_level, in_force
from enishi.web.gate import requires
from enishi.web.lasting import lasting
from enishi.web.pages import at, language
from enishi.web.places.finding import the_place
from enishi.web.register.bonds import bonds_around
from enishi.web.register.finding import NotInOrder, the_pair
from enishi.web.register.telling import told

_KEPT = 3600


@requires("pages.read")
@lasting(_KEPT)
def home(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # its language is active
    """Answer with the card of the site: its numbers, and the map of bonds."""
    on, version = timezone.localdate(), ledger.version()
    ground = layout(version, "wide", on)
    units = [u.id for u in first_level(version).values() if u.id in ground.land and in_force(u, on)]
    threads = [
        (thread.one, thread.other, len(thread.papers))
        for thread in threads_on(version, on)
        if {thread.one, thread.other} <= ground.countries.keys()
    ]
    content = drawn.of_home(register.counts(on), on)
    return _answer(card(content, ground, units, threads))


@requires("places.read")
@lasting(_KEPT)
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the card of a place."""
    unit = the_place(code)
    if unit.id != code:
        return HttpResponsePermanentRedirect(at(request, "place_card", unit.id))
    today = timezone.localdate()
    on = min(today, unit.valid_to) if unit.valid_to else today
    bonds = [bond.agreements for _partner, bond in bonds_around(unit, on, language())]
    signed = register.chosen(register.Choice(place=unit, on=today), Agreement.objects.all())
    return _png(drawn.of_place(unit, signed.count(), bonds, today))


@requires("register.read")
@lasting(_KEPT)
def bond(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Answer with the card of a bond."""
    try:
        pair = the_pair(one, other)
    except NotInOrder as order:
        return HttpResponsePermanentRedirect(at(request, "bond_card", *order.ids))
    on = timezone.localdate()
    choice = register.Choice(place=pair[0], partner=pair[1], on=on)
    rows = register.chosen(choice, Agreement.objects.all())
    return _png(drawn.of_bond(pair, list(rows.only("id", "signed_on")), on))


@requires("register.read")
@lasting(_KEPT)
def agreement(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001  # as above
    """Answer with the card of an agreement."""
    on = timezone.localdate()
    rows = told(register.agreements_in_brief(on).filter(id=key), on, language())
    if not rows:
        raise Http404(key)
    return _png(drawn.of_agreement(rows[0], on))


def _png(content: Card) -> HttpResponse:
    return _answer(card(content))


def _answer(svg: str) -> HttpResponse:
    return HttpResponse(png_of(svg), content_type="image/png")
