"""A page asks the database as often for three rows as for one."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.small_register import grow

PAGES = {
    "/en/": 23,
    "/en/search/?q=province": 29,
    "/en/search/?q=xuan+prefecture": 31,
    "/en/search/?q=xuan+prefecture+1": 28,
    "/en/search/?q=something": 13,
    "/en/search/suggest/?q=xuan": 20,
    "/en/search/suggest/?q=xuan+prefecture+1": 19,
    "/en/search/suggest/?q=something": 9,
    "/en/places/": 5,
    "/en/places/VNX/": 34,
    "/en/places/VN1/": 33,
    "/en/places/VNX/figures/": 3,
    "/en/bonds/": 7,
    "/en/bonds/JP1/VNX/": 23,
    "/en/agreements/": 7,
    "/en/agreements/?place=VNX&sort=parties": 8,
    "/en/agreements/A1/": 20,
    "/en/overview/": 15,
    "/en/press/": 6,
    "/en/press/1/": 5,
    "/en/events/": 4,
    "/en/events/E1/": 3,
    "/en/figures/": 3,
    "/en/rules/": 3,
    "/en/sources/": 2,
    "/en/sources/s-1/": 13,
    "/en/access/": 0,
    "/en/account/sign-in/": 0,
    "/en/card.png": 12,
    "/en/places/VNX/card.png": 10,
    "/en/bonds/JP1/VNX/card.png": 5,
    "/en/agreements/A1/card.png": 8,
    "/en/changes.atom": 14,
    "/en/dates.ics": 13,
    "/en/places/VNX/changes.atom": 15,
    "/en/places/VNX/dates.ics": 14,
    "/en/bonds/JP1/VNX/changes.atom": 16,
    "/en/bonds/JP1/VNX/dates.ics": 15,
    "/robots.txt": 2,
    "/sitemap.xml": 7,
    "/sitemap-lists.xml": 4,
    "/sitemap-places.xml": 6,
    "/sitemap-bonds.xml": 8,
    "/en/agreements/A1/cite.bib": 9,
    "/en/agreements/?domain=water&kind=renewal": 3,
    "/en/style/": 35,
}


@pytest.fixture(autouse=True)
def no_page_is_kept(settings: Any) -> None:
    """Ask for each page as its first reader does."""
    kept = "enishi.web.remembering.RememberedPages"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != kept]


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


def test_a_first_page_drawn_before_asks_only_whether_the_records_changed(
    client: Client, register: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/en/?on=2020-01-01&place=JP27")
    # Asked in another way, so that the page is not the one kept whole.
    with django_assert_num_queries(4):
        client.get("/en/?on=2020-01-01&place=JP27&page=")
