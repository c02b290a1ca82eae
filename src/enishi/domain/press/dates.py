"""The dates a text speaks of: as they are said, with the years that follow from its own day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from enishi.domain.press.article import Article, Block, Mark, When
from enishi.domain.press.eras import spoken_in_japanese
from enishi.domain.press.layout import READ
from enishi.domain.press.spoken import Part, Spoken, joined, spoken_in, valid

_UNKNOWN = "XXXX"
_DIGIT = re.compile(r"[0-9]")


def dates_in(article: Article) -> tuple[When, ...]:
    """Return the dates in what is read of an article, in order.

    Args:
        article: its day of publication is set, where it is known.
    """
    dates: list[When] = []
    before: Part | None = None
    for block in article.blocks:
        if block.kind not in READ or not (
            _DIGIT.search(article.folded, block.start, block.end) or _told(article, block)
        ):
            continue
        if article.language == "ja":
            spoken = list(spoken_in_japanese(article, block.start, block.end, before))
            before = (spoken[-1].last or spoken[-1].first) if spoken else before
        else:
            spoken = list(spoken_in(article, block.start, block.end))
        told = joined(article.folded, spoken)
        found = [_when(article, _with_weekday(article, each)) for each in told]
        found += _counted(article, block.start, block.end)
        dates += _apart(found)
    return tuple(dates)


def _told(article: Article, block: Block) -> bool:
    """Whether a block without figures speaks of a day, a month or a year."""
    return any(article.marked(block.start, block.end, "month", "weekday", "when"))


def _apart(found: list[When]) -> Iterator[When]:
    end = -1
    for each in sorted(found, key=lambda when: (when.start, -when.end)):
        if each.start >= end:
            end = each.end
            yield each


def _with_weekday(article: Article, spoken: Spoken) -> Spoken:
    """Return a date with the name of the day that stands before it."""
    for mark in article.marked(max(0, spoken.start - 16), spoken.start, "weekday"):
        if not article.folded[mark.end : spoken.start].strip(" ,(ngayle"):
            return Spoken(mark.start, spoken.end, spoken.first, spoken.last)
    return spoken


def _when(article: Article, spoken: Spoken) -> When:
    first, last = spoken.first, spoken.last or spoken.first
    stated = bool(last.year)
    if not last.year:
        last = Part(_year(article, last, spoken.start), last.month, last.day)
    if not first.year:
        back = last.year and (first.month, first.day) > (last.month, last.day)
        first = Part(last.year - 1 if back else last.year, first.month, first.day)
    return When(written(first), written(last), spoken.start, spoken.end, stated)


def written(part: Part) -> str:
    """Return a date as reports write it.

    >>> written(Part(2014, 12)), written(Part(0, 4, 22))
    ('2014-12', 'XXXX-04-22')
    """
    text = f"{part.year:04d}" if part.year else _UNKNOWN
    if part.month:
        text += f"-{part.month:02d}"
    return f"{text}-{part.day:02d}" if part.day else text


def _year(article: Article, part: Part, place: int) -> int:
    """Return the year of a day or month whose year is not said, or 0.

    It is the nearest one in sense: what is past by default, what is to come where the sentence
    speaks of the future.
    """
    own = day_of(article.published_on)
    if own is None or not part.month:
        return 0
    if not article.published_on or len(article.published_on) == len("2023"):
        return 0
    ahead = _speaks_of_future(article, place)

    def distance(year: int) -> float:
        there = _day(year, part.month, part.day or 15)
        days = (there - own).days
        if len(article.published_on or "") == len("2023-09") and abs(days) <= 31:
            return abs(days) / 31
        if days > 0:
            return days * (1 if ahead else 2.5)
        # A year is left out most of all where it is that of the report.
        return -days * (2.5 if ahead else 0.15 if year == own.year else 1)

    return min((own.year, own.year - 1, own.year + 1), key=distance)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _speaks_of_future(article: Article, place: int) -> bool:
    sentence = article.sentence_at(place)
    return sentence is not None and any(article.marked(sentence.start, sentence.end, "future"))


def day_of(day: str | None) -> date | None:
    """Return a day on, or in the middle of, a date as reports write it, if its year is known."""
    if not day or day.startswith(_UNKNOWN):
        return None
    year, month, number = ([int(part) for part in day.split("-")] + [0, 0])[:3]
    if not (1 <= year <= 9999) or not valid(Part(year, month, number)):
        return None
    return _day(year, month or 7, number or 15)


def _counted(article: Article, start: int, end: int) -> Iterator[When]:
    """Yield what is counted from the day of publication: yesterday, last year, on Thursday."""
    published = article.published_on
    own = day_of(published)
    if published is None or own is None:
        return
    for mark in article.marked(start, end, "when", "weekday"):
        day = _weekday(article, mark, own) if mark.kind == "weekday" else _moved(mark, own)
        if day is None:
            continue
        size = (
            {"day": 10, "month": 7, "year": 4}[mark.meaning.split()[0]]
            if (mark.kind == "when")
            else 10
        )
        if len(published) >= size:
            text = day.isoformat()[:size]
            yield When(text, text, mark.start, mark.end, stated=False)


def _moved(mark: Mark, own: date) -> date | None:
    unit, steps = mark.meaning.split()
    count = int(steps)
    if unit == "day":
        return own + timedelta(days=count)
    if unit == "month":
        months = own.year * 12 + own.month - 1 + count
        return date(months // 12, months % 12 + 1, 1)
    return date(own.year + count, 1, 1)


def _weekday(article: Article, mark: Mark, own: date) -> date | None:
    if article.language == "ja":
        return None  # 火曜日 follows the date it belongs to
    back = (own.isoweekday() - int(mark.meaning)) % 7
    if back and _speaks_of_future(article, mark.start) and not _was_said(article, mark):
        return own + timedelta(days=7 - back)
    return own - timedelta(days=back)


def _was_said(article: Article, day: Mark) -> bool:
    """Whether it is the day on which somebody said what will be: “…, he said on Monday”."""
    sentence = article.sentence_at(day.start)
    if sentence is None:
        return False
    last = max(
        article.marked(sentence.start, day.start, "saying", "future"),
        key=lambda each: each.end,
        default=None,
    )
    return (
        last is not None
        and last.kind == "saying"
        and not any(article.marked(day.end, sentence.end, "future"))
    )
