"""Every component as the pages use it: the same partials, on rows of the record."""

from django.http import HttpRequest, HttpResponse

from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger.models import Source
from enishi.apps.register import queries
from enishi.domain.register import State
from enishi.domain.text import PartialDate
from enishi.web import downloads
from enishi.web.gate import requires
from enishi.web.indicators.telling import measured
from enishi.web.pages import answer, asked_day, language, one_page, query_without
from enishi.web.register.bonds import bonds_told
from enishi.web.register.forms import AgreementsForm
from enishi.web.register.life import life_told, passages_of
from enishi.web.register.listing import Chip
from enishi.web.register.phrases import STANDINGS
from enishi.web.register.telling import told
from enishi.web.style.contrast import swatches

_ROWS = 3


@requires("pages.read")
def style(request: HttpRequest) -> HttpResponse:
    """Show builders every component."""
    asked, reader = asked_day(request), language()
    faulty = AgreementsForm({"since": "20x"})
    faulty.is_valid()
    signed = queries.chosen(queries.Choice(on=asked.day), queries.agreements(asked.day))
    # The oldest entries have the longest histories.
    rows = list(signed.order_by("id")[:_ROWS])
    shown = told(rows, asked.day, reader)
    chain = queries.renewals_around(rows[0], asked.day) if rows else []
    life = [
        life_told(one, told(chain, asked.day, reader), [], passages_of(one), asked.day)
        for one in shown[:1]
    ]
    chip = Chip(str(faulty["state"].label), str(STANDINGS["living"]), request.path)
    context = {
        "schemes": [(scheme, swatches(scheme)) for scheme in ("light", "dark")],
        "states": [(state, PartialDate.day(asked.day)) for state in State],
        "counts": queries.counts(asked.day),
        "faulty": faulty,
        "chips": [chip],
        "agreements": shown,
        "row": rows[0] if rows else None,
        "life": life[0] if life else None,
        "bonds": bonds_told(queries.documented_spans(asked.day)[:_ROWS], asked.day, reader),
        "figures": measured(indicators.figures_of_whole(), asked.replayed)[:1],
        "source": Source.objects.order_by("id").first(),
        "page": one_page(request, signed),
        "sortable": True,
        "order": "-signed",
        "sort_query": query_without(request, "sort"),
        "downloads": downloads.offers(request, "agreements_file"),
    }
    return answer(request, "style/style.html", context, asked=asked)
