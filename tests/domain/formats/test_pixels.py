"""A drawing turned into pixels."""

import struct

import pytest

from enishi.domain.formats.pixels import png_of

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 63" width="120" height="63">'
    "<rect width='120' height='63' fill='#fff'/>"
    "<text x='4' y='40' font-size='30' font-family=\"'Be Vietnam Pro','Noto Sans JP'\">{}</text></svg>"
)


def test_a_unit_of_the_drawing_is_a_pixel() -> None:
    signature, width, height = struct.unpack_from(">8s8xII", png_of(SVG.format("A")))
    assert (signature, width, height) == (b"\x89PNG\r\n\x1a\n", 120, 63)


def test_letters_of_all_four_languages_are_drawn() -> None:
    pictures = {png_of(SVG.format(text)) for text in ("", "ế", "ê", "é", "縁", "縣", "ホ", "Ệ")}
    assert len(pictures) == 8


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="no drawing"):
        png_of("<p>not a drawing</p>")
