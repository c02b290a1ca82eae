"""Folding: the ways in which people write one name meet in one form."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.text import fold, fold_words, grams

FOLDED = [
    # Vietnamese
    ("Quảng Ninh", "quangninh"),
    ("QUẢNG NINH", "quangninh"),
    ("quang  ninh", "quangninh"),
    ("Đà Nẵng", "danang"),
    ("đà nẵng", "danang"),
    ("Ðắk Lắk", "daklak"),  # Ð is eth, which old keyboards gave for Đ
    ("Đăk Lăk", "daklak"),
    ("Hòa Bình", "hoabinh"),
    ("Hoà Bình", "hoabinh"),
    (unicodedata.normalize("NFD", "Hòa Bình"), "hoabinh"),
    ("Bà Rịa – Vũng Tàu", "bariavungtau"),
    ("Bà Rịa-Vũng Tàu", "bariavungtau"),
    ("TP.HCM", "tphcm"),
    ("Thừa Thiên Huế", "thuathienhue"),
    ("Cần Thơ", "cantho"),
    ("Lạng Sơn", "langson"),
    ("Kỳ Anh", "kyanh"),
    # French and English
    ("Hô-Chi-Minh-Ville", "hochiminhville"),
    ("Hanoï", "hanoi"),
    ("préfecture d’Osaka", "prefecturedosaka"),
    ("préfecture d'Osaka", "prefecturedosaka"),
    ("Œuvre", "oeuvre"),
    ("Ærø", "aero"),
    ("Łódź", "lodz"),
    ("Straße", "strasse"),
    ("Tōkyō", "tokyo"),
    ("Kyôto", "kyoto"),
    ("ＮＡＲＡ", "nara"),
    ("1er", "1er"),
    ("１２", "12"),
    # Japanese
    ("奈良県", "奈良県"),
    ("ナラ", "なら"),
    ("ﾅﾗ", "なら"),
    ("なら", "なら"),
    ("クァンニン", "くあんにん"),
    ("クアンニン", "くあんにん"),
    ("ヴィンフック", "びんふつく"),
    ("ビンフック", "びんふつく"),
    ("ヴァ", "ば"),
    ("ヴェ", "べ"),
    ("ヴォ", "ぼ"),
    ("ヴュ", "びゆ"),
    ("ヴ", "ぶ"),
    ("ﾋﾞﾝｽﾞｵﾝ", "びんずおん"),
    ("ビンズォン", "びんずおん"),
    ("カントー", "かんと"),
    ("トゥアティエン・フエ", "とうあていえんふえ"),
    ("トゥアティエン＝フエ", "とうあていえんふえ"),
    ("きょうと", "きようと"),
    ("がぎぐ", "がぎぐ"),
    ("パ", "ぱ"),
    (unicodedata.normalize("NFD", "ガ"), "が"),
    ("ヶ", "け"),
    ("ヮ", "わ"),
    # Nothing to compare
    ("", ""),
    (" – ・ ", ""),
    ("’", ""),
]


@pytest.mark.parametrize(("written", "folded"), FOLDED)
def test_a_name_folds_to_the_form_in_which_it_is_compared(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_voiced_kana_stay_apart_from_plain_ones() -> None:
    assert len({fold(kana) for kana in ("ハ", "バ", "パ")}) == 3


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Hô-Chi-Minh-Ville", ["ho", "chi", "minh", "ville"]),
        ("  tỉnh  Quảng Ninh ", ["tinh", "quang", "ninh"]),
        ("préfecture d’Osaka", ["prefecture", "d", "osaka"]),
        ("トゥアティエン・フエ省", ["とうあていえん", "ふえ省"]),
        ("BR-VT", ["br", "vt"]),
        ("…", []),
    ],
)
def test_what_is_neither_letter_nor_digit_parts_words(written: str, words: list[str]) -> None:
    assert fold_words(written) == words


@pytest.mark.parametrize(
    ("folded", "pieces"),
    [
        ("津", {"^津", "津$"}),
        ("奈良", {"^奈", "奈良", "良$"}),
        ("なら", {"^な", "なら", "ら$"}),
        ("tsu", {"^ts", "tsu", "su$"}),
        ("hue", {"^hu", "hue", "ue$"}),
        ("ab", {"^ab", "ab$"}),
        ("a", {"^a", "a$"}),
        ("anan", {"^an", "ana", "nan", "an$"}),
        ("", {"^$"}),
    ],
)
def test_a_folded_name_falls_into_pieces_with_marked_ends(folded: str, pieces: set[str]) -> None:
    assert grams(folded) == pieces


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


VIETNAMESE = st.text(alphabet="aăâeêioôơuưyđAĂĐcntghrẵấộưỳ -", max_size=15)


@settings(max_examples=100, deadline=None)
@given(VIETNAMESE, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_way_accents_are_encoded_does_not_matter(text: str, form: str) -> None:
    assert fold(unicodedata.normalize(form, text)) == fold(text)  # type: ignore[arg-type]  # form


@settings(max_examples=100, deadline=None)
@given(VIETNAMESE)
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
