"""The first page."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.vary import vary_on_headers

from enishi.apps.indicators import queries as indicators
from enishi.apps.places import queries as places
from enishi.apps.register import queries as register
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.pages import answer, asked_day, language
from enishi.web.register.telling import told

NEWEST = 5
MOST_ENDING = 10
SOON = datetime.timedelta(days=365)


@requires("pages.read")
@vary_on_headers("Accept-Language", "Cookie")
def front_door(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # its language is active
    """Lead to the first page in the reader's language."""
    return redirect("home")


@requires("pages.read")
def home(request: HttpRequest) -> HttpResponse:
    """Say what is on record today, what is new, and what ends soon."""
    asked, reader = asked_day(request), language()
    newest = register.chosen(
        register.Choice(on=asked.day), register.agreements_in_brief(asked.day)
    )[:NEWEST]
    ending = register.ending(asked.day, asked.day + SOON)[:MOST_ENDING]
    context = {
        "head": head.of_home(),
        "counts": register.counts(asked.day),
        "announced": indicators.announced(asked.day)[:1],
        "newest": told(newest, asked.day, reader),
        "ending": told(ending, asked.day, reader),
        "changes": places.latest_changes(asked.day),
    }
    return answer(request, "home/home.html", context, asked=asked)
