"""The timeline of a bond: two rails to true time, acts as rungs between them, words beside.

Words are the page's: it sets them as a list of rows of known height, `LINE` pixels a line, and the
picture hangs each row on its day by a hairline. `Hung` tells the page which classes its rows bear.
A phone has no room for hairlines: there each rung stands at its row, and time is in the words.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.drawings.axis import Tick, TimeAxis
from enishi.domain.drawings.lettering import shortened
from enishi.domain.drawings.markup import curve, number, picture, tag, words

LINE = 24  # pixels a line of text beside the rails
_TOP = 44.0  # room for the names above the rails
_FOOT = 34.0  # room for the word for today below them
_THIN, _STEP, _THICK = 2.0, 1.5, 6.5  # width of a rail, and what each line it takes in adds
_BETWEEN = 9.0  # least distance between two rungs
MOST_SPACE = 8  # lines of empty room before a row
MOST_LINES = 20  # of a row
MOST_COMING = 4  # lines drawn flowing into a rail; more would be a thicket


class Mark(StrEnum):
    """What stands on the rails."""

    ACT = "act"  # a rung with the seal
    EVENT = "event"  # a ring on a fine rung
    MERGER = "merger"  # several lines become one
    STRETCH = "stretch"  # nothing is known from a day to another


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.

    `lines` is how many lines its words take, the empty one beneath included;
    `lettering.line_count` estimates them, and one too many does less harm than one too few.
    """

    mark: Mark
    on: datetime.date
    lines: int = 4
    until: datetime.date | None = None  # of a stretch
    far: bool = False  # of a merger: on the far rail
    coming: int = 1  # of a merger: how many other lines flow in
    text: str = ""  # of a merger: what is written at those lines
    label: str = ""  # for the pointer

    @property
    def height(self) -> int:
        """Lines of the row, within what the stylesheet has classes for."""
        return min(max(self.lines, 2), MOST_LINES)


@dataclass(frozen=True, slots=True)
class Rails:
    """All that the picture shows; entries by day."""

    title: str
    description: str
    since: datetime.date
    until: datetime.date
    near: str
    far: str
    today: str
    entries: Sequence[Entry]
    ticks: Sequence[Tick] = ()


@dataclass(frozen=True, slots=True)
class Hung:
    """Where a row hangs: `space` empty lines, then those of its words; `y` is its first line."""

    entry: Entry
    space: int
    y: float

    @property
    def classes(self) -> str:
        """The classes of the page's row."""
        return f"rail-row space-{self.space} lines-{self.entry.height}"


@dataclass(frozen=True, slots=True)
class RailsPicture:
    """The picture and where the page's rows stand beside it, in order."""

    svg: str
    rows: tuple[Hung, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """Measures of the wide and the narrow picture, in pixels."""

    width: float
    near: float
    far: float
    years: float  # right edge of the years; none are written without room


_WIDE = _Plan(240, 96, 168, 40)
_NARROW = _Plan(72, 26, 56, 0)


def rails(content: Rails, *, narrow: bool = False, key: str = "rails") -> RailsPicture:
    """Draw the rails of a bond.

    Args:
        content: what they show.
        narrow: for a phone.
        key: distinguishes this picture from others of a page.
    """
    plan = _NARROW if narrow else _WIDE
    rows, end = _stacked(content) if narrow else _hang(content)
    axis = TimeAxis(content.since, content.until, _TOP + 10, end)
    days = [row.y for row in rows] if narrow else _apart(axis, content.entries)
    placed = list(zip(rows, days, strict=True))
    height = end + _FOOT
    svg = picture(
        *_years(content.ticks, axis, plan),
        *(_hairline(row, y, plan) for row, y in placed if not narrow),
        *(_stretch(row, axis, plan, narrow=narrow) for row in rows),
        _rail(placed, end, plan.near, far=False, narrow=narrow),
        _rail(placed, end, plan.far, far=True, narrow=narrow),
        *(_mark(row.entry, y, plan) for row, y in placed),
        _names(content, plan, narrow=narrow),
        tag("path", d=f"M{number(plan.near - 12)} {number(end)}H{number(plan.far + 12)}", cls="end"),
        tag("text", words(content.today), x=number((plan.near + plan.far) / 2),
            y=number(end + 20), text_anchor="middle", cls="now"),
        width=plan.width,
        height=height,
        title=content.title,
        description=content.description,
        key=key,
        cls="rails" + (" rails-narrow" if narrow else ""),
    )  # fmt: skip
    return RailsPicture(svg, tuple(rows), height)


def _hang(content: Rails) -> tuple[list[Hung], float]:
    """Stack the rows, each as near to its day as those before it allow; return the rails' end."""
    stacked = sum(entry.height for entry in content.entries) * LINE
    end = _TOP + max(stacked + 2 * LINE, 10 * LINE)
    axis = TimeAxis(content.since, content.until, _TOP + 10, end)
    spare = int((end - stacked) // LINE)
    rows: list[Hung] = []
    at = 0.0
    for entry in content.entries:
        middle = entry.on + (entry.until - entry.on) / 2 if entry.until else entry.on
        wanted = axis(middle) - LINE / 2
        space = max(0, min(spare, MOST_SPACE, int((wanted - at) // LINE)))
        spare -= space
        at += space * LINE
        rows.append(Hung(entry, space, at + LINE / 2))
        at += entry.height * LINE
    return rows, max(end, at)


def _stacked(content: Rails) -> tuple[list[Hung], float]:
    """Stack the rows without regard to time."""
    rows: list[Hung] = []
    at = 0.0
    for entry in content.entries:
        space = 0 if rows else 2
        at += space * LINE
        rows.append(Hung(entry, space, at + LINE / 2))
        at += entry.height * LINE
    return rows, max(at, _TOP + LINE)


def _apart(axis: TimeAxis, entries: Iterable[Entry]) -> list[float]:
    """Return where each entry stands on the rails: at its day, or just below the one before."""
    heights: list[float] = []
    for entry in entries:
        y = axis(entry.on)
        if heights:
            y = max(y, heights[-1] + (0 if entry.mark is Mark.STRETCH else _BETWEEN))
        heights.append(y)
    # What is pushed beyond today comes back from below.
    limit = axis.end
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - _BETWEEN
    return heights


def _years(ticks: Iterable[Tick], axis: TimeAxis, plan: _Plan) -> list[str]:
    drawn = []
    for tick in ticks:
        if not plan.years or not axis.holds(tick.on):
            continue
        y = axis(tick.on)
        drawn.append(tag("text", words(tick.text), x=plan.years, y=number(y + 4.5),
                         text_anchor="end", cls="note"))  # fmt: skip
        drawn.append(tag("path", d=f"M{number(plan.years + 8)} {number(y)}h6", cls="tick"))
    return drawn


def _hairline(row: Hung, y: float, plan: _Plan) -> str:
    entry = row.entry
    if entry.mark is Mark.STRETCH:
        return ""
    merged = entry.mark is Mark.MERGER
    start = plan.near if merged and not entry.far else plan.far
    room = plan.width - plan.far
    path = curve(
        (start + (7 if merged else 5), y),
        (
            (start + room * (0.6 if start == plan.far else 1.6), y),
            (plan.width - room * 0.6, row.y),
            (plan.width - 4, row.y),
        ),
    )
    return tag("path", d=path, cls="hairline")


def _stretch(row: Hung, axis: TimeAxis, plan: _Plan, *, narrow: bool) -> str:
    """Draw a dotted line beside an empty stretch, so that its name has a place in time."""
    entry = row.entry
    if entry.mark is not Mark.STRETCH or entry.until is None:
        return ""
    top, bottom = axis(entry.on) + 14, axis(entry.until) - 14
    if narrow:
        top, bottom = row.y - 8, row.y + (entry.height - 1) * LINE - 8
    elif bottom - top < LINE:
        return ""
    x = number((plan.near + plan.far) / 2)
    return tag("path", d=f"M{x} {number(top)}V{number(bottom)}", cls="stretch")


def _rail(
    placed: Iterable[tuple[Hung, float]], end: float, x: float, *, far: bool, narrow: bool
) -> str:
    """Draw one rail, thicker from each merger on, with the lines that flow into it."""
    width, begin = _THIN, _TOP - 6
    drawn = ""
    out = 1 if far else -1
    for row, y in placed:
        entry = row.entry
        if entry.mark is not Mark.MERGER or entry.far != far:
            continue
        drawn += tag("path", d=f"M{number(x)} {number(begin)}V{number(y)}", stroke_width=width)
        top = max(y - 86, _TOP - 6)
        coming = min(entry.coming, MOST_COMING)
        pitch = 7 if narrow else 12
        for lane in range(1, coming + 1):
            aside = x + out * (2 + pitch * lane)
            path = curve(
                (aside, top),
                ((aside, y - 40),),
                ((aside, y - 16), (x, y - 22), (x, y)),
            )
            drawn += tag("path", d=path, stroke_width=_THIN)
        if entry.text and not narrow:
            at = x + out * (10 + 12 * coming)
            drawn += tag("text", words(entry.text), x=number(at), y=number(max(top + 14, y - 66)),
                         text_anchor=None if far else "end")  # fmt: skip
        width, begin = min(width + _STEP * entry.coming, _THICK), y
    drawn += tag("path", d=f"M{number(x)} {number(begin)}V{number(end)}", stroke_width=width)
    return tag("g", drawn, cls="rail far" if far else "rail near")


def _mark(entry: Entry, y: float, plan: _Plan) -> str:
    middle = (plan.near + plan.far) / 2
    named = tag("title", words(entry.label)) if entry.label else ""
    rung = f"M{number(plan.near)} {number(y)}H{number(plan.far)}"
    match entry.mark:
        case Mark.ACT:
            seal = tag("rect", x=number(middle - 5.5), y=number(y - 5.5), width="11", height="11",
                       rx="1.5", cls="seal")  # fmt: skip
            return tag("g", named, tag("path", d=rung, cls="rung"), seal, cls="act")
        case Mark.EVENT:
            ring = tag("circle", cx=number(middle), cy=number(y), r="5", cls="ring")
            return tag("g", named, tag("path", d=rung, cls="fine"), ring, cls="event")
        case Mark.MERGER:
            x = plan.far if entry.far else plan.near
            ring = tag("circle", cx=number(x), cy=number(y), r="5.5", cls="ring")
            return tag("g", named, ring, cls="merger far" if entry.far else "merger near")
        case Mark.STRETCH:
            return ""


def _names(content: Rails, plan: _Plan, *, narrow: bool) -> str:
    """Write the two names above the rails, away from each other; on a phone one under the other."""
    if narrow:
        near = tag("text", words(content.near), x="0", y="13", cls="name near")
        return near + tag("text", words(content.far), x="0", y="32", cls="name far")
    near_room, far_room = plan.near + 4, plan.width - plan.far + 6
    y = _TOP - 16
    near = tag(
        "text",
        words(shortened(content.near, near_room)),
        x=number(plan.near + 4),
        y=number(y),
        text_anchor="end",
        cls="name near",
    )
    return near + tag("text", words(shortened(content.far, far_room)), x=number(plan.far - 6),
                      y=number(y), cls="name far")  # fmt: skip
