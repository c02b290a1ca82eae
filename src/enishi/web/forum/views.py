"""Pages of events of record."""

from django.http import Http404, HttpRequest, HttpResponse

from enishi.apps.forum import queries
from enishi.apps.forum.models import Event
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.pages import answer, asked_day, one_page


@requires("forum.read_record")
def events(request: HttpRequest) -> HttpResponse:
    """List the events of record that had begun by a day, newest first."""
    asked = asked_day(request)
    rows = queries.begun_by(asked.day, queries.events()).order_by("-starts_on", "id")
    context = {"head": head.of_list(follow=True), "page": one_page(request, rows)}
    return answer(request, "forum/events.html", context, asked=asked)


@requires("forum.read_record")
def event(request: HttpRequest, key: str) -> HttpResponse:
    """Tell all that is known of an event."""
    try:
        row = queries.events().get(id=key)
    except Event.DoesNotExist as error:
        raise Http404(key) from error
    return answer(request, "forum/event.html", {"head": head.of_event(row), "event": row})
