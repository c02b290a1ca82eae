"""The briefing of a bond, as a reader takes it along."""

import io
import re
import unicodedata
from urllib.parse import unquote

import pypdf
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from enishi.apps.register.models import BondSpan
from tests.conftest import ASKED, LANGUAGES
from tests.web.reading import Page

pytestmark = pytest.mark.usefixtures("register")

TOLD = {
    "en": (
        "Binh Duong",
        "Ho Chi Minh City",
        "山口県",
        "Briefing note",
        "as of 1 March 2026",
        "Last signature: 26 February 2026, 3 days ago.",
        "Ho Chi Minh City is the successor unit of Binh Duong since 1 July 2025.",
        "Merger: Binh Duong, now Ho Chi Minh City",
        "Together with: Ba Ria - Vung Tau, Ho Chi Minh City",
        "5 (own: 1, inherited: 4)",
        "A091: until 7 September 2026",
        "more than 300",
        "Office in charge: not recorded.",
        "No source states until when these live: A074, A069, A015.",
        "[6] Việt Nam News report on the signing",
    ),
    "fr": (
        "Bình Dương",
        "Hô-Chi-Minh-Ville",
        "Note de présentation",
        "au 1er mars 2026",
        "Fusion : Bình Dương, désormais Hô-Chi-Minh-Ville",
        "5 (propres : 1, repris : 4)",
        "Service responsable : non renseigné.",
    ),
    "ja": (
        "ビンズオン省",
        "ホーチミン市",
        "Bình Dương",
        "概要資料",
        "2026年3月1日現在",
        "最新の署名は2026年2月26日（3日前）です。",
        "合併：ビンズオン省（現・ホーチミン市）",
        "再締結 A069",
        "5（自ら締結：1、承継：4）",
        "300社超",
        "担当課は未登録です。",
    ),
    "vi": (
        "Bình Dương",
        "Hồ Chí Minh",
        "山口県",
        "Tài liệu tóm tắt",
        "tính đến ngày 01 tháng 3 năm 2026",
        "Lần ký gần nhất: ngày 26 tháng 02 năm 2026, cách đây 3 ngày.",
        "Sáp nhập: Bình Dương, nay là Hồ Chí Minh",
        "Bản ghi nhớ A074",
        "hơn 300",
        "Cơ quan đầu mối: chưa có thông tin.",
    ),
}


def opened(client: Client, address: str) -> pypdf.PdfReader:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(answer.content))


def joined(text: str) -> str:
    """Text without its spaces: a line ends where the page, not the text, decides."""
    return "".join(unicodedata.normalize("NFC", text).split())


def text_of(reader: pypdf.PdfReader) -> str:
    return joined("\n".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("language", ASKED)
def test_the_two_pages_tell_the_bond_in_the_reader_s_language(
    client: Client, language: str
) -> None:
    reader = opened(client, f"/{language}/bonds/JP35/VN79-2025/briefing.pdf?on=2026-03-01")
    assert len(reader.pages) == 2
    text = text_of(reader)
    assert [told for told in TOLD[language] if joined(told) not in text] == []
    assert "〓" not in text
    assert joined(f"127.0.0.1:8000/{language}/bonds/JP35/VN79-2025/?on=2026-03-01") in text


def test_every_bond_fits_on_two_pages(client: Client) -> None:
    pairs = BondSpan.objects.filter(kind="documented", until=None).order_by("one", "other")
    found = {}
    for number, (one, other) in enumerate(pairs.values_list("one", "other")[::4]):
        language = LANGUAGES[number % len(LANGUAGES)]
        reader = opened(client, f"/{language}/bonds/{one}/{other}/briefing.pdf")
        if len(reader.pages) != 2 or "〓" in text_of(reader):
            found[one, other, language] = len(reader.pages)
    assert found == {}


def test_a_bond_with_more_than_two_pages_hold_says_what_is_left_out(client: Client) -> None:
    text = text_of(opened(client, "/en/bonds/JP40/VN01-2025/briefing.pdf?on=2026-03-01"))
    assert re.search(r"\dmoreonthepage:127\.0\.0\.1:8000/en/bonds/JP40/VN01-2025/", text)


def test_what_municipalities_signed_is_told_where_the_places_signed_nothing(
    client: Client,
) -> None:
    text = text_of(opened(client, "/en/bonds/JP24/VN48-2025/briefing.pdf"))
    assert joined("Hoi An (city) × Matsusaka City") in text
    assert joined("between municipalities") in text


def test_a_pair_without_a_document_says_so(client: Client) -> None:
    text = text_of(opened(client, "/en/bonds/JP02/VN01-2025/briefing.pdf"))
    assert joined("No dated event is on record.") in text
    assert joined("No dated text signed by the two places has been found.") in text


def test_the_file_has_a_name_in_ascii_and_one_in_the_reader_s_letters(client: Client) -> None:
    answer = client.get("/vi/bonds/JP35/VN79-2025/briefing.pdf?on=2026-03-01")
    header = answer.headers["Content-Disposition"]
    plain, _, own = header.removeprefix("attachment; ").partition("; filename*=UTF-8''")
    assert plain == 'filename="enishi-JP35-VN79-2025-2026-03-01-vi.pdf"'
    assert unquote(own) == "Enishi Yamaguchi × Hồ Chí Minh 2026-03-01.pdf"


def test_the_page_offers_the_briefing_in_four_languages_for_its_day(client: Client) -> None:
    page = Page(client, "/fr/bonds/JP35/VN79-2025/?on=2025-06-30")
    offered = [
        e.attributes["href"] for e in page.one("div", class_="briefings").within if e.tag == "a"
    ]
    assert sorted(offered) == [
        f"/{language}/bonds/JP35/VN79-2025/briefing.pdf?on=2025-06-30" for language in LANGUAGES
    ]
    assert page.text_of("a", class_="main-action") == "Note de présentation, 2 pages, PDF"


def test_a_briefing_has_one_address(client: Client) -> None:
    answer = client.get("/en/bonds/VN-SG/JP-35/briefing.pdf?on=2025-06-30")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/en/bonds/JP35/VN79-2025/briefing.pdf?on=2025-06-30"


def test_a_day_that_cannot_be_read_is_named_on_the_page(client: Client) -> None:
    page = Page(client, "/en/bonds/JP35/VN79-2025/briefing.pdf?on=yesterday", status=400)
    assert "“yesterday” is not a day." in page.text_of(role="alert")


def test_a_briefing_is_made_once_for_a_state_of_the_record(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = "/en/bonds/JP35/VN79-2025/briefing.pdf?on=2026-03-01"
    first = client.get(address).content
    with django_assert_max_num_queries(10):  # the two places and the version of the records
        assert client.get(address).content == first
