"""Dates as texts say them: what stands in the words, before any year is inferred."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from enishi.domain.press.article import Article, Mark
from enishi.domain.press.folding import folded
from enishi.domain.press.lexicon import LANGUAGES, rows_of


@dataclass(frozen=True, slots=True)
class Part:
    """A day, month or year as far as the words say it; 0 where they do not."""

    year: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A date or a stretch of days in a text; `last` is None for a single date."""

    start: int
    end: int
    first: Part
    last: Part | None = None


_YEAR = r"(?:19|20)\d\d"
_LINK = r" ?(?:-|au|et|a|to|and|until|till|through|&|/) ?(?:le |the )?"
_SUFFIX = r"(?:er|e|st|nd|rd|th)?"
_LEFT = re.compile(rf"(?<![\d.,/])(?:(\d{{1,2}}){_SUFFIX}{_LINK})?(\d{{1,2}}){_SUFFIX},?(?: of)? $")
_RIGHT = re.compile(
    rf"\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:{_LINK}(\d{{1,2}})(?:st|nd|rd|th)?)?"
    rf"(?!\d|[.,]\d| ?%| percent| per cent)(?:,? (?:of )?({_YEAR})(?!\d))?"
)
_YEAR_RIGHT = re.compile(rf"\.?,? (?:de |of )?({_YEAR})(?!\d|[.,]\d)")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|last|this|next|of|by|until|late|early|mid|end of|from|to|en|de|fin|debut|depuis|"
    r"d'ici|mi|courant|au mois de|du mois de|d'|following|every|during)[ -]?$|d'$"
)
_NUMBERS = re.compile(
    rf"(?<![\d./,-])(?:({_YEAR})[/.-](\d{{1,2}})[/.-](\d{{1,2}})"
    r"|(?:(\d{1,2})(?: ?- ?| den (?:ngay )?| va (?:ngay )?| to | au ))?"
    rf"(\d{{1,2}})(?:/|-|\.| ?/ ?)(\d{{1,2}})(?:[/.-]({_YEAR}))?)(?![\d/]|[.,-]\d|%)"
)
_JOINING = frozenset(("and", "et", "to", "va", "a", "au", "den"))
_NEAR = 10  # characters between the years of a list
_SEPARATED = re.compile(r"\d ?[/.-] ?\d")
_DAY_WORD = re.compile(
    r"(?:ngay|sang|chieu|toi|trua|dem|hom|tu|den|va|mung|truoc|sau|khuya|,|\(|nay|qua|vao|cung ngay)"
    r"[ ]?(?:ngay )?\(?$"
)
_VI_DAY = re.compile(
    r"(?:(\d{1,2})(?: ?- ?| den (?:ngay )?| va (?:ngay )?))?"
    rf"(\d{{1,2}}) thang (\d{{1,2}})(?:(?: nam |/|-)({_YEAR}))?(?![\d/])"
)
_VI_MONTH = re.compile(rf"thang (\d{{1,2}})(?:(?:/|-| nam |\.)({_YEAR}))?(?![\d/]|[.,]\d)")
_YEARS = re.compile(rf"(?<![\d.,/-])({_YEAR})(?: ?- ?({_YEAR}))?(?![\d/]|[.,-]\d|[.,]?\d|-\w| ?%)")
_SPREAD = re.compile(r",? ?(?:-|au|to|until|till|through|den|den ngay|jusqu'au|den het) ?(?:le )?")


def valid(part: Part) -> bool:
    """Whether month and day can be ones.

    >>> valid(Part(2023, 2, 30)), valid(Part(month=2, day=29))
    (False, True)
    """
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return part.month <= 12 and part.day <= (longest[part.month - 1] if part.month else 31)


def spoken_in(article: Article, start: int, end: int) -> Iterator[Spoken]:
    """Yield the dates in a stretch of a text in Latin letters, in no order."""
    flat = article.folded
    for mark in article.marked(start, end, "month"):
        if article.text[mark.start].isupper() or article.language != "en":
            yield from _named(flat, mark, start, end)
    yield from _numbered(article, start, end)
    if article.language == "vi":
        yield from _vietnamese(article, start, end)
    yield from _years(article, start, end)


def _named(flat: str, mark: Mark, start: int, end: int) -> Iterator[Spoken]:
    month = int(mark.meaning)
    before = _LEFT.search(flat, max(start, mark.start - 22), mark.start)
    after = _RIGHT.match(flat, mark.end, end)
    if before and (not after or after[3] is None):
        year = _YEAR_RIGHT.match(flat, mark.end, end)
        stop = year.end() if year else mark.end
        years = int(year[1]) if year else 0
        yield _ranged(before.start(), stop, years, month, before[1], before[2])
    elif after:
        yield _ranged(mark.start, after.end(), int(after[3] or 0), month, after[1], after[2])
    elif year := _YEAR_RIGHT.match(flat, mark.end, end):
        yield Spoken(mark.start, year.end(), Part(int(year[1]), month))
    elif _BEFORE_MONTH.search(flat, max(start, mark.start - 14), mark.start):
        yield Spoken(mark.start, mark.end, Part(0, month))


def _ranged(
    start: int, end: int, year: int, month: int, first: str | None, last: str | None
) -> Spoken:
    days = [int(day) for day in (first, last) if day]
    if len(days) == 1 or days[0] >= days[1]:
        return Spoken(start, end, Part(year, month, days[-1] if not first else days[0]))
    return Spoken(start, end, Part(year, month, days[0]), Part(year, month, days[1]))


def _numbered(article: Article, start: int, end: int) -> Iterator[Spoken]:
    flat = article.folded
    if not _SEPARATED.search(flat, start, end):
        return
    for found in _NUMBERS.finditer(flat, start, end):
        if found[1]:
            yield Spoken(*found.span(), Part(int(found[1]), int(found[2]), int(found[3])))
            continue
        year = int(found[7] or 0)
        if not year and not (
            article.language == "vi"
            and _DAY_WORD.search(flat, max(start, found.start() - 12), found.start())
        ):
            continue
        yield _ranged(
            *found.span(), year, int(found[6]), found[4] or found[5], found[4] and found[5]
        )


def _vietnamese(article: Article, start: int, end: int) -> Iterator[Spoken]:
    flat = article.folded
    for found in _VI_DAY.finditer(flat, start, end):
        if _is_month(article, found):
            year = int(found[4] or 0)
            first, last = found[1] or found[2], found[1] and found[2]
            yield _ranged(*found.span(), year, int(found[3]), first, last)
    for found in _VI_MONTH.finditer(flat, start, end):
        if _is_month(article, found):
            yield Spoken(*found.span(), Part(int(found[2] or 0), int(found[1])))


def _is_month(article: Article, found: re.Match[str]) -> bool:
    """Whether the word is *tháng*, not *thắng* or *thang*, as far as it has accents."""
    place = article.folded.find("thang", found.start())
    return article.text[place : place + 5].lower() in {"tháng", "thang"}


def _years(article: Article, start: int, end: int) -> Iterator[Spoken]:
    flat, leads = article.folded, _before_years()
    before_it = -_NEAR
    for found in _YEARS.finditer(flat, start, end):
        before = flat[max(start, found.start() - 12) : found.start()]
        words = before.replace("'", " ").replace("-", " ").rstrip(" (,").split()
        listed = before.endswith((", ", "(")) or not words or words[-1] in _JOINING
        if listed and not found[2] and found.start() - before_it > _NEAR:
            listed = not flat[found.end() : found.end() + 2].strip().isalpha()
        elif not listed:
            listed = bool(words) and words[-1] in leads
        if found[2] or listed:
            before_it = found.end()
            first, last = Part(int(found[1])), Part(int(found[2])) if found[2] else None
            yield Spoken(*found.span(), first, last)


@cache
def _before_years() -> frozenset[str]:
    return frozenset(
        folded(row.words).replace("'", " ").split()[-1]
        for language in LANGUAGES
        for row in rows_of(language, "before_year")
    )


def joined(flat: str, dates: list[Spoken]) -> list[Spoken]:
    """Return dates in order: those within others dropped, "from … to …" made one stretch."""
    dates = sorted(
        (each for each in dates if valid(each.first) and (not each.last or valid(each.last))),
        key=lambda each: (each.start, -each.end),
    )
    kept: list[Spoken] = []
    for each in dates:
        if kept and each.start < kept[-1].end:
            continue
        if kept and (both := _stretch(flat, kept[-1], each)):
            kept[-1] = both
        else:
            kept.append(each)
    return kept


def _stretch(flat: str, one: Spoken, two: Spoken) -> Spoken | None:
    if one.last or two.last or bool(one.first.day) != bool(two.first.day):
        return None
    if bool(one.first.month) != bool(two.first.month) or two.start - one.end > 12:
        return None
    if not _SPREAD.fullmatch(flat, one.end, two.start):
        return None
    first = one.first if one.first.year else replace(one.first, year=two.first.year)
    if (
        first.year
        and (first.month, first.day) > (two.first.month, two.first.day)
        and (not one.first.year)
    ):
        first = replace(first, year=first.year - 1)
    return Spoken(one.start, two.end, first, two.first)
