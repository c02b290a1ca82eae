"""Dates in Japanese: years of eras, and days that lean on the date before them."""

import re
from collections.abc import Iterator

from enishi.domain.press.article import Article
from enishi.domain.press.spoken import Part, Spoken

_COUNTED = {"昨年": -1, "去年": -1, "今年": 0, "本年": 0, "来年": 1}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_DATE = re.compile(
    r"(?:(?:(明治|大正|昭和|平成|令和) ?(元|\d{1,2})|(?<!\d)((?:19|20)\d\d))年(?:\([^()]{2,6}\))?(?!度?間)"
    r"|(同年|昨年|去年|今年|本年|来年)|(同月))?(?:の?(?<!\d)(\d{1,2})月(?!間))?"
    r"(?:(?<!\d)(\d{1,2})(?:日(?![間本々系経産])|(?=[～~・-]\d{1,2}日)))?"
)
_BEGIN = re.compile(
    r"(?:明治|大正|昭和|平成|令和) ?(?:元|\d)|(?<!\d)\d{1,4}(?=[年月日])|(?:[同昨去今本来]年)(?=の?\d)|同月(?=\d)"
)
_WEEKDAY = re.compile(r"\(?[月火水木金土日](?:曜日?|・祝)?\)")
_UNTIL = re.compile(r" ?(?:から|より|～|~|-|ー|→|および|及び|と|・) ?")


def spoken_in_japanese(
    article: Article, start: int, end: int, before: Part | None = None
) -> Iterator[Spoken]:
    """Yield the dates in a stretch of a Japanese text, in order.

    Args:
        article: the text.
        start: of the stretch.
        end: of the stretch.
        before: the date before the stretch, on which a bare day leans.
    """
    flat, place = article.folded, start
    own = _month_of(article.published_on)
    before = before or own
    while begin := _BEGIN.search(flat, place, end):
        place = begin.end()
        found = _DATE.match(flat, begin.start(), end)
        if not found or found.end() <= begin.start():
            continue
        first = _part(found, before, own)
        if first is None:
            continue
        place, last = max(place, found.end()), None
        after = _WEEKDAY.match(flat, place, end)
        place = after.end() if after else place
        until = _UNTIL.match(flat, place, end)
        if until and (then := _DATE.match(flat, until.end(), end)) and then.end() > until.end():
            last = _part(then, first, own)
            if last and last.day and _later(first, last):
                place = then.end()
            else:
                last = None
        yield Spoken(begin.start(), place, first, last)
        before = last or first


def _month_of(day: str | None) -> Part:
    """Return the month of a report, on which a day before any month leans."""
    parts = [int(part) for part in day.split("-")] if day else []
    return Part(parts[0], parts[1]) if len(parts) > 1 else Part()


def _part(found: re.Match[str], before: Part, own: Part) -> Part | None:
    era, of_era, western, same_year, same_month, month, day = found.groups()
    year = int(western or 0)
    if era:
        year = _ERAS[era] + (1 if of_era == "元" else int(of_era))
    if same_year in _COUNTED:
        year = own.year and own.year + _COUNTED[same_year]
    elif same_year or same_month:
        year = before.year
    number = before.month if same_month else int(month or 0)
    if day and not number:
        if year or not before.month:
            return None
        year, number = before.year, before.month
    elif number and not (year or same_year) and before.year and before.month <= number:
        year = before.year
    if not (year or number):
        return None
    return Part(year, number, int(day or 0))


def _later(first: Part, last: Part) -> bool:
    return (last.year, last.month, last.day) > (first.year, first.month, first.day)
