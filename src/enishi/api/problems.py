"""What went wrong, as programs read it: application/problem+json (RFC 9457), in English."""

import logging
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from enishi.apps.places import bridge as places
from enishi.apps.places.queries import UnknownPlace
from enishi.domain.formats.documents import to_json

MEDIA_TYPE = "application/problem+json"

_TITLES = {
    "invalid-parameter": "A parameter cannot be understood",
    "unknown-place": "No place has this code or id",
    "not-found": "There is no such record",
    "method-not-allowed": "This address can only be read",
    "sign-in-required": "Sign in to do this",
    "forbidden": "Your standing does not allow this",
    "internal-error": "The server failed to answer",
}
_log = logging.getLogger("django.request")


class Problem(Exception):
    """An answer that is a problem; `kind` is one of those this module gives a title."""

    def __init__(self, kind: str, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.kind, self.status, self.detail, self.more = kind, status, detail, more


def not_found(what: str, key: str) -> Problem:
    """Return the problem that there is no record of a kind under a key."""
    return Problem("not-found", 404, f"There is no {what} “{key}”.")


def invalid(parameter: str, detail: str) -> Problem:
    """Return the problem that one parameter cannot be used."""
    return Problem(
        "invalid-parameter", 422, detail, errors=[{"parameter": parameter, "detail": detail}]
    )


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return a problem as a response."""
    document = {
        "type": request.build_absolute_uri(f"/api/v1/problems#{problem.kind}"),
        "title": _TITLES[problem.kind],
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.get_full_path(),
        **problem.more,
    }
    response = HttpResponse(
        to_json(document) + "\n", status=problem.status, content_type=MEDIA_TYPE
    )
    response.headers["Content-Language"] = "en"
    response.headers["Cache-Control"] = "no-store"
    return response


def describe() -> dict[str, str]:
    """Return the kinds of problem, each with its title."""
    return dict(_TITLES)


def handle_in(api: NinjaAPI) -> None:
    """Make an API answer every failure of its operations with a problem."""

    def told(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, error)

    def invalid_parameters(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, _invalid(error))

    def unknown_place(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, _unknown_place(error))

    def failed(request: HttpRequest, error: Any) -> HttpResponse:
        _log.error("The API failed at %s", request.path, exc_info=error)
        return answer(
            request,
            Problem("internal-error", 500, "The failure has been noted. Try again later."),
        )

    api.add_exception_handler(Problem, told)
    api.add_exception_handler(ValidationError, invalid_parameters)
    api.add_exception_handler(UnknownPlace, unknown_place)
    api.add_exception_handler(Exception, failed)


def _unknown_place(error: UnknownPlace) -> Problem:
    return Problem(
        "unknown-place",
        404,
        f"No place has the code or id “{error.code}”. Use an ISO 3166-2 code, a JIS code or a unit"
        " id; /api/v1/places?q= finds them by name.",
        near=[places.unit_document(unit) for unit in error.near],
    )


def _invalid(error: ValidationError) -> Problem:
    errors = [
        {"parameter": str(found["loc"][-1]), "detail": _sentence(found)} for found in error.errors
    ]
    return Problem("invalid-parameter", 422, _together(errors), errors=errors)


def _together(errors: Sequence[dict[str, str]]) -> str:
    return " ".join(f"{error['parameter']}: {error['detail']}" for error in errors)


def _sentence(error: dict[str, Any]) -> str:
    """Turn pydantic's message into a sentence; our own messages come with a prefix of its making."""
    message = str(error["msg"]).removeprefix("Value error, ")
    return message if message.endswith(".") else f"{message}."
