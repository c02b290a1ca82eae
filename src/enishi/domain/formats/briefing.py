"""The briefing of a bond: two pages of A4 for whoever meets the other side tomorrow."""

import calendar
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import typst

from enishi.domain.formats.glyphs import breakable, fonts, printable
from enishi.domain.text import LANGUAGES, PartialDate

_TEMPLATE = Path(__file__).parent / "typst" / "briefing.typ"
# Archival, and readable by screen readers: the text is tagged, the fonts are inside.
_STANDARDS: list[Any] = ["a-2a", "ua-1"]
_OFFICES = 5


class Mark(StrEnum):
    """How an entry is drawn between the two rails, the lines of life of the two sides.

    Act: a seal on a rung, for what was signed. Meeting: a ring on a thin rung. Heir: a ring on the
    rail of one side, whose unit went into another. Gap: nothing, for years without a record.
    """

    ACT = "act"
    MEETING = "meeting"
    HEIR = "heir"
    GAP = "gap"


class Pulse(StrEnum):
    """The state of a bond's life."""

    ALIVE = "alive"
    ENDING = "ending"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text in its own language, which need not be the reader's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source in one line; the address, if http or https, is linked and not printed."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name for the reader, the original, and those of the unit it is heir to.

    `country` is the code that gives the colour. `offices` are the lines, five at most, that say who
    answers for the bond, or that nobody is recorded.
    """

    name: str
    country: str
    original: Quoted | None = None
    former: str = ""
    former_original: Quoted | None = None
    offices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse more lines than the page has room for."""
        if len(self.offices) > _OFFICES:
            raise ValueError(
                f"{self.name}: {len(self.offices)} lines on offices, {_OFFICES} at most"
            )


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact: what it is about, what is so, and on what ground."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened on a date; `title` is the one printed on the act.

    `side` (0 or 1) and `joined`, how many other units went into the same heir, are of `Mark.HEIR`.
    """

    mark: Mark
    on: PartialDate
    date: str
    heading: str
    text: str = ""
    note: str = ""
    title: Quoted | None = None
    sources: tuple[Source, ...] = ()
    side: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as one source gives it, with its word of doubt and unit."""

    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured, its readings side by side where sources differ, and a note on that."""

    label: str
    readings: tuple[Reading, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence with its source, if it has one: a tie to be documented, an open question."""

    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Listing[Row]:
    """The rows under a title, or the sentence that says there are none.

    `more` are the sentences that say that one, two, three … rows were left out for want of room,
    and where they are found: one for each row.
    """

    title: str
    rows: tuple[Row, ...]
    more: tuple[str, ...]
    empty: str = ""

    def __post_init__(self) -> None:
        """Refuse a list that could not say what it leaves out."""
        if len(self.more) < len(self.rows):
            raise ValueError(f"{self.title}: {len(self.rows)} rows, but {len(self.more)} sentences")


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything on the two pages, translated into `language` and formatted; `on` is the day told.

    The first side's rail stands on the left. The timeline runs from the oldest entry to the newest
    and loses its oldest ones where room is short; every other list loses its last ones.
    """

    language: str
    on: datetime.date
    title: str
    kind: str
    as_of: str
    sides: tuple[Side, Side]
    pulse: Pulse
    state: str
    state_text: str
    today: str
    timeline: Listing[Entry]
    facts: Listing[Fact]
    offices_title: str
    figures: Listing[Figure]
    ties: Listing[Note]
    questions: Listing[Note]
    cite_title: str
    cite: str
    address: str
    notes_title: str
    pages: tuple[str, str]

    def __post_init__(self) -> None:
        """Refuse a language in which no page is set."""
        if self.language not in LANGUAGES:
            raise ValueError(f"{self.language!r} is not one of {', '.join(LANGUAGES)}")


def briefing(data: Briefing) -> bytes:
    """Set a briefing as a PDF of two pages; the same data give the same bytes."""
    day = data.on
    made: bytes = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"briefing": json.dumps(_plain(data), ensure_ascii=False)},
        pdf_standards=_STANDARDS,
        timestamp=calendar.timegm(day.timetuple()),
    )
    return made


def _plain(value: Any) -> Any:
    """Return a value as the template reads it: mappings, lists, numbers and printable text."""
    match value:
        case PartialDate():
            return {"first": _in_years(value.first), "last": _in_years(value.last)}
        case datetime.date():
            return {
                "year": value.year,
                "month": value.month,
                "day": value.day,
                "at": _in_years(value),
            }
        case Source():
            linked = value.url if value.url.startswith(("http://", "https://")) else ""
            return {"text": _plain(value.text), "url": linked}
        case str():
            return breakable(printable(value))
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            members: Mapping[str, Any] = {
                field.name: _plain(getattr(value, field.name)) for field in fields(value)
            }
            return members
        case _:
            return value


def _in_years(day: datetime.date) -> float:
    """Return a day as a year and the part of it that has passed at noon."""
    length = 366 if calendar.isleap(day.year) else 365
    return round(day.year + (day.timetuple().tm_yday - 0.5) / length, 4)
