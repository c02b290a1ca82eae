"""The contract: every operation of the first version, told in OpenAPI 3.1."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema

from enishi.api import answers, problems
from enishi.api.gate import guarded_routes
from enishi.api.problems import Problem
from enishi.api.v1 import agreements, bonds, exports, figures, places, press, record
from enishi.domain.formats.exports import LICENCE

_ROUTERS: dict[str, Router] = {
    "/places": places.router,
    "/agreements": agreements.router,
    "/bonds": bonds.router,
    "/figures": figures.router,
    "/press": press.router,
    "/export": exports.router,
    "": record.router,
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "The parameters that cannot be understood.",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "near": {
            "type": "array",
            "description": "Places whose names look like the unknown code.",
            "items": {"$ref": "#/components/schemas/Place"},
        },
    },
}
_REFUSALS = {
    "304": ("NotModified", "You have it already."),
    "404": ("NotFound", "There is no such place, record or page."),
    "422": ("InvalidParameter", "A parameter cannot be understood."),
}


class ReadingAPI(NinjaAPI):
    """An API whose contract tells its problems as well."""

    _contract: OpenAPISchema | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the contract, which stays the same while the program runs."""
        if self._contract is not None:
            return self._contract
        contract = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        contract["components"]["schemas"]["Problem"] = _PROBLEM
        contract["components"]["responses"] = {
            name: {"description": meaning}
            if status == "304"
            else {
                "description": meaning,
                "content": {
                    problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            }
            for status, (name, meaning) in _REFUSALS.items()
        }
        for operations in contract["paths"].values():
            for method, operation in operations.items():
                operation["responses"] |= {
                    status: {"$ref": f"#/components/responses/{name}"}
                    for status, (name, _) in _REFUSALS.items()
                    if method == "get" or status not in ("304", "404")
                }
        self._contract = contract
        return contract


api = ReadingAPI(
    title="Enishi",
    version="1.0.0",
    description=(
        "The record of cooperation between localities: places with their history, agreements,"
        " bonds, figures, press and the numbers of a day. Open to read; every fact names its"
        " source. A list is told page by page, a failure as application/problem+json."
    ),
    docs_url=None,
    urls_namespace="api-v1",
    servers=[{"url": settings.SITE_ADDRESS}],
    openapi_extra={
        "info": {"license": {"name": LICENCE.name, "url": LICENCE.url}},
        "tags": [
            {"name": name, "description": meaning}
            for name, meaning in (
                ("places", "Units and their history."),
                ("agreements", "Acts of signature."),
                ("bonds", "All that ties a pair of localities."),
                ("figures", "What was measured or said, with its word of doubt."),
                ("exports", "Whole files."),
                ("counts", "Numbers with their rule and day."),
                ("events", "Past forums, conferences, festivals and visits."),
                ("press", "What press reports say, confirmed by reviewers; and reports to review."),
                ("sources", "Where facts come from."),
            )
        ],
    },
)
problems.handle_in(api)
for _prefix, _router in _ROUTERS.items():
    api.add_router(_prefix, _router)


def _index(request: HttpRequest) -> HttpResponseBase:
    """Tell where everything is."""
    here = request.build_absolute_uri(request.path)
    lists = ("places", "agreements", "bonds", "counts", "figures", "events", "press")
    return answers.document(
        {
            "title": api.title,
            "version": api.version,
            "contract": f"{here}openapi.json",
            "catalogue": request.build_absolute_uri("/catalog.jsonld"),
            "licence": LICENCE.name,
            "licence_url": LICENCE.url,
            "lists": {name: f"{here}{name}" for name in lists},
        }
    )


def _problems(_request: HttpRequest) -> HttpResponseBase:
    """List the kinds of problem, to which the type of a problem points."""
    return answers.document({"problems": problems.describe()})


def _no_page(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer as a program expects where there is nothing."""
    return problems.answer(
        request,
        Problem("not-found", 404, f"There is nothing at “{rest}”; see /api/v1/openapi.json."),
    )


def routes() -> tuple[list[URLPattern], str, str]:
    """Return the guarded routes of the API, with their namespaces, as `path` takes them."""
    patterns, app, namespace = api.urls
    listed = [pattern for pattern in patterns if isinstance(pattern, URLPattern)]
    # The framework's own answer at the root is a 404; its name is what the contract's paths
    # are built on.
    served = [pattern for pattern in listed if pattern.name != "api-root"]
    served += [
        path("", _index, name="api-root"),
        path("problems", _problems, name="problems"),
        path("<path:rest>", _no_page, name="no-page"),
    ]
    return guarded_routes(served, _ROUTERS.values(), others="api.read"), app, namespace
