"""A page asks the database as often for three rows as for one."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.small_register import grow

PAGES = {
    "/en/": 25,
    "/en/search/?q=province": 9,
    "/en/places/": 7,
    "/en/places/VNX/": 54,
    "/en/places/VN1/": 56,
    "/en/places/VNX/figures/": 7,
    "/en/bonds/": 12,
    "/en/bonds/JP1/VNX/": 41,
    "/en/agreements/": 10,
    "/en/agreements/?place=VNX&sort=parties": 13,
    "/en/agreements/A1/": 24,
    "/en/events/": 7,
    "/en/events/E1/": 6,
    "/en/figures/": 11,
    "/en/rules/": 11,
    "/en/sources/": 2,
    "/en/sources/s-1/": 25,
    "/en/access/": 0,
    "/en/account/sign-in/": 0,
}


@pytest.mark.parametrize(("address", "number"), PAGES.items())
@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client,
    empty_register: None,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    address: str,
    number: int,
) -> None:
    grow(rows)
    with django_assert_num_queries(number):
        assert client.get(address).status_code == 200
