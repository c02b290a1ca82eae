"""Days as an iCalendar file (RFC 5545): all-day events that nobody is busy on, without alarm."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, vDuration, vText, vUri

MEDIA_TYPE = "text/calendar"
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or several to `until`, that included; `uid` stays the same for ever."""

    uid: str
    on: datetime.date
    title: str
    text: str
    url: str
    until: datetime.date | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Almanac:
    """A calendar, in one language; `stamp` is when what it says was last known to be so."""

    name: str
    language: str
    url: str
    stamp: datetime.datetime
    days: tuple[Day, ...]


def write_ics(almanac: Almanac, program: str) -> bytes:
    """Return a calendar as a file; the same calendar gives the same bytes.

    Args:
        almanac: what it holds.
        program: name and version of the program that writes it.
    """
    file = Calendar()
    file.add("prodid", f"-//Enishi//{program}//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("name", _worded(almanac.name, almanac.language))
    file.add("x-wr-calname", vText(almanac.name))
    file.add("url", vUri(almanac.url))
    # Asked for again once a day, in the words of RFC 7986 and of those who do not know it yet.
    file.add("refresh-interval", vDuration(_DAY, params={"VALUE": "DURATION"}))
    file.add("x-published-ttl", vDuration(_DAY))
    for event in _events(almanac):
        file.add_component(event)
    written: bytes = file.to_ical()
    return written


def _events(almanac: Almanac) -> Iterable[Event]:
    for day in almanac.days:
        event = Event()
        event.add("uid", day.uid)
        event.add("dtstamp", almanac.stamp.astimezone(datetime.UTC))
        event.add("dtstart", day.on)
        event.add("dtend", (day.until or day.on) + _DAY)  # the day after the last
        event.add("summary", _worded(day.title, almanac.language))
        if day.text:
            event.add("description", _worded(day.text, almanac.language))
        event.add("url", vUri(day.url))
        if day.category:
            event.add("categories", [day.category])
        event.add("transp", "TRANSPARENT")
        yield event


def _worded(text: str, language: str) -> vText:
    return vText(text, params={"LANGUAGE": language})
