"""Sort keys of 0-9a-z: no database sorts four languages, every database sorts these alike."""

import unicodedata
from functools import lru_cache

from enishi.domain.text.folding import fold

_VIETNAMESE = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _code(position: int) -> str:
    """Write a small number so that text order is number order; 00 and 01 are kept for end and space."""
    position += 2
    return _DIGITS[position // 36] + _DIGITS[position % 36]


def _other(character: str) -> str:
    """A character outside the alphabet sorts after it, by its code point."""
    point = ord(character)
    digits = ""
    for _ in range(4):
        point, rest = divmod(point, 36)
        digits = _DIGITS[rest] + digits
    return "zz" + digits


_VI_CODES = {c: _code(10 + i) for i, c in enumerate(_VIETNAMESE)}
_LATIN_CODES = {c: _code(10 + i) for i, c in enumerate("abcdefghijklmnopqrstuvwxyz")}
_KANA_CODES = {c: _code(40 + i) for i, c in enumerate(_KANA)}
_DIGIT_CODES = {c: _code(i) for i, c in enumerate("0123456789")}


def _vietnamese(text: str) -> str:
    primary, tones = "", ""
    for composed in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", composed)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), "0")
        letter = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        if letter.isspace() or letter in "-–=":
            primary += "01"
        elif letter in _VI_CODES or letter in _DIGIT_CODES:
            primary += _VI_CODES.get(letter) or _DIGIT_CODES[letter]
            tones += tone
        elif letter.isalpha():
            base = unicodedata.normalize("NFD", letter)[0]
            primary += _VI_CODES.get(base) or _other(base)
            tones += "6"
    return f"{primary}00{tones.rstrip('0')}"


@lru_cache(maxsize=4096)
def _latin_character(character: str) -> tuple[str, str]:
    letters = fold(character)
    codes = (_LATIN_CODES.get(c) or _DIGIT_CODES.get(c) or _other(c) for c in letters)
    marks = ("0" if letter == character.casefold() else "1" for letter in letters)
    return "".join(codes), "".join(marks)


def _latin(text: str) -> str:
    primary, accents = "", ""
    for word in text.replace("’", " ").replace("-", " ").split():
        for character in unicodedata.normalize("NFC", word):
            codes, marks = _latin_character(character)
            primary += codes
            accents += marks
        primary += "01"
    return f"{primary.removesuffix('01')}00{accents.rstrip('0')}"


def _japanese(text: str) -> str:
    primary, voiced = "", ""
    for character in fold(text):
        parts = unicodedata.normalize("NFD", character)
        base, marks = parts[0], parts[1:]
        codes = _KANA_CODES.get(base) or _LATIN_CODES.get(base) or _DIGIT_CODES.get(base)
        primary += codes or _other(base)
        voiced += {"\u3099": "1", "\u309a": "2"}.get(marks, "0")
    return f"{primary}00{voiced.rstrip('0')}"


def sort_key(text: str, language: str) -> str:
    """Return the key by which `text` sorts among names of `language` (vi, ja, en, fr).

    Vietnamese: its alphabet, tones after letters. Japanese: `text` is the reading, in kana order.
    English and French: accents after letters, case and hyphens ignored.

    >>> sorted(["Đà Nẵng", "Điện Biên", "Đắk Lắk", "Cà Mau"], key=lambda n: sort_key(n, "vi"))
    ['Cà Mau', 'Đà Nẵng', 'Đắk Lắk', 'Điện Biên']
    """
    match language:
        case "vi":
            return _vietnamese(text)
        case "ja":
            return _japanese(text)
        case _:
            return _latin(text)
