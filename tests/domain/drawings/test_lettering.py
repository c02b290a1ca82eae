"""The room a text takes, and where it breaks."""

import pytest

from enishi.domain.drawings import line_count, shortened, text_width, wrap
from enishi.domain.drawings.markup import number, ring, tag


def test_accents_take_no_room_and_cjk_is_square() -> None:
    assert text_width("Quảng Ninh") == text_width("Quang Ninh")
    assert text_width("山口", 13) == 26
    assert text_width("W") > text_width("i") * 3
    assert text_width("") == 0


def test_lines_break_at_spaces_and_between_signs() -> None:
    assert wrap("Delta du fleuve Rouge", 90) == ["Delta du", "fleuve Rouge"]
    assert wrap("南中部沿岸・中部高原", 80) == ["南中部沿岸・", "中部高原"]
    assert wrap("", 50) == []
    assert wrap("Thừa Thiên Huế", 1) == ["Thừa", "Thiên", "Huế"]


def test_no_line_begins_with_a_closing_sign() -> None:
    lines = wrap("貿易、教育、文化、人的交流。その後の基礎。", 60)
    assert [line for line in lines if line[0] in "、。"] == []
    assert "".join(lines) == "貿易、教育、文化、人的交流。その後の基礎。"


def test_a_text_is_shortened_to_its_room() -> None:
    assert shortened("Bà Rịa - Vũng Tàu", 400) == "Bà Rịa - Vũng Tàu"
    short = shortened("Bà Rịa - Vũng Tàu", 60)
    assert (short[-1], text_width(short) <= 60) == ("…", True)


def test_line_count_is_never_too_small() -> None:
    assert line_count("one", 300) == 1
    assert line_count("word " * 60, 300) >= 60 * text_width("word ", 16, 400) / 300


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.04, "0"), (0.25, ".2"), (-0.5, "-.5"), (10.0, "10"), (100.04, "100")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_drawn(value: float) -> None:
    with pytest.raises(ValueError, match="is not a coordinate"):
        number(value)


def test_markup() -> None:
    assert tag("path", d="M0 0", cls="x", href=None, data_unit="A") == (
        '<path d="M0 0" class="x" data-unit="A"/>'
    )
    assert ring([(0, 0), (1, 1)]) == ""
