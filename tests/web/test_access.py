"""Every route is as open as the permission table says, for every standing."""

import pytest
from django.test import Client

from enishi.apps.ledger.models import Entry
from enishi.domain.access import scope_of
from enishi.project.checks import capability_of, routes
from tests.web.reading import Page

VALUES = {
    "<str:code>": "VN79-2025",
    "<code>": "VN79-2025",
    "<str:one>/<str:other>": "JP35/VN79-2025",
    "<a>/<b>": "JP35/VN79-2025",
    "<str:table>": "pairs",
    "<str:ending>": "json",
    "<what>.<ending>": "agreements.json",
    "<agreement_id>": "A073",
    "<source_id>": "s-4e7cf69ac5",
    "<path:rest>": "nothing",
    "<path:content_type_id>": "1",
    "press/<int:report>": "press/1",
    "review/<int:report>": "review/1",
    "<int:finding>": "1",
    "agreements/<str:key>": "agreements/A073",
    "events/<str:key>": "events/E01",
    "sitemap-<str:section>": "sitemap-places",
    "sources/<str:key>": "sources/s-4e7cf69ac5",
    "^(?P<app_label>ledger|places|parties|register|indicators|forum)/$": "places/",
    "(?P<url>.*)$": "nothing",
}
# What an address needs to be asked at all.
QUERIES = {
    "steward/autocomplete/": "?app_label=places&model_name=unit&field_name=parent&term=quang"
}
OBJECTS = {
    "ledger/source/": "s-4e7cf69ac5",
    "places/unit/": "VN79-2025",
    "register/agreement/": "A073",
    "register/party/": "1",
    "indicators/observation/": "F001",
    "forum/event/": "E01",
}
ROUTES = dict(routes())


def address_of(route: str) -> str:
    query = QUERIES.get(route, "")
    for pattern, value in VALUES.items():
        route = route.replace(pattern, value)
    for noun, key in OBJECTS.items():
        if noun in route:
            route = route.replace("<path:object_id>", key)
    route = route.replace("<path:object_id>", "1")
    assert not set("<>^$(") & set(route), f"say in VALUES what stands in {route}"
    return f"/{route}{query}"


def turned_away(client: Client, address: str) -> str:
    """Return how a client is turned away; empty if it may enter."""
    answer = client.get(address)
    if answer.status_code == 302 and "/account/sign-in/?next=" in answer.headers["Location"]:
        return "sign in"
    return {401: "sign in", 403: "forbidden"}.get(answer.status_code, "")


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(ROUTES))
def test_a_route_is_open_to_whom_the_table_says(
    register: None,
    client: Client,
    member_client: Client,
    steward_client: Client,
    route: str,
) -> None:
    capability = capability_of(ROUTES[route])
    assert capability is not None
    address = address_of(route)
    visitor = bool(scope_of(capability, frozenset({"visitor"})))
    steward = bool(scope_of(capability, frozenset({"visitor", "steward"})))
    found = (
        turned_away(client, address),
        turned_away(member_client, address),
        turned_away(steward_client, address),
    )
    assert found == (
        "" if visitor else "sign in",
        "" if visitor else "forbidden",
        "" if steward else "forbidden",
    )


@pytest.mark.django_db
def test_the_page_shows_the_table(client: Client) -> None:
    page = Page(client, "/en/access/")
    row = next(row for row in page.all("tr") if "steward.desk" in row.text)
    assert [cell.text for cell in row.within if cell.tag == "td"] == ["no", "no", "no", "yes"]


@pytest.mark.parametrize("language", ["en", "fr", "ja", "vi"])
def test_who_lacks_a_right_is_told_so_in_the_reader_s_language(
    member_client: Client, language: str
) -> None:
    answer = member_client.get("/steward/", headers={"accept-language": language})
    assert answer.status_code == 403
    assert f'<html lang="{language}">' in answer.content.decode()


def test_nobody_changes_a_record_without_a_right(client: Client, register: None) -> None:
    answer = client.post("/steward/register/agreement/A073/change/", {"documents": "9"})
    assert answer.status_code == 302
    assert Entry.objects.count() == 0
