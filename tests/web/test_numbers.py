"""Numbers, sums and figures as four languages write them."""

from decimal import Decimal

import pytest
from django.utils import translation

from enishi.apps.indicators.models import Observation
from enishi.web.indicators.phrases import value_in_words
from enishi.web.numbers import dollars_in, number_in


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,234,567.5"),
        ("fr", "1\u00a0234\u00a0567,5"),
        ("vi", "1.234.567,5"),
        ("ja", "1,234,567.5"),
    ],
)
def test_a_number_is_written_as_its_language_does(language: str, written: str) -> None:
    assert number_in(Decimal("1234567.5000"), language) == written


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        ("6000000000", "en", "USD\u00a06\u00a0billion"),
        ("6000000000", "fr", "6\u00a0milliards de dollars"),
        ("1500000000", "fr", "1,5\u00a0milliard de dollars"),
        ("6000000000", "vi", "6\u00a0tỷ\u00a0USD"),
        ("6000000000", "ja", "60億ドル"),
        ("4253000000", "ja", "42億5300万ドル"),
        ("4253000000", "en", "USD\u00a04.253\u00a0billion"),
        ("341580000", "en", "USD\u00a0341.58\u00a0million"),
        ("341580000", "vi", "341,58\u00a0triệu\u00a0USD"),
        ("341580000", "ja", "3億4158万ドル"),
        ("30400000", "fr", "30,4\u00a0millions de dollars"),
        ("1234567891", "en", "USD\u00a01,234,567,891"),
        ("950", "ja", "950ドル"),
        ("0", "ja", "0ドル"),
    ],
)
def test_a_sum_is_written_without_losing_a_digit(value: str, language: str, written: str) -> None:
    assert dollars_in(Decimal(value), language) == written


@pytest.mark.parametrize(
    ("measure", "value", "wording", "words"),
    [
        ("jp_companies", "300", "more_than", "more than 300"),
        ("jp_companies", "56", "exact", "56"),
        ("delegates", "800", "nearly", "nearly 800"),
        ("jp_investment_usd", "6000000000", "less_than", "less than USD\u00a06\u00a0billion"),
        ("vn_residents", "16000", "about", "about 16,000"),
        ("stands", "40", "less_than", "fewer than 40"),
        ("stands", "40", "at_most", "at most 40"),
        ("stands", "40", "at_least", "at least 40"),
    ],
)
def test_a_figure_keeps_the_word_of_doubt_of_its_source(
    measure: str, value: str, wording: str, words: str
) -> None:
    row = Observation(measure=measure, value=Decimal(value), wording=wording)
    with translation.override("en"):
        assert value_in_words(row, "en") == words


def test_a_figure_that_is_a_text_has_no_number() -> None:
    assert value_in_words(Observation(measure="needs"), "en") == ""
