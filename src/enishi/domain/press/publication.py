"""When a report was published."""

import re

from enishi.domain.press.article import Article, When
from enishi.domain.press.dates import dates_in
from enishi.domain.press.folding import folded
from enishi.domain.press.layout import READ
from enishi.domain.press.lexicon import LANGUAGES, rows_of
from enishi.domain.press.report import Basis, Span

_HEADER = re.compile(r"\s*date\s+(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?!\d)")
_LINE = 90  # characters at most of a line that says no more than when it was written
_FIRST, _LAST = 5, 2  # lines of a text among which it stands
_GLUE = 2  # letters of "at" or "le"
_CLOCK = re.compile(r"\d{1,2}[:h時]\d{0,2}(?::\d\d)?(?:分|am|pm)?|gmt|utc|\+\d|[ap]m\b|ict|jst")
_WEEKDAY = re.compile(r"\(?[月火水木金土日](?:曜日?)?\)?")


def dated(article: Article) -> Basis | None:
    """Set the day of publication and the dates of an article; return what the day rests on."""
    basis = None
    header = _HEADER.match(article.text, 0, 200)
    if header:
        article.published_on = header[1]
        basis = Basis((Span(*header.span(1)),), "published.header", 0.99)
    dates = dates_in(article)
    if basis is None and (when := _said(article, dates)):
        article.published_on = when.first
        basis = Basis((Span(when.start, when.end),), "published.line", 0.9)
        dates = dates_in(article)
    article.dates = dates
    return basis


def _said(article: Article, dates: tuple[When, ...]) -> When | None:
    """Return the date of the line that says when the report was written, or of its dateline."""
    read = [block for block in article.blocks if block.kind in READ]
    lines = read[:_FIRST] + read[max(_FIRST, len(read) - _LAST) :]
    for when in dates:
        if not when.stated or when.first != when.last or len(when.first) < len("2023-09-08"):
            continue
        if article.dateline and article.dateline[0] <= when.start < article.dateline[1]:
            return when
        for block in lines:
            if block.start <= when.start < block.end <= block.start + _LINE and _only_date(
                article.folded[block.start : when.start]
                + " "
                + article.folded[when.end : block.end]
            ):
                return when
    return None


def _only_date(rest: str) -> bool:
    """Whether what stands around a date on its line is a clock, a day's name or a label."""
    rest = _CLOCK.sub(" ", rest)
    for label in _labels():
        rest = rest.replace(label, " ")
    rest = _WEEKDAY.sub(" ", rest)
    letters = [sign for sign in rest if sign.isalpha()]
    return len(letters) <= _GLUE and all(sign.isascii() for sign in letters)


_LABELS: list[str] = []


def _labels() -> list[str]:
    if not _LABELS:
        kinds = ("published_label", "weekday")
        _LABELS.extend(
            sorted(
                {
                    folded(row.words)
                    for lang in LANGUAGES
                    for kind in kinds
                    for row in rows_of(lang, kind)
                },
                key=len,
                reverse=True,
            )
        )
    return _LABELS
