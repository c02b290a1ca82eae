"""The search."""

from django.http import HttpRequest, HttpResponse

from enishi.apps.places import queries as places
from enishi.apps.register import queries as register
from enishi.web.gate import requires
from enishi.web.pages import answer, asked_day, language
from enishi.web.places.telling import found_places
from enishi.web.register.telling import told

MOST_PLACES = 20
LONGEST = 200


@requires("places.read")
def search(request: HttpRequest) -> HttpResponse:
    """Find places by any name they have had, and agreements by their number."""
    asked, reader = asked_day(request), language()
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = places.find(typed, asked.day, MOST_PLACES) if typed else []
    rows = register.agreements_in_brief(asked.day).filter(id=typed.upper())
    context = {
        "typed": typed,
        "found": found_places(found, asked.day),
        "agreements": told(rows, asked.day, reader),
    }
    return answer(request, "search/search.html", context, asked=asked)
