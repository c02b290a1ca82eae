"""The dates an agreement brings: the end of its term, and its anniversaries."""

import datetime
from datetime import date

import pytest

from enishi.domain.register import (
    Agreement,
    AgreementKind,
    EventKind,
    LifeEvent,
    Occasion,
    OccasionKind,
    life_of,
    occasions,
)
from enishi.domain.text import PartialDate

EVER = (date(1990, 1, 1), date(2040, 12, 31))


def agreement(signed_on: str, **more: object) -> Agreement:
    signed = PartialDate.parse(signed_on)
    return Agreement("A", AgreementKind.MEMORANDUM, signed, (), **more)  # type: ignore[arg-type]  # by name


def told(
    row: Agreement, *renewals: str, span: tuple[datetime.date, datetime.date] = EVER
) -> list[tuple[str, int]]:
    life = life_of(row, [PartialDate.parse(renewal) for renewal in renewals])
    return [(o.on.isoformat(), o.years) for o in occasions(row, life, *span)]


def test_every_five_years_after_the_day() -> None:
    span = date(2016, 5, 6), date(2026, 5, 6)
    found = occasions(agreement("2011-05-06"), life_of(agreement("2011-05-06"), []), *span)
    assert found == [
        Occasion(OccasionKind.ANNIVERSARY, date(2016, 5, 6), 5),
        Occasion(OccasionKind.ANNIVERSARY, date(2021, 5, 6), 10),
        Occasion(OccasionKind.ANNIVERSARY, date(2026, 5, 6), 15),
    ]
    inner = date(2016, 5, 7), date(2026, 5, 5)
    assert told(agreement("2011-05-06"), span=inner) == [("2021-05-06", 10)]


def test_a_leap_day_is_kept_on_the_last_of_february() -> None:
    span = date(2001, 1, 1), date(2022, 1, 1)
    assert told(agreement("2000-02-29"), span=span) == [
        ("2005-02-28", 5),
        ("2010-02-28", 10),
        ("2015-02-28", 15),
        ("2020-02-29", 20),
    ]


@pytest.mark.parametrize("signed_on", ["2010", "2010-05"])
def test_a_day_that_is_not_known_has_no_anniversary(signed_on: str) -> None:
    assert told(agreement(signed_on)) == []


def test_what_has_lapsed_is_not_celebrated() -> None:
    assert told(agreement("2010-05-06", term_months=72)) == [("2015-05-06", 5), ("2016-05-05", 0)]


def test_what_was_ended_is_not_celebrated_and_its_term_not_told() -> None:
    ended = LifeEvent(EventKind.TERMINATED, PartialDate.parse("2017-01-01"))
    assert told(agreement("2010-05-06", term_months=240, events=(ended,))) == [("2015-05-06", 5)]


def test_what_was_renewed_is_celebrated_and_its_term_not_told() -> None:
    row = agreement("2010-05-06", term_months=120)
    span = date(2010, 1, 1), date(2020, 12, 31)
    assert told(row, "2018-03", span=span) == [("2015-05-06", 5), ("2020-05-06", 10)]


def test_an_end_known_by_month_stands_on_the_last_day_it_may_be() -> None:
    row = agreement("2019-06", term_months=36)
    assert told(row) == [("2022-06-29", 0)]
    assert told(agreement("2019", ends_on=PartialDate.parse("2024"))) == [("2024-12-31", 0)]
    assert told(agreement("2019", ends_on=PartialDate.parse("2024"), tacit_renewal=True)) == []
