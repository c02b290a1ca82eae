"""Every route of the API names a capability, and the gate asks for it."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLResolver, path
from ninja import NinjaAPI, Router

from enishi.api import urls
from enishi.api.gate import guarded, guarded_routes, requires
from enishi.apps.accounts.models import Standing, User
from enishi.project.checks import capability_of, routes

pytestmark = pytest.mark.django_db


def listed() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for entry in urls.urlpatterns:
        if isinstance(entry, URLResolver):
            for address, pattern in routes(entry, str(entry.pattern)):
                found[address] = capability_of(pattern)
        else:
            found[str(entry.pattern)] = capability_of(entry)
    return found


def test_every_route_names_its_capability() -> None:
    assert listed() == {
        "api/v1/": "api.read",
        "api/v1/openapi.json": "api.read",
        "api/v1/problems": "api.read",
        "api/v1/places": "api.read",
        "api/v1/places/<code>": "api.read",
        "api/v1/places/<code>/heirs": "api.read",
        "api/v1/places/<code>/ancestors": "api.read",
        "api/v1/places/<code>/agreements": "api.read",
        "api/v1/places/<code>/figures": "api.read",
        "api/v1/agreements": "api.read",
        "api/v1/agreements/<agreement_id>": "api.read",
        "api/v1/bonds": "api.read",
        "api/v1/bonds/<a>/<b>": "api.read",
        "api/v1/figures": "api.read",
        "api/v1/press": "press.read",
        "api/v1/press/reports": "press.bring",
        "api/v1/counts": "api.read",
        "api/v1/events": "api.read",
        "api/v1/sources/<source_id>": "api.read",
        "api/v1/export/<what>.<ending>": "data.export",
        "api/v1/<path:rest>": "api.read",
        "catalog.jsonld": "api.read",
    }


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


def test_a_capability_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        requires("api.dream")
    with pytest.raises(KeyError):
        guarded("api.dream", view)


def test_an_operation_without_a_capability_is_refused() -> None:
    api, router = NinjaAPI(urls_namespace="unguarded", docs_url=None), Router()
    router.get("/open")(view)
    api.add_router("", router)
    with pytest.raises(ImproperlyConfigured, match="view names no capability"):
        guarded_routes([path("open", view, name="view")], [router], others="api.read")


def test_two_operations_of_one_name_are_refused() -> None:
    router = Router()

    @router.get("/one")
    @router.get("/two")
    @requires("api.read")
    def twice(request: HttpRequest) -> str:
        return ""

    with pytest.raises(ImproperlyConfigured, match="Two operations are called twice"):
        guarded_routes([], [router], others="api.read")


@pytest.fixture
def steward(register: None) -> User:
    user = User.objects.create_user("steward@example.org")
    Standing.objects.create(user=user, standing="steward")
    return user


def request_of(user: Any) -> HttpRequest:
    request = RequestFactory().get("/desk")
    request.user = user
    return request


def test_the_gate_asks_for_the_capability(steward: User) -> None:
    member = User.objects.create_user("member@example.org")
    door = guarded("steward.desk", view)
    answers = [door(request_of(user)) for user in (AnonymousUser(), member, steward)]
    assert [answer.status_code for answer in answers] == [401, 403, 200]
    assert answers[0].headers["WWW-Authenticate"] == 'Session realm="Enishi"'
    assert {answer.headers["Content-Type"] for answer in answers[:2]} == {
        "application/problem+json"
    }
