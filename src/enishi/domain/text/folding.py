"""Folding: the one form in which names are compared, whatever way people write them."""

import unicodedata
from collections.abc import Callable

# A digraph with ヴ is one sound and folds to one kana: ヴィンフック and ビンフック must meet.
_VU = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴュ", "ビユ"),
    ("ヴ", "ブ"),
)
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "œ": "oe", "æ": "ae", "ー": None})
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_KANA_MARKS = "\u3099\u309a"  # dakuten and handakuten are letters to a Japanese reader, not accents


_REMEMBERED = 10_000  # characters: what strangers type must not fill the memory


class _Table(dict[int, str]):
    """A table for `str.translate`, worked out character by character as they are met."""

    def __init__(self, fold_character: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold_character

    def __missing__(self, point: int) -> str:
        folded = self._fold(chr(point))
        if len(self) < _REMEMBERED:
            self[point] = folded
        return folded


def _without_accent(character: str) -> str:
    accent = character not in _KANA_MARKS and unicodedata.category(character) == "Mn"
    return "" if accent else character


def _levelled(character: str) -> str:
    text = character.translate(_LETTERS)
    text = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text).translate(_LARGE)
    return "".join(c if c.isalnum() else " " for c in text)


_UNACCENTED, _LEVELLED = _Table(_without_accent), _Table(_levelled)


def fold_words(text: str) -> list[str]:
    """Return the words of `text` in folded form.

    NFKC, case, accents, đ, katakana/hiragana, ヴ/ブ, small kana and the long mark are levelled;
    everything that is neither letter nor digit separates words.

    >>> fold_words("Hô-Chi-Minh-Ville")
    ['ho', 'chi', 'minh', 'ville']
    """
    text = unicodedata.normalize("NFKC", text)
    for written, plain in _VU:
        text = text.replace(written, plain)
    text = unicodedata.normalize("NFD", text.casefold())
    text = unicodedata.normalize("NFC", text.translate(_UNACCENTED))
    return text.translate(_LEVELLED).split()


def fold(text: str) -> str:
    """Return `text` folded into one word: what an index holds and a query is compared with.

    >>> fold("TP. Hồ Chí Minh") == fold("tp ho chi minh") == "tphochiminh"
    True
    >>> fold("クァンニン") == fold("くあんにん")
    True
    """
    return "".join(fold_words(text))


def grams(folded: str) -> frozenset[str]:
    """Return the pieces by which a folded name is found in spite of a slip.

    Three letters of a Latin name, two characters of any other; the ends carry a mark, so that
    even a name of one character has pieces.

    >>> sorted(grams("津"))
    ['^津', '津$']
    """
    padded = f"^{folded}$"
    size = 3 if folded.isascii() and len(folded) > 1 else 2
    return frozenset(padded[i : i + size] for i in range(len(padded) - size + 1))
