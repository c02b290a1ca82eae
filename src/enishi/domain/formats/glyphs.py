"""The fonts shipped for paper: what characters they have, and text made of these alone."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "typst" / "fonts"

_MISSING = "〓"  # the mark of Japanese setters for a type not in the case
# An address or a number too long for a column; Japanese breaks anywhere and needs no help.
_LONG = re.compile(r"[!-~À-ɏḀ-ỿ]{25,}")
_PIECE = re.compile(r"([^/?&=_.-]{1,10}[/?&=_.-]*)(?=.)")
_KEPT = frozenset("\n\u200b\u2060")  # a line end, where a line may break, where it may not


@cache
def fonts() -> typst.Fonts:
    """Return the shipped fonts and no others: a page looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )


def characters(font: Path) -> frozenset[int]:
    """Return the code points that a font has glyphs for.

    Raises:
        ValueError: the font's table of characters is not the single one, of format 12, that
            `scripts/fonts.py` writes.
    """
    content = font.read_bytes()
    (number,) = struct.unpack_from(">4xH", content)
    tables = {}
    for place in range(12, 12 + 16 * number, 16):
        tag, start = struct.unpack_from(">4s4xI", content, place)
        tables[tag] = start
    start = tables[b"cmap"]
    count, offset = struct.unpack_from(">2xH4xI", content, start)
    format_, groups = struct.unpack_from(">H10xI", content, start + offset)
    if (count, format_) != (1, 12):
        raise ValueError(
            f"{font.name}: {count} tables of characters, the first of format {format_}"
        )
    spans = struct.iter_unpack(">III", content[start + offset + 16 :][: 12 * groups])
    return frozenset(code for first, last, _ in spans for code in range(first, last + 1))


@cache
def covered() -> frozenset[int]:
    """Return the code points that some shipped font has, at each weight in use."""
    weights = [
        frozenset().union(*(characters(font) for font in FOLDER.glob(f"*-{weight}.ttf")))
        for weight in (400, 600)
    ]
    return frozenset.intersection(*weights)


def printable(text: str) -> str:
    """Return text as the shipped fonts can print it, composed (NFC).

    A character without a glyph gives way to its compatible form (Ⅱ to II, a narrow space that does
    not break to a full one), marks and controls that print nothing are dropped, and what remains
    is shown as 〓, so that a reader sees that a character is missing.
    """
    return "".join(_printable(unicodedata.normalize("NFC", text)))


def breakable(text: str) -> str:
    """Return text whose words of 25 letters and more, such as addresses, may break between lines."""
    return _LONG.sub(lambda word: _PIECE.sub("\\1\u200b", word[0]), text)


def _printable(text: str) -> Iterator[str]:
    known = covered()
    for character in text:
        if ord(character) in known or character in _KEPT:
            yield character
        elif unicodedata.category(character) in {"Cc", "Cf", "Mn"}:
            yield " " if character == "\t" else ""
        elif character in "\u202f\u2007":
            yield "\u00a0"
        else:
            plain = unicodedata.normalize("NFKC", character)
            yield plain if all(ord(part) in known for part in plain) else _MISSING
