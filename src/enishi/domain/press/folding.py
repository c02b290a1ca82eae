"""The form in which texts and tables are compared: as long as the text itself, so places stay."""

import re
import unicodedata
from functools import cache

_LEVELLED = {
    **dict.fromkeys(map(ord, "‘’‛′`´ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−－﹣"), "-"),
    **dict.fromkeys(map(ord, "\t\n\v\f\r\x85\xa0\u2028\u2029\u3000"), " "),
    ord("〜"): "～",
}
_LETTERS = {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i"}
_REMEMBERED = 20_000  # characters: strange texts must not fill the memory

_FEW = 1.08  # bytes a character
_PLAIN_ASCII = (("\n", " "), ("\r", " "), ("\t", " "), ("\v", " "), ("\f", " "), ("`", "'"))
_BEYOND = re.compile(r"[^\x00-\x7f]+")

ACCENTED = re.compile("[À-ÖØ-öø-ɏ\u1e00-\u1eff]")


class _Table(dict[int, str]):
    """A table for `str.translate`, worked out as characters are met; one for one, always."""

    def __init__(self, *, accents: bool) -> None:
        super().__init__()
        self._accents = accents

    def __missing__(self, point: int) -> str:
        folded = _LEVELLED.get(point) or _one(chr(point), accents=self._accents)
        if len(self) < _REMEMBERED:
            self[point] = folded
        return folded


def _one(character: str, *, accents: bool) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a sign, which no automaton takes
    wide = unicodedata.normalize("NFKC", character)
    low = (wide if len(wide) == 1 else character).lower()
    if len(low) != 1:
        return character
    if accents or "\u3040" <= low <= "\u30ff" or "\uac00" <= low <= "\ud7a3":
        return low  # the marks of kana are no accents, and a syllable of Korean is no letter
    base = unicodedata.normalize("NFD", low)[0]
    return _LETTERS.get(base, base)


_FOLDED, _PLAIN = _Table(accents=False), _Table(accents=True)


def folded(text: str) -> str:
    """Return a text in small letters, without accents, with plain quotes, hyphens and spaces.

    It has as many characters as `text`, each in its place.

    >>> folded("Đà Nẵng – l’accord")
    'da nang - l'accord'
    """
    low = text.lower()
    # Where signs beyond ASCII are few, a pass over them alone is four times as fast.
    if len(low) != len(text) or len(text.encode("utf-8", "replace")) > len(text) * _FEW:
        return text.translate(_FOLDED)
    for sign, plain in _PLAIN_ASCII:
        low = low.replace(sign, plain)
    return _BEYOND.sub(_run, low)


def _run(found: re.Match[str]) -> str:
    return found[0].translate(_FOLDED)


def levelled(text: str) -> str:
    """Return a text folded but for its accents.

    >>> levelled("Đà Nẵng – L’Accord")
    "đà nẵng - l'accord"
    """
    return text.lower() if text.isascii() else text.translate(_PLAIN)


@cache
def _accents(letter: str) -> frozenset[str]:
    if letter == "đ":
        return frozenset("đ")
    return frozenset(unicodedata.normalize("NFD", letter)[1:])


def carelessly_written(stretch: str, name: str) -> bool:
    """Whether a stretch, levelled, is a name with some accents left out, and none added.

    >>> carelessly_written("hô chi minh", "hồ chí minh"), carelessly_written("đã nâng", "đà nẵng")
    (True, False)
    """
    return len(stretch) == len(name) and all(
        a == b or _accents(a) <= _accents(b) for a, b in zip(stretch, name, strict=True)
    )


_MOVED_TONES = re.compile(r"(?<!q)([oòóỏõọ])([aeàáảãạèéẻẽẹ])\b|(?<!q)([uùúủũụ])([yỳýỷỹỵ])\b")
_TONES = "\u0300\u0301\u0309\u0303\u0323"


def tones_moved(words: str) -> str:
    """Return words with the tones of oa, oe and uy on the other letter: two schools of spelling.

    >>> tones_moved("khánh hòa"), tones_moved("khánh hoà")
    ('khánh hoà', 'khánh hòa')
    """

    def moved(found: re.Match[str]) -> str:
        first, second = (
            (unicodedata.normalize("NFD", part) for part in found.group(1, 2))
            if (found.group(1))
            else (unicodedata.normalize("NFD", part) for part in found.group(3, 4))
        )
        tone = "".join(sign for sign in first + second if sign in _TONES)
        bare = ["".join(sign for sign in part if sign not in _TONES) for part in (first, second)]
        both = (
            bare[0] + bare[1] + tone
            if any(sign in _TONES for sign in first)
            else (bare[0] + tone + bare[1])
        )
        return unicodedata.normalize("NFC", both)

    return _MOVED_TONES.sub(moved, words)
