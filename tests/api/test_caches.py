"""Answers that caches and other sites' pages may use."""

from typing import Any

import pytest
from django.test import Client

from enishi.apps.ledger.actions import write_entry
from enishi.apps.ledger.models import Load
from enishi.apps.register.models import Agreement

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/api/v1/agreements",
    "/api/v1/agreements/A073",
    "/api/v1/counts",
    "/api/v1/openapi.json",
    "/api/v1/export/places.csv",
    "/catalog.jsonld",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_client_has_is_not_sent_again(
    client: Client, register: None, django_assert_num_queries: Any, address: str
) -> None:
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    validators = {name: first.headers[name] for name in ("ETag", "Last-Modified")}
    assert validators["ETag"].startswith('W/"')
    for asked in (
        {"if-none-match": validators["ETag"]},
        {"if-modified-since": validators["Last-Modified"]},
    ):
        with django_assert_num_queries(2):
            again = client.get(address, headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert {name: again.headers[name] for name in validators} == validators
        assert again.headers["Cache-Control"] == "public, max-age=60"
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_no_cookie_counts(client: Client, register: None) -> None:
    client.cookies["sessionid"] = "whatever"
    response = client.get("/api/v1/agreements", headers={"accept-encoding": "gzip"})
    varies = {name.strip() for name in response.headers["Vary"].split(",")}
    assert varies == {"Accept-Language", "Accept-Encoding"}
    assert response.headers["Content-Encoding"] == "gzip"


def test_an_entry_or_a_load_makes_answers_new(client: Client, register: None) -> None:
    tags = [client.get("/api/v1/counts").headers["ETag"]]
    write_entry(verb="edit", subject=Agreement.objects.all()[0], changes={}, by="somebody")
    tags.append(client.get("/api/v1/counts").headers["ETag"])
    Load.objects.create(digest="x", created=0, updated=0, kept=0)
    tags.append(client.get("/api/v1/counts").headers["ETag"])
    tags.append(client.get("/api/v1/counts?on=2025-11-25").headers["ETag"])
    assert len(set(tags)) == 4
    assert client.get("/api/v1/counts", headers={"if-none-match": tags[0]}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_the_body(client: Client, register: None, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.getvalue()) == (200, b"")
    for name in ("Content-Type", "ETag", "Cache-Control", "Content-Language"):
        assert head.headers[name] == whole.headers[name]
    if whole.streaming:
        assert "Content-Length" not in head.headers
    else:
        assert head.headers["Content-Length"] == str(len(whole.content))


def test_options_tell_other_sites_what_they_may(client: Client, register: None) -> None:
    response = client.options("/api/v1/agreements")
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_nothing_comes_from_another_host(client: Client, register: None) -> None:
    for address in ("/api/v1/docs", "/api/v1/redoc"):
        assert client.get(address).status_code == 404
