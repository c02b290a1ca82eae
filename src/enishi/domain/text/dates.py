"""Days, months and years as sources give them, and as four languages write them."""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal, Self

Style = Literal["long", "short"]

_FORM = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
_SHORT_EN = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]


class Precision(StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year; ordered by its first possible day."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2014`, `2014-12` or `2014-12-18`.

        Raises:
            ValueError: the text has another form, or names a day that does not exist.
        """
        return cls(*_span(text))

    @classmethod
    def day(cls, day: datetime.date) -> Self:
        """Return `day` as a date known to the day."""
        return cls(day, day)

    @property
    def precision(self) -> Precision:
        """How exactly the date is known."""
        if self.first == self.last:
            return Precision.DAY
        return Precision.MONTH if self.first.month == self.last.month else Precision.YEAR

    def __str__(self) -> str:
        match self.precision:
            case Precision.DAY:
                return self.first.isoformat()
            case Precision.MONTH:
                return f"{self.first:%Y-%m}"
            case Precision.YEAR:
                return f"{self.first:%Y}"


@lru_cache(maxsize=16384)
def _span(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day a written date may mean."""
    if not (match := _FORM.fullmatch(text)):
        raise ValueError(f"{text!r} is not a date: write 2014, 2014-12 or 2014-12-18")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if day is None:
            last_day = calendar.monthrange(year, month)[1]
            return datetime.date(year, month, 1), datetime.date(year, month, last_day)
        exact = datetime.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"{text!r} is not a day of the calendar") from error
    return exact, exact


def format_date(date: PartialDate | datetime.date, language: str, style: Style = "long") -> str:
    """Write a date as `language` writes it: `long` in sentences, `short` in tables.

    >>> format_date(datetime.date(2025, 7, 1), "fr")
    '1er juillet 2025'
    """
    if isinstance(date, datetime.date):
        date = PartialDate.day(date)
    year, month, day = date.first.year, date.first.month, date.first.day
    precision = date.precision
    if precision is Precision.YEAR:
        return f"{year}年" if language == "ja" else str(year)
    if language == "ja":
        if style == "short":
            return f"{year}/{month}" + (f"/{day}" if precision is Precision.DAY else "")
        return f"{year}年{month}月" + (f"{day}日" if precision is Precision.DAY else "")
    if language == "vi":
        if precision is Precision.MONTH:
            return f"{month:02}/{year}" if style == "short" else f"tháng {_vi_month(month)}/{year}"
        if style == "short":
            return f"{day:02}/{month:02}/{year}"
        return f"ngày {day:02} tháng {_vi_month(month)} năm {year}"
    if language == "fr":
        if style == "short":
            return (f"{day:02}/" if precision is Precision.DAY else "") + f"{month:02}/{year}"
        name = f"{_MONTHS['fr'][month - 1]} {year}"
        return name if precision is Precision.MONTH else f"{'1er' if day == 1 else day} {name}"
    names = _SHORT_EN if style == "short" else _MONTHS["en"]
    name = f"{names[month - 1]} {year}"
    return name if precision is Precision.MONTH else f"{day} {name}"


def _vi_month(month: int) -> str:
    """Decree 30/2020: months 1 and 2 take a zero, the others none."""
    return f"{month:02}" if month < 3 else str(month)
