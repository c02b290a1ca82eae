"""The life of an agreement as rows of one time scale: one small picture beside each row of words.

A row has no text and no height of its own to scale: what lies along time is in per cent of its
width, what is drawn is in pixels. The words beside it say the same.
"""

import datetime
from dataclasses import dataclass

from enishi.domain.drawings.axis import TimeAxis
from enishi.domain.drawings.markup import number, tag

HEIGHT = 24
_MID = HEIGHT / 2
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text from its signature on: `stated` to the end of a term, else as long as it is known."""

    since: datetime.date
    until: datetime.date
    stated: bool
    closed: bool  # it no longer lives at `until`
    own: bool  # the text the page tells


@dataclass(frozen=True, slots=True)
class PointRow:
    """Something that happened on a day."""

    on: datetime.date


@dataclass(frozen=True, slots=True)
class MergerRow:
    """On a day several units of a country became one."""

    on: datetime.date
    lines: int
    country: str


Row = TextRow | PointRow | MergerRow


def life_row(row: Row, axis: TimeAxis, today: datetime.date) -> str:
    """Draw one row.

    Args:
        row: what it shows.
        axis: from the first to the last day, from 0 to 100.
        today: the day that is told.
    """
    match row:
        case TextRow():
            drawn = _text(row, axis)
        case PointRow():
            drawn = tag("circle", cx=_at(axis, row.on), cy=_MID, r="4", cls="point")
        case MergerRow():
            drawn = _merger(row, axis)
    ground = _line("0%", "100%", _MID, "ground")
    day = tag("line", x1=_at(axis, today), x2=_at(axis, today), y1="1", y2=HEIGHT - 1, cls="today")
    return tag("svg", ground, day, drawn, cls="life-row", height=HEIGHT, aria_hidden="true")


def _text(row: TextRow, axis: TimeAxis) -> str:
    start, end = _at(axis, row.since), _at(axis, row.until)
    cls = "bar own" if row.own else "bar"
    seal = tag(
        "rect", x=start, y=_MID - 5, width="10", height="10", cls="seal", transform="translate(-5)"
    )
    stop = tag("circle", cx=end, cy=_MID, r="4", cls="end") if row.closed or row.stated else ""
    return _line(start, end, _MID, cls if row.stated else f"{cls} open") + stop + seal


def _merger(row: MergerRow, axis: TimeAxis) -> str:
    """Draw the units as lines that meet; a picture of that there were several, not of which."""
    at = _at(axis, row.on)
    lines = min(row.lines, _MOST_LINES)
    apart = 16 / max(1, lines - 1)
    heights = [_MID + apart * (line - (lines - 1) / 2) for line in range(lines)]
    bends = "".join(
        tag("path", d=f"M-14 {number(y)}C-6 {number(y)} -8 {number(_MID)} 0 {number(_MID)}")
        for y in heights
    )
    return tag(
        "g",
        tag("svg", *(_line("-46", "-14", y, "") for y in heights), bends, x=at, overflow="visible"),
        _line(at, "100%", _MID, "heir"),
        tag("circle", cx=at, cy=_MID, r="4", cls="point"),
        cls=f"merger of-{row.country.lower()}",
    )


def _line(start: str, end: str, y: float, cls: str) -> str:
    return tag("line", x1=start, x2=end, y1=y, y2=y, cls=cls)


def _at(axis: TimeAxis, day: datetime.date) -> str:
    return f"{number(axis(day), 2)}%"
