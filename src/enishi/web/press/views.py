"""What everybody may read of the press: confirmed facts, a short quotation, the link."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse

from enishi.apps.accounts.access import scopes_of
from enishi.apps.accounts.models import User
from enishi.apps.press import queries
from enishi.apps.press.models import Finding, Report
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.pages import answer, language, one_page
from enishi.web.press.naming import names_for
from enishi.web.press.telling import Line, line_of


def _told(reports: Iterable[Report]) -> list[tuple[Report, list[Line]]]:
    reports, reader = list(reports), language()
    shown: list[list[Finding]] = [getattr(report, "shown", []) for report in reports]
    names = names_for((finding for found in shown for finding in found), reader)
    return [
        (report, [line_of(finding, report, names, reader) for finding in found])
        for report, found in zip(reports, shown, strict=True)
    ]


@requires("press.read")
def press(request: HttpRequest) -> HttpResponse:
    """List the reports of which something is confirmed, newest first."""
    page = one_page(request, queries.told())
    user = request.user
    may_review = isinstance(user, User) and bool(scopes_of(user, "press.review"))
    context = {
        "head": head.of_list(),
        "page": page,
        "reports": _told(page),
        "may_review": may_review,
    }
    return answer(request, "press/press.html", context)


@requires("press.read")
def report(request: HttpRequest, report: int) -> HttpResponse:
    """Tell what is confirmed of a report."""
    found = _told(queries.told().filter(pk=report))
    if not found:
        raise Http404(report)
    row, lines = found[0]
    return answer(
        request, "press/report.html", {"head": head.of_list(), "report": row, "lines": lines}
    )
