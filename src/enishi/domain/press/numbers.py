"""Numbers as four languages write them, with what bounds them and the money they count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.domain.press.article import Article, Mark, Sentence
from enishi.domain.press.report import Bound, Span

_DIGITS = re.compile(
    r"(?<![\w.,/])(?:US|U\.S\.)?\$?\s?"
    r"(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)"
    r"(?![\d/])"
)
_JAPANESE = re.compile(
    r"(\d[\d,.]*(?:[兆億万千][\d,.]*)*|[一二三四五六七八九十百千]{1,5}(?=[社人名件組便校本台戸軒店棟冊床頭隻カヵか]))"
)
_PIECE = re.compile(r"(\d[\d,.]*)(兆|億|万|千)?")
_TIMES = {"兆": 1e12, "億": 1e8, "万": 1e4, "千": 1e3, "": 1.0}
_SIGNS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_ORDINAL = re.compile(r"(?:e|er|ere|eme|ᵉ|st|nd|rd|th|-\d|\s?%|\s?℃)", re.IGNORECASE)
_LONGEST = 20  # characters of a number: what is longer counts nothing
_AFTER = 6
_UP_TO = frozenset(("to", "a", "len", "den", "から", "-"))
_GAP = 14  # characters between a word that bounds a number, and the number
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text.

    Args:
        start, end: where it stands, with the words of its size.
        value: what it says.
        bound: how it is meant.
        money: `usd`, `jpy`, `vnd`, `eur`; "" if it counts no money.
        spans: the words for it.
        spelled: whether it is written in words.
    """

    start: int
    end: int
    value: float
    bound: Bound
    money: str
    spans: tuple[Span, ...]
    spelled: bool


def numbers_in(article: Article, sentence: Sentence, marks: Sequence[Mark]) -> Iterator[Number]:
    """Yield the numbers of a sentence that are no part of a date, in order.

    Args:
        article: the text.
        sentence: of it.
        marks: of the sentence: bounds, numerals, scales, currencies.
    """
    taken = [
        (when.start, when.end)
        for when in article.dates
        if when.start < sentence.end and sentence.start < when.end
    ]
    found = list(_written(article, sentence))
    digits = [(start, end) for start, end, _, _ in found]
    found += (
        (mark.start, mark.end, float(mark.meaning), mark.note)
        for mark in marks
        if mark.kind == "numeral"
        and not any(start < mark.end and mark.start < end for start, end in digits)
    )
    found.sort()
    last: Number | None = None
    for start, end, value, note in found:
        if any(a < end and start < b for a, b in taken):
            continue
        number = _whole(article, marks, (start, end), value, note)
        if last is not None:
            yield _of_one_size(article, last, number, value)
        last = number
    if last is not None:
        yield last


def _of_one_size(article: Article, first: Number, second: Number, said: float) -> Number:
    """Return a number with the size and the money of the next: "from 38 to 97 million dollars".

    Args:
        article: the text.
        first: number.
        second: the next.
        said: what the next says without its size.
    """
    between = article.folded[first.end : second.start].strip()
    if first.money or not second.money or between not in _UP_TO or not said:
        return first
    return replace(first, value=first.value * second.value / said, money=second.money)


def _written(article: Article, sentence: Sentence) -> Iterator[tuple[int, int, float, str]]:
    """Yield the numbers written with digits: where they stand and what they say."""
    text = article.text
    if article.language == "ja":
        flat = text[sentence.start : sentence.end].translate(_WIDE)
        for found in _JAPANESE.finditer(flat):
            value = _japanese(found[1]) if len(found[1]) <= _LONGEST else None
            if value is not None:
                start = sentence.start + found.start(1)
                yield start, sentence.start + found.end(1), value, ""
        return
    for found in _DIGITS.finditer(text, sentence.start, sentence.end):
        if _ORDINAL.match(article.folded, found.end()) and not _worded(article, found.end()):
            continue
        value = _value(found[1], article.language) if len(found[1]) <= _LONGEST else None
        if value is not None:
            yield found.start(1), found.end(1), value, ""


def _worded(article: Article, end: int) -> bool:
    """Whether what follows a number is a word of its own, not the ending of an ordinal."""
    return article.folded[end : end + 1] in {" ", "-"} and "%" not in article.folded[end : end + 2]


def _value(digits: str, language: str) -> float | None:
    grouped = _GROUPED.match(digits)
    if grouped and not (grouped.end() < len(digits) and digits[grouped.end()].isdigit()):
        signs = {sign for sign in grouped[0] if not sign.isdigit()}
        # 1.200 is twelve hundred in French and Vietnamese; 1.400 of English is a fraction
        if not (language == "en" and signs == {"."}) and len(signs) == 1:
            whole = re.sub(r"\D", "", grouped[0])
            rest = digits[grouped.end() :].replace(",", ".")
            return float(whole + rest)
    try:
        return float(re.sub(r"[\s\u00a0\u202f]", "", digits).replace(",", "."))
    except ValueError:
        return None


def _japanese(words: str) -> float | None:
    if not words[0].isdigit():
        return _in_signs(words)
    total = 0.0
    for piece in _PIECE.finditer(words):
        try:
            total += float(piece[1].replace(",", "")) * _TIMES[piece[2] or ""]
        except ValueError:
            return None
    return total


def _in_signs(words: str) -> float | None:
    """Return what 二十三 or 百 says."""
    total, last = 0, 0
    for sign in words:
        if sign in _SIGNS:
            last = _SIGNS[sign]
        else:
            total += (last or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            last = 0
    return float(total + last) or None


def _whole(
    article: Article,
    marks: Sequence[Mark],
    place: tuple[int, int],
    value: float,
    note: str,
) -> Number:
    """Return a number with its size, money and bound."""
    start, end = place
    money, bound = "", Bound.ABOUT if note == "about" else Bound.EXACT
    spans = [Span(start, end)]
    flat = article.folded
    for mark in marks:
        if mark.kind == "scale" and mark.start - end in {0, 1} and mark.start >= end:
            value *= float(mark.meaning)
            end = mark.end
            spans[0] = Span(start, end)
    for mark in marks:
        if mark.kind != "currency":
            continue
        behind = -4 <= mark.start - end <= 4 and mark.end > end
        if behind or (0 <= start - mark.end <= 1 and flat[mark.end - 1] in "$¥€d"):
            money = mark.meaning
            start, end = min(start, mark.start), max(end, mark.end)
            spans[0] = Span(start, end)
            break
    bounding = _bounding(flat, marks, start, end)
    if bounding is not None:
        bound = Bound(bounding.meaning)
        spans = sorted((*spans, Span(bounding.start, bounding.end)))
    spelled = not article.text[place[0]].isdigit()
    return Number(start, end, value, bound, money, tuple(spans), spelled)


def _bounding(flat: str, marks: Sequence[Mark], start: int, end: int) -> Mark | None:
    """Return the words that bound a number, the nearest."""
    best, bounding = 99, None
    for mark in marks:
        if mark.kind != "bound":
            continue
        before, after = start - mark.end, mark.start - end
        near = 99
        if "before" in mark.note and 0 <= before <= _GAP and _free(flat[mark.end : start]):
            near = before
        elif "after" in mark.note and 0 <= after <= _AFTER and _free(flat[end : mark.start]):
            near = 2 * after
        if near < best:
            best, bounding = near, mark
    return bounding


def _free(gap: str) -> bool:
    """Whether no other number and no stop stands between a bound and its number."""
    return not any(sign.isdigit() or sign in ".,;:、。" for sign in gap)
