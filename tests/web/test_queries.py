"""A page asks the database as often for three rows as for one."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.small_register import grow

PAGES = {
    "/en/": 32,
    "/en/search/?q=province": 38,
    "/en/search/?q=xuan+prefecture": 38,
    "/en/search/?q=xuan+prefecture+1": 34,
    "/en/search/?q=something": 16,
    "/en/search/suggest/?q=xuan": 24,
    "/en/search/suggest/?q=xuan+prefecture+1": 22,
    "/en/search/suggest/?q=something": 10,
    "/en/places/": 7,
    "/en/places/VNX/": 48,
    "/en/places/VN1/": 47,
    "/en/places/VNX/figures/": 7,
    "/en/bonds/": 8,
    "/en/bonds/JP1/VNX/": 27,
    "/en/agreements/": 10,
    "/en/agreements/?place=VNX&sort=parties": 13,
    "/en/agreements/A1/": 25,
    "/en/overview/": 17,
    "/en/events/": 7,
    "/en/events/E1/": 6,
    "/en/figures/": 3,
    "/en/rules/": 3,
    "/en/sources/": 2,
    "/en/sources/s-1/": 25,
    "/en/access/": 0,
    "/en/account/sign-in/": 0,
    "/en/card.png": 14,
    "/en/places/VNX/card.png": 13,
    "/en/bonds/JP1/VNX/card.png": 9,
    "/en/agreements/A1/card.png": 11,
    "/en/changes.atom": 17,
    "/en/dates.ics": 19,
    "/en/places/VNX/changes.atom": 20,
    "/en/places/VNX/dates.ics": 22,
    "/en/bonds/JP1/VNX/changes.atom": 23,
    "/en/bonds/JP1/VNX/dates.ics": 25,
    "/robots.txt": 2,
    "/sitemap.xml": 7,
    "/sitemap-lists.xml": 4,
    "/sitemap-places.xml": 6,
    "/sitemap-bonds.xml": 8,
    "/en/agreements/A1/cite.bib": 12,
    "/en/agreements/?domain=water&kind=renewal": 3,
    "/en/style/": 44,
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
