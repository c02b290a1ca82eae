"""The whole of reading: any text, in any form of Unicode, gives the same facts in the same places."""

import unicodedata
from dataclasses import fields, replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.press import Report, read
from enishi.domain.press.report import Fact

REPORTS = [
    (
        " date 2023-09-09 Les délégués à Binh Duong. Photo : VNA\r\n\r\nBinh Duong (VNA) - Le forum a "
        "réuni environ 400 délégués le 8 septembre à Binh Duong. Le gouverneur de Yamaguchi, Muraoka "
        "Tsugumasa, a signé un protocole d'accord avec la province de Binh Duong. -VNA\r\n"
    ),
    (
        " date 2025-11-25 Sáng 25/11, Thủ tướng Phạm Minh Chính đã tiếp ông Yamamoto Ichita, Thống đốc "
        "tỉnh Gunma. Tỉnh Quảng Ninh và tỉnh Gunma đã ký bản ghi nhớ về du lịch. Khoảng 16.000 người "
        "Việt Nam đang sống tại Gunma./.\n"
    ),
    (
        " date 2019-11-18 Governor Kuroiwa Yuji of Kanagawa prefecture met the leaders of Hà Nội. More "
        "than 370,000 Vietnamese live in Japan. — VNS\n"
    ),
    (
        "栃木県とビンフック省が覚書を締結\n2021年11月23日、栃木県の福田富一知事とビンフック省は、観光に関する"
        "覚書に署名した。\n"
    ),
]


def facts_of(report: Report) -> list[Fact]:
    kinds = (getattr(report, each.name) for each in fields(report))
    return list(chain.from_iterable(kind for kind in kinds if isinstance(kind, tuple)))


@pytest.mark.parametrize("text", REPORTS)
def test_accents_apart_change_no_fact(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    one, two = read(text), read(apart)
    assert one.published_on == two.published_on
    for this, other in zip(facts_of(one), facts_of(two), strict=True):
        assert len(this.basis.spans) == len(other.basis.spans)
        for span, moved in zip(this.basis.spans, other.basis.spans, strict=True):
            cut = apart[moved.start : moved.end]
            assert unicodedata.normalize("NFC", cut) == text[span.start : span.end]
        if not hasattr(this, "name_as_written"):
            assert replace(other, basis=this.basis) == this
    named = [(place.basis, place.name_as_written) for place in two.localities]
    named += [(body.basis, body.name_as_written) for body in two.organisations]
    for basis, name in named:
        assert apart[basis.spans[0].start : basis.spans[0].end] == name


@pytest.mark.parametrize("text", REPORTS)
def test_places_and_days_are_found(text: str) -> None:
    report = read(text)
    assert any(place.code for place in report.localities)
    if text.startswith(" date"):
        assert report.published_on == text[6:16]


@given(
    st.lists(
        st.text(max_size=30)
        | st.sampled_from([word for text in REPORTS for word in text.split(" ")])
    ).map(" ".join)
)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    report = read(text)
    assert report == read(text)
    for fact in facts_of(report):
        assert fact.basis.rule
        assert 0 <= fact.basis.confidence <= 1
        for span in fact.basis.spans:
            assert 0 <= span.start < span.end <= len(text)
    for place in report.localities:
        (span,) = place.basis.spans
        assert text[span.start : span.end] == place.name_as_written


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_what_is_no_text_at_all_is_read(data: bytes) -> None:
    assert read(data.decode("utf-8", errors="replace")).language in {"en", "fr", "ja", "vi"}
    assert read(data.decode("latin-1")).language in {"en", "fr", "ja", "vi"}
