"""What goes wrong is told as problem+json."""

from typing import Any

import pytest
from django.test import Client

from enishi.apps.register import queries

pytestmark = pytest.mark.django_db


def problem(client: Client, address: str, status: int) -> Any:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Content-Language"] == "en"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers
    document = response.json()
    assert document["status"] == status
    assert document["instance"] == address
    return document


def test_an_unknown_place_offers_near_ones(client: Client, register: None) -> None:
    document = problem(client, "/api/v1/places/quangninh/heirs", 404)
    assert document["type"] == "http://testserver/api/v1/problems#unknown-place"
    assert document["title"] == "No place has this code or id"
    assert document["near"][0]["name"]["en"] == "Quang Ninh"


@pytest.mark.parametrize("day", ["2025-13-01", "0", "25/11/2025", "2025", "20251125", ""])
def test_a_bad_day_says_how_to_write_one(client: Client, register: None, day: str) -> None:
    document = problem(client, f"/api/v1/agreements?on={day}", 422)
    assert document["errors"] == [
        {"parameter": "on", "detail": f"“{day}” is not a day. Write it as 2025-11-25."}
    ]


def test_all_bad_parameters_are_named_at_once(client: Client, register: None) -> None:
    address = "/api/v1/agreements?domain=x&kind=y&page=0&page_size=201"
    document = problem(client, address, 422)
    assert [error["parameter"] for error in document["errors"]] == [
        "domain",
        "kind",
        "page",
        "page_size",
    ]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("agreements?plcae=VN-SG", "plcae"),
        ("agreements?partner=VN-SG", "partner"),
        ("figures?measure=happiness", "measure"),
        ("places?country=vietnam", "country"),
        ("bonds/VN-SG/VN-13", "b"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused(
    client: Client, register: None, address: str, parameter: str
) -> None:
    document = problem(client, f"/api/v1/{address}", 422)
    assert [error["parameter"] for error in document["errors"]] == [parameter]


@pytest.mark.parametrize(
    "address",
    [
        "agreements/A999",
        "sources/none",
        "export/agreements.pdf",
        "export/people.csv",
        "nowhere/at/all",
        "docs",
    ],
)
def test_there_is_no_such_thing(client: Client, register: None, address: str) -> None:
    document = problem(client, f"/api/v1/{address}", 404)
    assert document["title"] == "There is no such record"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(client: Client, register: None, method: str) -> None:
    for address in ("/api/v1/agreements", "/api/v1/", "/catalog.jsonld", "/api/v1/nowhere"):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_failure_is_noted_and_told_without_its_cause(
    client: Client,
    register: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(queries, "counts", fail)
    document = problem(client, "/api/v1/counts", 500)
    assert "secret" not in str(document)
    assert "a secret" in caplog.text


def test_every_kind_of_problem_is_listed_where_its_type_points(
    client: Client, register: None
) -> None:
    kinds = client.get("/api/v1/problems").json()["problems"]
    document = client.get("/api/v1/agreements?on=x").json()
    assert kinds[document["type"].partition("#")[2]] == document["title"]
