"""Social cards: the picture of a page where a link to it is shared."""

import struct
from typing import Any

import pytest
from django.test import Client

from enishi.apps.ledger.actions import write_entry
from enishi.apps.register.models import Agreement
from enishi.domain.drawings import Card, CardPart, card
from enishi.web.cards import views
from tests.conftest import ASKED
from tests.web.reading import Page

pytestmark = pytest.mark.usefixtures("register")
CARDS = (
    "card.png",
    "places/VN79-2025/card.png",
    "places/JP27100/card.png",
    "bonds/JP35/VN79-2025/card.png",
    "bonds/JP02/VN01-2025/card.png",
    "agreements/A073/card.png",
)


@pytest.mark.parametrize("language", ASKED)
@pytest.mark.parametrize("path", CARDS)
def test_a_card_is_a_picture_of_the_size_networks_ask_for(
    client: Client, path: str, language: str
) -> None:
    answer = client.get(f"/{language}/{path}")
    assert answer.headers["Content-Type"] == "image/png"
    signature, width, height = struct.unpack_from(">8s8xII", answer.content)
    assert (signature, width, height) == (b"\x89PNG\r\n\x1a\n", 1200, 630)
    assert 10_000 < len(answer.content) < 250_000


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("", "card.png"),
        ("rules/", "card.png"),
        ("places/VN79-2025/", "places/VN79-2025/card.png"),
        ("places/VN79-2025/figures/", "places/VN79-2025/card.png"),
        ("bonds/JP35/VN79-2025/", "bonds/JP35/VN79-2025/card.png"),
        ("agreements/A073/", "agreements/A073/card.png"),
    ],
)
def test_a_page_names_its_card_in_full(client: Client, path: str, picture: str) -> None:
    page = Page(client, f"/ja/{path}")
    address = page.one("meta", property="og:image").attributes["content"]
    assert address == f"http://127.0.0.1:8000/ja/{picture}"
    assert page.one("meta", name="twitter:card").attributes["content"] == "summary_large_image"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """The cards that are drawn, as they come."""
    found: list[Card] = []

    def remember(content: Card, *ground: Any) -> str:
        found.append(content)
        return card(content, *ground)

    monkeypatch.setattr(views, "card", remember)
    return found


def test_cards_say_it_in_the_language_of_the_page(client: Client, drawn: list[Card]) -> None:
    for address in ("/vi/bonds/JP35/VN79-2025/card.png", "/ja/bonds/JP35/VN79-2025/card.png"):
        client.get(address)
    vietnamese, japanese = drawn
    assert vietnamese.title == (
        CardPart("Hồ Chí Minh", "near"),
        CardPart(" × ", "tie"),
        CardPart("Yamaguchi", "far"),
    )
    assert vietnamese.subtitle == "5 thỏa thuận · ký lần đầu 2014"
    assert "".join(part.text for part in japanese.title) == "山口県 × ホーチミン市"
    assert japanese.counts == (5,)


def test_the_card_of_the_site_tells_its_numbers(client: Client, drawn: list[Card]) -> None:
    client.get("/en/card.png")
    numbers = [part.text for part in drawn[0].title if part.role == "tie"]
    assert numbers == [str(Agreement.objects.count()), "64"]


def test_many_sides_are_told_by_the_first_and_a_number(client: Client, drawn: list[Card]) -> None:
    agreement = Agreement.objects.get(id="A073")
    first = agreement.parties.get(position=1)
    for position in range(3, 6):
        first.pk, first.position = None, position
        first.save()
    client.get("/en/agreements/A073/card.png")
    assert [part.text for part in drawn[0].title].count(" × ") == 2
    assert drawn[0].title[-1] == CardPart(" +2")


def test_a_card_is_kept_until_a_record_changes(client: Client) -> None:
    address = "/en/places/VN79-2025/card.png"
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    asked = {"if-none-match": first.headers["ETag"]}
    assert (client.get(address, headers=asked)).status_code == 304
    write_entry(
        verb="correct_agreement", subject=Agreement.objects.get(id="A073"), changes={}, by="x"
    )
    again = client.get(address, headers=asked)
    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]
    assert again.content == first.content


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("places/VN-SG/card.png", "places/VN79-2025/card.png"),
        ("bonds/VN79-2025/JP35/card.png", "bonds/JP35/VN79-2025/card.png"),
        ("places/VN-SG/changes.atom", "places/VN79-2025/changes.atom"),
        ("places/VN-SG/dates.ics", "places/VN79-2025/dates.ics"),
        ("bonds/VN79-2025/JP35/changes.atom", "bonds/JP35/VN79-2025/changes.atom"),
        ("bonds/VN79-2025/JP35/dates.ics", "bonds/JP35/VN79-2025/dates.ics"),
    ],
)
def test_another_code_leads_to_the_one_address(client: Client, asked: str, leads_to: str) -> None:
    answer = client.get(f"/en/{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/en/{leads_to}")


@pytest.mark.parametrize(
    "path", ["agreements/A999/card.png", "places/VN99-2025/card.png", "bonds/JP35/JP27/card.png"]
)
def test_what_is_not_there_has_no_card(client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404
