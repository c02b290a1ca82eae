"""Lists come page by page, and what a page costs does not grow with its rows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .conftest import Ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("places", 4),
        ("places?q=quang", 5),
        ("agreements", 12),
        ("agreements?place=VN-SG", 14),
        ("bonds", 7),
        ("figures", 4),
        ("figures?place=VN-SG", 6),
        ("events", 6),
    ],
)
def test_queries_of_a_page_do_not_grow(
    client: Client, register: None, address: str, queries: int
) -> None:
    join = "&" if "?" in address else "?"
    for size in (1, 3, 50):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = client.get(f"/api/v1/{address}{join}page_size={size}")
        assert len(response.json()["items"]) == min(size, response.json()["total"])
        assert len(asked) == queries, (size, [query["sql"] for query in asked])


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("", 2),
        ("openapi.json", 2),
        ("places/VN79-2025", 5),
        ("agreements/A073", 13),
        ("counts?on=2025-11-25", 4),
    ],
)
def test_queries_of_a_record(
    client: Client, register: None, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    with django_assert_num_queries(queries):
        assert client.get(f"/api/v1/{address}").status_code == 200


def test_the_pages_make_up_the_list(ask: Ask, client: Client) -> None:
    whole = ask("agreements", page_size=200)
    assert (whole["next"], whole["previous"]) == (None, None)
    assert whole["total"] == len(whole["items"])
    found: list[Any] = []
    address: str | None = "http://testserver/api/v1/agreements?page_size=40"
    while address:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    assert found == whole["items"]


def test_a_page_names_its_neighbours(client: Client, register: None) -> None:
    here = "http://testserver/api/v1/places?country=VN&page_size=10"
    response = client.get(f"{here}&page=2")
    page = response.json()
    last = -(-page["total"] // 10)
    assert (page["page"], page["page_size"]) == (2, 10)
    assert (page["previous"], page["next"]) == (f"{here}&page=1", f"{here}&page=3")
    assert response.headers["Link"] == (
        f'<{here}&page=1>; rel="first", <{here}&page=1>; rel="prev",'
        f' <{here}&page=3>; rel="next", <{here}&page={last}>; rel="last"'
    )


def test_beyond_the_end_there_is_nothing(ask: Ask) -> None:
    page = ask("agreements", page=1000, page_size=50)
    assert (page["items"], page["next"]) == ([], None)
    assert page["previous"] == "http://testserver/api/v1/agreements?page=2&page_size=50"
