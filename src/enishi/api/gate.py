"""The gate of the API: every operation names the capability it needs, every route is guarded."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from ninja import Router

from enishi.api import problems
from enishi.api.conditional import Validators
from enishi.api.problems import Problem
from enishi.apps.accounts.access import VISITOR, scopes_of
from enishi.apps.accounts.models import User
from enishi.domain.access import CAPABILITIES, scope_of

View = Callable[..., HttpResponseBase]
_Operation = TypeVar("_Operation", bound=Callable[..., Any])
_METHODS = "GET, HEAD, OPTIONS"
_WRITING = "POST, OPTIONS"


def requires(capability: str) -> Callable[[_Operation], _Operation]:
    """Name the capability an operation needs; `guarded_routes` asks for it.

    Raises:
        KeyError: when the operation is declared: the table has no such capability.
    """
    if capability not in CAPABILITIES:
        raise KeyError(f"the permission table has no capability {capability!r}")

    def name(operation: _Operation) -> _Operation:
        operation.capability = capability  # type: ignore[attr-defined]  # read by guarded_routes
        return operation

    return name


def guarded(capability: str, view: View, parameters: Iterable[str] | None = None) -> View:
    """Return a view that only reads, for those who hold a capability.

    It refuses other methods and, where the view's parameters are told, those it does not know;
    it answers 304 where the client has the answer, and lets pages of other sites read.
    """
    if capability not in CAPABILITIES:
        raise KeyError(f"the permission table has no capability {capability!r}")
    known = None if parameters is None else frozenset(parameters)

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method == "OPTIONS":
                return _open_to_pages(_options())
            _check(request, capability, known)
        except Problem as problem:
            response = problems.answer(request, problem)
            if problem.status == 405:
                response.headers["Allow"] = _METHODS
            if problem.status == 401:
                response.headers["WWW-Authenticate"] = 'Session realm="Enishi"'
            return _open_to_pages(response)
        validators = Validators(request)
        if (unchanged := validators.unchanged(request)) is not None:
            return _open_to_pages(unchanged)
        answer = _read(view, request, *args, **kwargs)
        if answer.status_code == 200:
            validators.mark(answer)
        return _open_to_pages(answer)

    guard.capability = capability  # type: ignore[attr-defined]  # read by the start-up check
    return csrf_exempt(login_not_required(guard))


def guarded_writing(capability: str, view: View) -> View:
    """Return a view that keeps what is posted, for those who hold a capability.

    A person who is signed in is known by a cookie, which other sites can make a browser send: the
    token of the form counts here as it does for pages, in the header X-CSRFToken.
    """
    if capability not in CAPABILITIES:
        raise KeyError(f"the permission table has no capability {capability!r}")

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": _WRITING})
        try:
            _check_writing(request, capability)
        except Problem as problem:
            response = problems.answer(request, problem)
            if problem.status == 405:
                response.headers["Allow"] = _WRITING
            if problem.status == 401:
                response.headers["WWW-Authenticate"] = 'Session realm="Enishi"'
            return response
        answer = view(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    guard.capability = capability  # type: ignore[attr-defined]  # read by the start-up check
    # The token is checked within, so that its lack is told as a problem.
    return csrf_exempt(login_not_required(guard))


def _check_writing(request: HttpRequest, capability: str) -> None:
    """Raise a Problem for a request that may not keep anything."""
    _check_standing(request, capability)
    if request.method != "POST":
        raise Problem("method-not-allowed", 405, f"Use one of: {_WRITING}.")
    check = CsrfViewMiddleware(_view_that_is_not_exempt)
    check.process_request(request)
    if check.process_view(request, _view_that_is_not_exempt, (), {}) is not None:
        raise Problem("forbidden", 403, "The header X-CSRFToken is missing or wrong.")


def _view_that_is_not_exempt(_request: HttpRequest) -> HttpResponse:
    """Stand for our view, which is exempt only to be checked here."""
    return HttpResponse()


def guarded_routes(
    routes: Iterable[URLPattern], routers: Iterable[Router], *, others: str
) -> list[URLPattern]:
    """Return the routes of an API, each guarded by the capability its operation names.

    Args:
        routes: the routes as the API lists them.
        routers: the routers whose operations they serve.
        others: the capability for routes without an operation of ours, such as the contract.

    Raises:
        ImproperlyConfigured: an operation names no capability, or two have one name.
    """
    needs: dict[str, tuple[str, frozenset[str]]] = {}
    writing: set[str] = set()
    for router in routers:
        for path in router.path_operations.values():
            for operation in path.operations:
                name = operation.view_func.__name__
                capability = getattr(operation.view_func, "capability", None)
                if capability is None:
                    raise ImproperlyConfigured(f"The operation {name} names no capability.")
                if name in needs:
                    raise ImproperlyConfigured(f"Two operations are called {name}.")
                needs[name] = capability, _query_parameters(operation.models)
                if "POST" in operation.methods:
                    writing.add(name)
    return [
        URLPattern(
            route.pattern,
            guarded_writing(needs[route.name][0], route.callback)
            if route.name in writing
            else guarded(*_first_two(needs, route, others)),
            route.default_args,
            route.name,
        )
        for route in routes
    ]


def _first_two(
    needs: dict[str, tuple[str, frozenset[str]]], route: URLPattern, others: str
) -> tuple[str, View, frozenset[str]]:
    capability, parameters = needs.get(route.name or "", (others, frozenset[str]()))
    return capability, route.callback, parameters


def _query_parameters(models: Iterable[Any]) -> frozenset[str]:
    return frozenset(
        name
        for model in models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    )


def _check_standing(request: HttpRequest, capability: str) -> None:
    """Raise a Problem for a person who may not use a capability."""
    # What a visitor may do everybody may: not asking who it is keeps the answer free of cookies,
    # and so shared caches may keep it.
    if not scope_of(capability, VISITOR):
        user = request.user
        assert isinstance(user, User | AnonymousUser)
        if not scopes_of(user, capability):
            if user.is_authenticated:
                raise Problem("forbidden", 403, f"This needs the capability {capability}.")
            raise Problem("sign-in-required", 401, f"This needs the capability {capability}.")


def _check(request: HttpRequest, capability: str, known: frozenset[str] | None) -> None:
    """Raise a Problem for a request that may not pass."""
    _check_standing(request, capability)
    if request.method not in ("GET", "HEAD"):
        raise Problem("method-not-allowed", 405, f"Use one of: {_METHODS}.")
    for parameter in request.GET:
        if known is not None and parameter not in known:
            offered = ", ".join(sorted(known)) or "none"
            raise problems.invalid(
                parameter,
                f"There is no parameter “{parameter}” here. This address knows: {offered}.",
            )


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Answer HEAD as GET without the body: the operations only know GET."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        answer = view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"
    if isinstance(answer, HttpResponse):
        answer.headers["Content-Length"] = str(len(answer.content))
        answer.content = b""
        return answer
    # A stream has no length to tell, and must not be read to find it. It has not begun, so there
    # is nothing to close; `close` would also tell Django that the request is over.
    return StreamingHttpResponse((), status=answer.status_code, headers=dict(answer.headers))


def _options() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": _METHODS,
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        },
    )


def _open_to_pages(response: HttpResponseBase) -> HttpResponseBase:
    """Let the scripts of other sites read the answer: it is public data, and no cookie counts."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    return response
