"""Pages of sources."""

from django.http import Http404, HttpRequest, HttpResponse

from enishi.apps.forum import queries as forum
from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger.models import Source
from enishi.apps.register import queries as register
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.pages import answer, asked_day, language, one_page
from enishi.web.register.telling import told


@requires("sources.read")
def sources(request: HttpRequest) -> HttpResponse:
    """List all sources, with the number of agreements each documents."""
    context = {"head": head.of_list(), "page": one_page(request, register.sources())}
    return answer(request, "sources/sources.html", context)


@requires("sources.read")
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Tell a source and all that rests on it."""
    try:
        row = register.sources().get(id=key)
    except Source.DoesNotExist as error:
        raise Http404(key) from error
    asked = asked_day(request)
    context = {
        "head": head.of_source(),
        "source": row,
        "agreements": told(register.documented_by(row, asked.day), asked.day, language()),
        "figures": indicators.with_places(indicators.figures_from(row)),
        "events": forum.events_from(row),
        "ties": register.ties_from(row),
    }
    return answer(request, "sources/source.html", context, asked=asked)
