"""Pages of the register."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)

from enishi.apps.forum import queries as forum
from enishi.apps.indicators import queries as indicators
from enishi.apps.places import queries as places
from enishi.apps.register import bridge, queries
from enishi.apps.register.models import Agreement
from enishi.domain.formats.exports import Subject
from enishi.domain.register import RULES
from enishi.domain.register.lifecycle import LIVING_STATES
from enishi.web import downloads
from enishi.web.gate import requires
from enishi.web.indicators.telling import measured
from enishi.web.languages import country_order, first_country
from enishi.web.pages import answer, asked_day, at, language, one_page, query_without
from enishi.web.places.finding import the_place
from enishi.web.places.telling import numbers_told
from enishi.web.register import phrases
from enishi.web.register.bonds import bonds_told, pair_of
from enishi.web.register.conditions import answers_of, sister_link
from enishi.web.register.forms import AgreementsForm
from enishi.web.register.telling import told
from enishi.web.register.timeline import moments


@requires("register.read")
def agreements(request: HttpRequest) -> HttpResponse:
    """List agreements by what the address chooses."""
    asked, reader = asked_day(request), language()
    form = AgreementsForm(request.GET)
    valid = form.is_valid()
    rows = queries.chosen(form.choice(asked.day), queries.agreements_in_brief(asked.day))
    page = one_page(request, queries.in_order(rows, form.order(), first_country(reader), reader))
    context = {
        "form": form,
        "page": page,
        "order": form.order(),
        "sort_query": query_without(request, "page", "sort"),
        "agreements": told(page, asked.day, reader),
        "downloads": downloads.offers(request, "agreements_file"),
    }
    return answer(request, "register/agreements.html", context, asked=asked, wrong=not valid)


@requires("data.export")
def agreements_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Download the rows of a list of agreements."""
    asked, reader = asked_day(request), language()
    form = AgreementsForm(request.GET)
    if not form.is_valid() or asked.wrong:
        return agreements(request)
    rows = queries.chosen(form.choice(asked.day), queries.agreements(asked.day))
    return downloads.file_of(
        ending,
        Subject.AGREEMENTS,
        asked.day,
        queries.in_order(rows, form.order(), first_country(reader), reader),
        lambda row: bridge.agreement_record(row, asked.day),
        parties=queries.most_parties(),
    )


@requires("register.read")
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """Tell all that is known of an agreement."""
    asked, reader = asked_day(request), language()
    try:
        row = queries.agreement(key, asked.day)
    except Agreement.DoesNotExist as error:
        raise Http404(key) from error
    chain = list(queries.renewals_around(row, asked.day))
    amended = list(queries.amended_with(row, asked.day))
    this, *others = told([row, *chain, *amended], asked.day, reader)
    context = {
        "agreement": this,
        "chain": others[: len(chain)],
        "amended": others[len(chain) :],
        "signatories": queries.signatories_of(row),
        "conditions": answers_of(row),
        "pair": pair_of(this),
    }
    return answer(request, "register/agreement.html", context, asked=asked)


@requires("register.read")
def bonds(request: HttpRequest) -> HttpResponse:
    """List the documented bonds of a day."""
    asked, reader = asked_day(request), language()
    page = one_page(request, queries.bond_spans(asked.day))
    context = {"page": page, "bonds": bonds_told(page, asked.day, reader)}
    return answer(request, "register/bonds.html", context, asked=asked)


@requires("register.read")
def bond(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Tell all that ties one pair of localities, heirs included."""
    first, second = sorted((the_place(one), the_place(other)), key=lambda u: (u.country, u.id))
    if first.country == second.country:
        raise Http404(f"{one} {other}")
    if (first.id, second.id) != (one, other):
        return HttpResponsePermanentRedirect(at(request, "bond", first.id, second.id))
    asked, reader = asked_day(request), language()
    choice = queries.Choice(place=first, partner=second, on=asked.day)
    rows = told(queries.chosen(choice, queries.agreements(asked.day)), asked.day, reader)
    signed_by = {side.party.unit_id for row in rows for side in row.sides if side.party.unit_id}
    steps = [
        step
        for unit in (first, second)
        for step in places.passage(signed_by, unit)
        if step.on <= asked.day
    ]
    events = forum.begun_by(asked.day, forum.events_of(first, second))
    oldest = request.GET.get("order") == "oldest"
    heirs = places.heirs_of([first, second], asked.day)
    context = {
        "pair": sorted((first, second), key=lambda unit: country_order(unit.country, reader)),
        "agreements": rows,
        "living": [row for row in rows if row.state in LIVING_STATES],
        "moments": moments(rows, steps, events, newest_first=not oldest),
        "oldest_first": oldest,
        "ties": queries.ties(first, second),
        "figures": measured(indicators.figures_of(first, second), asked.replayed),
        "here": [first.id, second.id],
        "sister_link": sister_link(row.row for row in rows),
        "successors": [
            (a, b)
            for a in heirs.get(first.id, [first])
            for b in heirs.get(second.id, [second])
            if (a.id, b.id) != (first.id, second.id)
        ],
    }
    return answer(request, "register/bond.html", context, asked=asked)


@requires("register.read")
def rules(request: HttpRequest) -> HttpResponse:
    """Explain every counting rule, with its number on a day and what was announced beside it."""
    asked = asked_day(request)
    numbers = queries.counts(asked.day)
    context = {
        "rules": [(rule.id, numbers[rule.id]) for rule in RULES],
        "list_rules": list(phrases.LIST_RULES),
        "in_force": numbers_told(asked.day, language()),
        "announced": indicators.announced(asked.day),
    }
    return answer(request, "register/rules.html", context, asked=asked)
