"""Sort keys: each language's own order, by comparing plain text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.text import LANGUAGES, sort_key

ORDERS = {
    "the Vietnamese alphabet": ("vi", "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y"),
    "Vietnamese tones as a dictionary has them": ("vi", "ma mà mả mã má mạ"),
    "Vietnamese tones on another letter": ("vi", "ê ề ể ễ ế ệ"),
    "letters before tones": ("vi", "ma má man màn mân mận me"),
    "an unmarked word first, a longer word after all its tones": ("vi", "lan làn lán lang làng"),
    "đ after all words in d": ("vi", "da dung dương đa đắk"),
    "French letters before accents": ("fr", "cote coté côte cotée coter"),
    "English without regard to case": ("en", "aichi Akita chiba Ōita Osaka"),
    "kana in their order": (
        "ja",
        "あ い う え お か が き ぎ く ぐ さ た な は ば ぱ ひ ま や ら わ を ん",
    ),
    "voiced kana after plain ones, letters first": ("ja", "かき がき かく がく かけ"),
    "hiragana and katakana alike": ("ja", "アキタ いばらき オオイタ おおさか ギフ くまもと"),
    "a shorter reading before a longer one": ("ja", "なら ならし"),
}
NAMES = {
    "provinces": (
        "vi",
        [
            "An Giang",
            "Bà Rịa - Vũng Tàu",
            "Bạc Liêu",
            "Bắc Giang",
            "Bắc Kạn",
            "Bình Dương",
            "Cà Mau",
            "Cần Thơ",
            "Đà Nẵng",
            "Đắk Lắk",
            "Điện Biên",
            "Đồng Nai",
            "Hà Nam",
            "Hà Nội",
            "Hải Dương",
            "Hải Phòng",
            "Huế",
            "Hưng Yên",
            "Thái Bình",
            "Thanh Hóa",
            "Yên Bái",
        ],
    ),
    "a space before any letter": ("vi", ["Hà Nam", "Hà Nội", "Hà Tĩnh", "Hài", "Hạnh"]),
    "prefectures in French": (
        "fr",
        ["Aichi", "Ehime", "Hyōgo", "Ōita", "Okayama", "Ōsaka", "Tōkyō"],
    ),
    "English names of two words": ("en", ["Ha Nam", "Ha Noi", "Ha Tinh", "Hai Phong", "Hanoi"]),
    "hyphens count as spaces": ("fr", ["Thua Thien-Hue", "Thua Thien Hueb", "Thuan"]),
}


@pytest.mark.parametrize("case", ORDERS)
def test_single_words_sort_as_the_language_has_them(case: str) -> None:
    language, words = ORDERS[case]
    expected = words.split()
    mixed = [*reversed(expected)]
    assert sorted(mixed, key=lambda word: sort_key(word, language)) == expected


@pytest.mark.parametrize("case", NAMES)
def test_names_of_places_sort_as_the_language_has_them(case: str) -> None:
    language, expected = NAMES[case]
    mixed = [*reversed(expected)]
    assert sorted(mixed, key=lambda name: sort_key(name, language)) == expected


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "OSAKA", "Osaka"),
        ("en", "Bac Ninh", "Bac-Ninh"),
        ("fr", "d’Osaka", "d Osaka"),
        ("ja", "ナラ", "なら"),
        ("vi", "HÀ NỘI", "Hà Nội"),
        ("vi", "Hà Nội", "Ha\u0300 No\u0302\u0323i"),
    ],
)
def test_two_ways_of_writing_one_name_have_one_key(language: str, one: str, other: str) -> None:
    assert sort_key(one, language) == sort_key(other, language)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12), st.sampled_from(LANGUAGES))
def test_every_key_is_made_of_plain_digits_and_letters(text: str, language: str) -> None:
    assert re.fullmatch(r"[0-9a-z]*", sort_key(text, language))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aăâbcdđeêghiklmn", max_size=6), st.text(alphabet="ađênz", max_size=3))
def test_a_name_sorts_before_every_longer_name_that_begins_with_it(start: str, rest: str) -> None:
    assert sort_key(start, "vi") <= sort_key(start + rest, "vi")
