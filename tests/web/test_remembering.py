"""Pages are made once for all visitors, and anew when the records change."""

import gzip
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from enishi.apps.accounts.models import User
from enishi.apps.ledger.actions import record_source
from enishi.apps.ledger.models import Source
from enishi.web import remembering

pytestmark = pytest.mark.usefixtures("register")
VERSION = 2  # queries that tell how far the records have come


def test_a_second_visitor_is_given_the_page_of_the_first(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/ja/places/VN79-2025/")
    with django_assert_num_queries(VERSION):
        second = Client().get("/ja/places/VN79-2025/")
    assert second.content == first.content
    assert second.headers == first.headers


def test_a_page_is_kept_by_language_query_and_encoding(client: Client) -> None:
    plain = client.get("/en/agreements/")
    others = [
        client.get("/vi/agreements/"),
        client.get("/en/agreements/?page=2"),
        client.get("/en/agreements/", headers={"accept-encoding": "gzip"}),
    ]
    assert len({answer.content for answer in [plain, *others]}) == 4
    assert others[-1].headers["Content-Encoding"] == "gzip"
    zipped = client.get("/en/agreements/", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(zipped.content) == client.get("/en/agreements/").content


def test_a_correction_is_seen_at_once(client: Client) -> None:
    source = Source.objects.order_by("id")[0]
    address = f"/en/sources/{source.id}/"
    assert "A corrected title" not in client.get(address).content.decode()
    source.title = "A corrected title"
    record_source(source=source, by="a test")
    assert "A corrected title" in client.get(address).content.decode()


def test_who_is_signed_in_is_given_a_page_of_their_own(client: Client) -> None:
    visited = Client().get("/en/").content
    client.force_login(User.objects.create_user(email="a@example.org"))
    assert b"sign-out" in client.get("/en/").content
    assert Client().get("/en/").content == visited


def test_a_browser_that_holds_the_page_is_told_so(client: Client) -> None:
    tag = client.get("/en/rules/").headers["ETag"]
    again = client.get("/en/rules/", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""


def test_a_form_with_a_secret_of_its_own_is_not_kept(client: Client) -> None:
    secrets = {Client().get("/en/account/sign-in/").cookies["csrftoken"].value for _ in range(2)}
    assert len(secrets) == 2


def test_what_is_wrong_is_not_kept(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert client.get("/en/agreements/?kind=none").status_code == 400
    assert client.get("/en/agreements/?kind=none").status_code == 400
    assert remembering._pages._bytes == 0


def test_pages_asked_for_long_ago_make_room(client: Client, monkeypatch: Any) -> None:
    size = len(client.get("/en/rules/").content)
    monkeypatch.setattr(remembering, "_MOST_BYTES", size * 3)
    for number in range(8):
        client.get(f"/en/rules/?n={number}")
    assert remembering._pages._bytes <= size * 3
    assert len(remembering._pages._held) >= 2
