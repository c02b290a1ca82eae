"""Pages of figures."""

from django.http import HttpRequest, HttpResponse

from enishi.apps.indicators import queries
from enishi.apps.register import queries as register
from enishi.web.gate import requires
from enishi.web.indicators.telling import measured
from enishi.web.pages import answer, asked_day


@requires("indicators.read")
def figures(request: HttpRequest) -> HttpResponse:
    """Tell the figures of both countries as a whole, announced totals beside documented counts."""
    asked = asked_day(request)
    context = {
        "figures": measured(queries.figures_of_whole(), asked.replayed),
        "counts": register.counts(asked.day),
    }
    return answer(request, "indicators/figures.html", context, asked=asked)
