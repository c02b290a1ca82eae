"""Pages of the register."""

import datetime

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)

from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger import queries as ledger
from enishi.apps.register import bridge, queries
from enishi.apps.register.models import Agreement
from enishi.domain.formats.exports import Subject
from enishi.domain.register import RULES, counted_by
from enishi.web import downloads
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.languages import first_country
from enishi.web.pages import answer, asked_day, at, language, one_page, query_without
from enishi.web.places.telling import numbers_told
from enishi.web.register import phrases
from enishi.web.register.bond import the_bond
from enishi.web.register.bonds import bonds_told, pair_of
from enishi.web.register.briefing import file_name, offers, pages_of
from enishi.web.register.citing import citation_file, citation_files, citation_of
from enishi.web.register.conditions import answers_of
from enishi.web.register.finding import NotInOrder, the_pair
from enishi.web.register.forms import AgreementsForm
from enishi.web.register.life import life_told, passages_of
from enishi.web.register.listing import chips, rule_of
from enishi.web.register.rails import board
from enishi.web.register.sentences import life_sentence
from enishi.web.register.telling import told


@requires("register.read")
def agreements(request: HttpRequest) -> HttpResponse:
    """List agreements by what the address chooses."""
    asked, reader = asked_day(request), language()
    form = AgreementsForm(request.GET)
    valid = form.is_valid()
    rows = queries.chosen(form.choice(asked.day), queries.agreements_in_brief(asked.day))
    page = one_page(request, queries.in_order(rows, form.order(), first_country(reader), reader))
    context = {
        "head": head.of_list(follow=True),
        "form": form,
        "page": page,
        "order": form.order(),
        "sort_query": query_without(request, "page", "sort"),
        "chips": chips(request, form, asked, found=page.paginator.count),
        "rule": rule_of(form),
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
    rows = queries.chosen(form.choice(asked.day))
    return downloads.file_of(
        ending,
        Subject.AGREEMENTS,
        asked.day,
        queries.in_order(rows, form.order(), first_country(reader), reader),
        lambda rows: (
            bridge.agreement_record(paper, asked.day) for paper in queries.papers(rows, asked.day)
        ),
        parties=queries.most_parties(),
    )


@requires("register.read")
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """Tell all that is known of an agreement."""
    asked, reader = asked_day(request), language()
    row = _the_agreement(key, asked.day)
    chain = list(queries.renewals_around(row, asked.day))
    amended = list(queries.amended_with(row, asked.day))
    this, *others = told([row, *chain, *amended], asked.day, reader)
    passages = passages_of(this)
    context = {
        "head": head.of_agreement(this),
        "agreement": this,
        "life": life_told(this, others[: len(chain)], others[len(chain) :], passages, asked.day),
        "steps": [step for passage in passages for step in passage.steps],
        "signatories": queries.signatories_of(row),
        "counted_by": counted_by(bridge.agreement_of(row), bridge.life_of(row), asked.day),
        "conditions": answers_of(row),
        "citation": citation_of(this, asked.day),
        "citation_files": citation_files(request, key),
        "pair": pair_of(this),
    }
    return answer(request, "register/agreement.html", context, asked=asked)


@requires("register.read")
def citation(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Give the citation of an agreement as a file for reference managers."""
    asked = asked_day(request)
    (this,) = told([_the_agreement(key, asked.day)], asked.day, language())
    return citation_file(citation_of(this, asked.day), ending)


def _the_agreement(key: str, on: datetime.date) -> Agreement:
    try:
        return queries.agreement(key, on)
    except Agreement.DoesNotExist as error:
        raise Http404(key) from error


@requires("register.read")
def bonds(request: HttpRequest) -> HttpResponse:
    """List the documented bonds of a day."""
    asked, reader = asked_day(request), language()
    page = one_page(request, queries.documented_spans(asked.day))
    context = {
        "head": head.of_list(follow=True),
        "page": page,
        "bonds": bonds_told(page, asked.day, reader),
    }
    return answer(request, "register/bonds.html", context, asked=asked)


@requires("register.read")
def bond(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Tell all that ties one pair of localities, heirs included."""
    try:
        first, second = the_pair(one, other)
    except NotInOrder as order:
        return HttpResponsePermanentRedirect(at(request, "bond", *order.ids))
    asked, reader = asked_day(request), language()
    tied = the_bond(first, second, asked.day, reader, asked.replayed)
    context = {
        "head": head.of_bond(tied.pair, tied.agreements),
        "bond": tied,
        "board": board(tied, reader, replayed=asked.given),
        "life": life_sentence(tied, reader),
        "here": [first.id, second.id],
        "contact": settings.CONTACT,
        "briefings": offers(first, second, asked.replayed),
    }
    return answer(request, "register/bond.html", context, asked=asked)


@requires("data.export")
def briefing(request: HttpRequest, one: str, other: str) -> HttpResponseBase:
    """Hand out the two pages on a bond as a PDF."""
    try:
        first, second = the_pair(one, other)
    except NotInOrder as order:
        return HttpResponsePermanentRedirect(at(request, "briefing", *order.ids))
    asked, reader = asked_day(request), language()
    if asked.wrong:
        return bond(request, one, other)
    pages = pages_of(
        ledger.version(), (first.id, second.id), asked.day, reader, replayed=asked.given
    )
    header = {"Content-Disposition": file_name(first, second, asked.day, reader)}
    return HttpResponse(pages, content_type="application/pdf", headers=header)


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
