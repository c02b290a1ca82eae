"""Dates known in part, and dates in words."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.text import PartialDate, Precision, format_date

date = datetime.date


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR),
        ("2014-02", date(2014, 2, 1), date(2014, 2, 28), Precision.MONTH),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), Precision.MONTH),
        ("2014-12", date(2014, 12, 1), date(2014, 12, 31), Precision.MONTH),
        ("2014-12-18", date(2014, 12, 18), date(2014, 12, 18), Precision.DAY),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), Precision.DAY),
    ],
)
def test_a_date_is_read_with_its_first_and_last_day(
    text: str, first: date, last: date, precision: Precision
) -> None:
    read = PartialDate.parse(text)
    assert (read.first, read.last, read.precision, str(read)) == (first, last, precision, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "2014-1",
        "2014-12-1",
        "2014/12/18",
        "18-12-2014",
        "20141218",
        " 2014",
        "2014-",
        "2014-W10",
        "2014-12-18T00",
        "c. 2014",
        "2014–12",
    ],
)
def test_another_form_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date: write 2014, 2014-12 or 2014-12-18"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    "text", ["2014-13", "2014-00", "2014-02-29", "2014-04-31", "2014-12-00", "2014-00-05", "0000"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day of the calendar"):
        PartialDate.parse(text)


def test_dates_are_ordered_by_their_first_possible_day_then_by_their_last() -> None:
    texts = ["2014-12-18", "2014", "2015", "2014-12", "2014-01-01", "2013-12-31"]
    ordered = [str(d) for d in sorted(map(PartialDate.parse, texts))]
    assert ordered == ["2013-12-31", "2014-01-01", "2014", "2014-12", "2014-12-18", "2015"]


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(max_examples=100, deadline=None)
@given(DAYS, st.sampled_from([4, 7, 10]))
def test_what_is_written_is_read_again_and_holds_its_day(day: date, size: int) -> None:
    written = day.isoformat()[:size]
    read = PartialDate.parse(written)
    assert (str(read), read.first <= day <= read.last) == (written, True)


@settings(max_examples=30, deadline=None)
@given(DAYS)
def test_a_day_is_a_date_known_to_the_day(day: date) -> None:
    assert PartialDate.day(day) == PartialDate.parse(day.isoformat())


WRITTEN = {
    ("2014", "long"): ("2014", "2014", "2014年", "2014"),
    ("2014", "short"): ("2014", "2014", "2014年", "2014"),
    ("2014-02", "long"): ("February 2014", "février 2014", "2014年2月", "tháng 02/2014"),
    ("2014-03", "long"): ("March 2014", "mars 2014", "2014年3月", "tháng 3/2014"),
    ("2014-12", "long"): ("December 2014", "décembre 2014", "2014年12月", "tháng 12/2014"),
    ("2014-09", "short"): ("Sept 2014", "09/2014", "2014/9", "09/2014"),
    ("2025-07-01", "long"): (
        "1 July 2025",
        "1er juillet 2025",
        "2025年7月1日",
        "ngày 01 tháng 7 năm 2025",
    ),
    ("2025-01-09", "long"): (
        "9 January 2025",
        "9 janvier 2025",
        "2025年1月9日",
        "ngày 09 tháng 01 năm 2025",
    ),
    ("2024-02-10", "long"): (
        "10 February 2024",
        "10 février 2024",
        "2024年2月10日",
        "ngày 10 tháng 02 năm 2024",
    ),
    ("2025-11-21", "long"): (
        "21 November 2025",
        "21 novembre 2025",
        "2025年11月21日",
        "ngày 21 tháng 11 năm 2025",
    ),
    ("2025-08-05", "short"): ("5 Aug 2025", "05/08/2025", "2025/8/5", "05/08/2025"),
    ("2025-12-31", "short"): ("31 Dec 2025", "31/12/2025", "2025/12/31", "31/12/2025"),
}


@pytest.mark.parametrize(("text", "style"), WRITTEN)
def test_a_date_is_written_as_each_language_writes_it(text: str, style: str) -> None:
    day = PartialDate.parse(text)
    written = tuple(
        format_date(day, language, "short" if style == "short" else "long")
        for language in ("en", "fr", "ja", "vi")
    )
    assert written == WRITTEN[text, style]


def test_a_plain_day_is_written_like_a_date_known_to_the_day() -> None:
    assert format_date(date(2025, 7, 1), "fr") == "1er juillet 2025"


@pytest.mark.parametrize("month", range(1, 13))
def test_only_the_first_two_months_take_a_zero_in_vietnamese_sentences(month: int) -> None:
    written = format_date(date(2025, month, 15), "vi")
    zero = "0" if month in (1, 2) else ""
    assert written == f"ngày 15 tháng {zero}{month} năm 2025"
