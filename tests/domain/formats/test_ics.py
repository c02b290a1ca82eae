"""Days as an iCalendar file."""

import datetime
from typing import Any

from icalendar import Calendar

from enishi.domain.formats.ics import Almanac, Day, write_ics

STAMP = datetime.datetime(
    2026, 11, 22, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=7))
)
LONG = "Hết thời hạn: Hồ Chí Minh; Bà Rịa – Vũng Tàu, 山口県 × 愛媛県 \\ " * 3


def almanac(*days: Day) -> Almanac:
    return Almanac("期日", "ja", "https://enishi.example/ja/", STAMP, days)


def test_days_come_back_as_they_were() -> None:
    days = (
        Day(
            "a@x", datetime.date(2027, 1, 11), LONG, "One\nTwo; three, four", "https://x.example/a"
        ),
        Day(
            "b@x",
            datetime.date(2027, 12, 30),
            "Festival",
            "",
            "https://x.example/b",
            until=datetime.date(2028, 1, 2),
            category="Events, past",
        ),
    )
    content = write_ics(almanac(*days), "Enishi 1")
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    calendar: Any = Calendar.from_ical(content)
    assert calendar["prodid"] == "-//Enishi//Enishi 1//EN"
    assert calendar["x-wr-calname"] == "期日"
    assert calendar["refresh-interval"].dt == datetime.timedelta(days=1)
    first, second = calendar.walk("VEVENT")
    assert first["summary"] == LONG
    assert first["description"] == "One\nTwo; three, four"
    assert first["dtstamp"].dt == STAMP
    assert first["dtend"].dt == datetime.date(2027, 1, 12)
    assert second["dtend"].dt == datetime.date(2028, 1, 3)
    assert "description" not in second
    assert [str(c) for c in second["categories"].cats] == ["Events, past"]


def test_the_stamp_is_told_in_utc() -> None:
    day = Day("a@x", datetime.date(2027, 1, 11), "A", "", "https://x.example/a")
    assert b"DTSTAMP:20261122T023000Z\r\n" in write_ics(almanac(day), "Enishi 1")


def test_the_same_days_give_the_same_bytes_and_none_is_no_fault() -> None:
    assert write_ics(almanac(), "x") == write_ics(almanac(), "x")
    assert Calendar.from_ical(write_ics(almanac(), "x")).walk("VEVENT") == []
