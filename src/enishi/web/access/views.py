"""The page “who can do what”, from the one table."""

from django.http import HttpRequest, HttpResponse

from enishi.domain.access import CAPABILITIES, STANDINGS, Scope, scope_of
from enishi.web.gate import requires
from enishi.web.pages import answer


@requires("pages.read")
def access(request: HttpRequest) -> HttpResponse:
    """Show who may do what."""
    rows = [
        (
            capability,
            [
                next(iter(scope_of(capability, frozenset({standing}))), Scope.NEVER)
                for standing in STANDINGS
            ],
        )
        for capability in CAPABILITIES
    ]
    return answer(request, "access/access.html", {"standings": STANDINGS, "rows": rows})
