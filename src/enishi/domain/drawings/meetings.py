"""A meeting plan: who meets when, in the colour of the zone; waits are bracketed, absence hatched."""

import math
from collections.abc import Iterable, Iterator, Sequence

from enishi.domain.drawings.lettering import shortened, text_width
from enishi.domain.drawings.markup import number, picture, tag, words
from enishi.domain.drawings.meeting_parts import MeetingGroup, MeetingPlan, MeetingRow, Met
from enishi.domain.drawings.meeting_style import ZONES, style

_MARGIN, _WIDTH = 32.0, 1184.0
_HALF_DAY_GAP = 14.0
_LONGEST_NAME = 200.0
_HEAD = 34.0
# Above so many lines names and cells are drawn small, with no text inside, in several columns.
_MOST_LARGE = 160
_SMALL_COLUMN_GAP = 28.0


def meeting_plan(plan: MeetingPlan, *, key: str = "meetings") -> str:
    """Draw a plan as a file of its own, with its colours: 1184 wide inside, as high as it must be.

    Up to 160 lines are drawn large, with the other party written in each meeting; more are drawn
    small, in columns, to be looked at as a whole or from near.
    """
    lanes = sum(row.lanes for group in plan.groups for row in group.rows)
    sheet = _Small(plan) if lanes > _MOST_LARGE else _Large(plan)
    drawn = list(sheet.draw())
    width, height = sheet.width + 2 * _MARGIN, sheet.y + 2 * _MARGIN
    return picture(
        tag("style", style()),
        _hatching(),
        tag("rect", width=width, height=height, cls="ground"),
        tag("g", *drawn, transform=f"translate({number(_MARGIN)} {number(_MARGIN)})"),
        width=width,
        height=height,
        title=plan.title,
        description=plan.description,
        key=key,
        cls="meetings small" if lanes > _MOST_LARGE else "meetings",
    )


class _Sheet:
    """Where everything stands; `y` is how far down the sheet is drawn."""

    lane: float
    gap: float

    def __init__(self, plan: MeetingPlan) -> None:
        self.plan = plan
        self.width, self.y = _WIDTH, 0.0
        self.column = 0.0
        self.starts: list[float] = []

    def place_slots(self, column: float) -> float:
        """Set the left edge of each slot, half-days apart, and return their width in all."""
        self.column = column
        self.starts = [
            column * slot + self.gap * place
            for place, half_day in enumerate(self.plan.half_days)
            for slot in half_day
        ]
        return self.starts[-1] + column

    def heading(self) -> Iterator[str]:
        """Draw the title and what the marks mean."""
        yield _text(self.plan.title, 0, 20, "title")
        yield _text(self.plan.description, 0, 44, "note")
        x, y = 0.0, 72.0
        used = {met.zone for group in self.plan.groups for row in group.rows for met in row.met}
        for zone, name in enumerate(self.plan.zones):
            if name and zone in used:
                swatch = tag("rect", x=x, y=y - 11, width=22, height=14, cls=_zone(zone))
                yield swatch + _text(name, x + 30, y, "head")
                x += 30 + text_width(name, weight=400) + 28
        for mark, wide, name in self.marks(y):
            yield tag("g", mark, transform=f"translate({number(x)} 0)")
            yield _text(name, x + wide + 8, y, "head")
            x += wide + 8 + text_width(name, weight=400) + 28
        self.width = max(self.width, x - 28)
        self.y = 92.0

    def marks(self, y: float) -> Iterator[tuple[str, float, str]]:
        """Yield each mark of the legend with its width and its meaning."""
        said = self.plan.words
        yield tag("rect", y=y - 11, width=3, height=14, cls="must"), 3, said.must
        yield _bracket(0, 22, y - 4, 4), 22, said.wait
        yield self.absence(0, y - 12.5, 22, 17), 22, said.away

    def bands(self, x: float, top: float, bottom: float) -> Iterator[str]:
        """Draw the breaks between half-days."""
        for half_day in self.plan.half_days[1:]:
            left = x + self.starts[half_day[0]] - self.gap
            yield tag("rect", x=number(left + 2), y=number(top), width=number(self.gap - 4),
                      height=number(bottom - top), cls="gap")  # fmt: skip

    def cells(self, row: MeetingRow, x: float, y: float) -> Iterator[str]:
        """Draw what a row holds, absence first, waits last."""
        high = self.lane * row.lanes
        for first, last in _runs(row.away):
            for half_day in self.plan.half_days:
                if inside := range(max(first, half_day[0]), min(last, half_day[-1]) + 1):
                    yield self.absence(
                        x + self.starts[inside[0]], y, self.column * len(inside) - 2, high
                    )
        for met in row.met:
            yield tag(
                "g",
                tag("title", words(met.label)),
                *self.cell(met, x + self.starts[met.slot], y + self.lane * met.lane),
            )
        for first, last in row.waits:
            left, right = x + self.starts[first] + 2, x + self.starts[last] + self.column - 4
            yield _bracket(left, right, y + high / 2, min(4.0, self.lane / 3))

    def absence(self, x: float, y: float, wide: float, high: float) -> str:
        """Draw a stretch in which somebody is away."""
        raise NotImplementedError

    def cell(self, met: Met, x: float, y: float) -> Iterator[str]:
        """Draw a meeting."""
        raise NotImplementedError


class _Large(_Sheet):
    """With text in each cell."""

    lane, gap = 22.0, _HALF_DAY_GAP

    def draw(self) -> Iterator[str]:
        """Draw the whole sheet, from top to bottom."""
        plan = self.plan
        rows = [row for group in plan.groups for row in group.rows]
        names = max(text_width(name) for name in (plan.words.tables, *(row.name for row in rows)))
        self.left = min(names, _LONGEST_NAME) + 16
        sums = 24 + sum(text_width(t, weight=400) for t in (plan.words.meetings, plan.words.waits))
        room = _WIDTH - self.left - sums - _HALF_DAY_GAP * (len(plan.half_days) - 1)
        wide = self.place_slots(min(88.0, max(34.0, room / len(plan.slots))))
        self.right = self.left + wide + 12
        self.middle = self.right + text_width(plan.words.meetings, weight=400)
        self.width = self.middle + 12 + text_width(plan.words.waits, weight=400)
        yield from self.heading()
        self.width = max(self.width, _heading_width(plan))
        for group in plan.groups:
            if group.rows:
                yield from self.group(group)
        yield from self.tables()

    def marks(self, y: float) -> Iterator[tuple[str, float, str]]:
        yield from super().marks(y)
        yield _flag(0, y - 4), 7, self.plan.words.interpreted

    def group(self, group: MeetingGroup) -> Iterator[str]:
        """Draw a group under its head."""
        self.y += 26
        yield _text(group.title, 0, self.y, "title")
        after = text_width(group.title, 20, 600) + 14
        yield _text(group.note, after, self.y, "note") if group.note else ""
        self.y += 24
        for slot, head in enumerate(self.plan.slots):
            yield _text(head, self.left + self.starts[slot] + 6, self.y, "head")
        yield _text(self.plan.words.meetings, self.middle, self.y, "note end")
        end = self.middle + 12 + text_width(self.plan.words.waits, weight=400)
        yield _text(self.plan.words.waits, end, self.y, "note end")
        self.y += 9
        yield tag("path", d=f"M0 {number(self.y)}H{number(end)}", cls="edge")
        self.y += 4
        top = self.y
        lines: list[str] = []
        for row in group.rows:
            lines += self.row(row, end)
        yield from self.bands(self.left, top, self.y)
        yield from lines

    def row(self, row: MeetingRow, end: float) -> Iterator[str]:
        """Draw a row, with its sums."""
        base = self.y + 15
        yield _text(shortened(row.name, self.left - 10), 0, base, "name")
        yield from self.cells(row, self.left, self.y)
        yield _text(str(len(row.met)), self.middle, base, "sum end")
        if row.waits:
            yield _text(str(len(row.waits)), end, base, "late end")
        self.y += self.lane * row.lanes
        yield tag("path", d=f"M0 {number(self.y)}H{number(end)}", cls="row")

    def absence(self, x: float, y: float, wide: float, high: float) -> str:
        return tag("rect", x=number(x), y=number(y + 1.5), width=number(wide),
                   height=number(high - 3), fill="url(#away)")  # fmt: skip

    def cell(self, met: Met, x: float, y: float) -> Iterator[str]:
        wide = self.column - 2
        yield tag("rect", x=number(x), y=number(y + 1.5), width=number(wide),
                  height=number(self.lane - 3), rx=1.5, cls=_zone(met.zone))  # fmt: skip
        if met.must:
            yield tag("rect", x=number(x), y=number(y + 1.5), width=3,
                      height=number(self.lane - 3), cls="must")  # fmt: skip
        if met.interpreted:
            yield _flag(x + wide - 10, y + self.lane / 2 - 0.5)
        room = wide - 9 - (12 if met.interpreted else 0)
        if text := shortened(met.text, room):
            yield _text(text, x + 7, y + 15.5, f"in in-{met.zone % len(ZONES)}")

    def tables(self) -> Iterator[str]:
        """Draw how many tables are in use, slot by slot."""
        self.y += 26
        yield _text(shortened(self.plan.words.tables, self.left - 10), 0, self.y + 12, "note")
        for start, (used, there) in zip(self.starts, self.plan.tables, strict=True):
            x, wide = self.left + start, self.column - 2
            full = wide * used / there if there else 0.0
            yield tag("rect", x=number(x), y=number(self.y - 4), width=number(wide), height=4,
                      cls="room")  # fmt: skip
            yield tag("rect", x=number(x), y=number(self.y - 4), width=number(full), height=4,
                      cls="flag")  # fmt: skip
            told = f"{used}/{there}"
            told = told if text_width(told, weight=400) <= wide else str(used)
            yield _text(told, x, self.y + 14, "sum")
        self.y += 20


class _Small(_Sheet):
    """With cells too small for text, in as many columns as make a sheet one can hold."""

    lane, gap = 7.0, 5.0

    def draw(self) -> Iterator[str]:
        """Draw the whole sheet, column by column."""
        plan = self.plan
        wide = self.place_slots(10.0)
        self.left = 62.0
        panel = self.left + wide
        yield from self.heading()
        for group in plan.groups:
            if group.rows:
                yield from self.group(group, panel)

    def group(self, group: MeetingGroup, panel: float) -> Iterator[str]:
        """Draw a group in columns of the same height."""
        self.y += 32
        yield _text(group.title, 0, self.y, "title")
        after = text_width(group.title, 20, 600) + 14
        yield _text(group.note, after, self.y, "note") if group.note else ""
        self.y += 12
        lanes = sum(row.lanes for row in group.rows)
        step = panel + _SMALL_COLUMN_GAP
        # As wide as high: n columns of lanes/n lines each.
        columns = max(1, min(round(math.sqrt(lanes * self.lane / step)) + 1, 12))
        most, top, lowest = math.ceil(lanes / columns), self.y, self.y
        for place, rows in enumerate(_parted(group.rows, most)):
            x = step * place
            bottom = top + 12 + self.lane * sum(row.lanes for row in rows)
            yield from self.bands(x + self.left, top + 12, bottom)
            for half_day in self.plan.half_days:
                at = x + self.left + self.starts[half_day[0]]
                yield _text(self.plan.slots[half_day[0]], at, top + 8, "head")
            y = top + 12
            for row in rows:
                name = shortened(row.name, self.left - 4, 6)
                yield _text(name, x, y + self.lane - 1.5, "name")
                yield from self.cells(row, x + self.left, y)
                y += self.lane * row.lanes
                yield tag("path", d=f"M{number(x)} {number(y)}h{number(panel)}", cls="row",
                          stroke_width=0.4)  # fmt: skip
            lowest = max(lowest, bottom)
            self.width = max(self.width, x + panel)
        self.y = lowest

    def absence(self, x: float, y: float, wide: float, high: float) -> str:
        return tag("rect", x=number(x), y=number(y + 1), width=number(wide), height=number(high - 2),
                   cls="away-small")  # fmt: skip

    def cell(self, met: Met, x: float, y: float) -> Iterator[str]:
        wide = self.column - 1
        yield tag("rect", x=number(x), y=number(y + 0.7), width=number(wide),
                  height=number(self.lane - 1.4), cls=_zone(met.zone))  # fmt: skip
        if met.must:
            yield tag("rect", x=number(x), y=number(y + 0.7), width=number(wide / 3),
                      height=number(self.lane - 1.4), cls="must")  # fmt: skip


def _zone(zone: int) -> str:
    return f"zone-{zone % len(ZONES)}"


def _text(text: str, x: float, y: float, cls: str) -> str:
    return tag("text", words(text), x=number(x), y=number(y), cls=cls)


def _flag(x: float, y: float) -> str:
    """Draw the mark of an interpreter: a speech bubble."""
    return tag("path", d=f"M{number(x)} {number(y - 3)}h7v6h-4l-3 3z", cls="flag")


def _bracket(left: float, right: float, y: float, high: float) -> str:
    ends = "".join(f"M{number(x)} {number(y - high)}v{number(2 * high)}" for x in (left, right))
    return tag("path", d=f"M{number(left)} {number(y)}H{number(right)}{ends}", cls="idle")


def _hatching() -> str:
    return tag(
        "defs",
        tag(
            "pattern",
            tag("path", d="M0 0V5", cls="hatch"),
            id="away",
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        ),
    )


def _heading_width(plan: MeetingPlan) -> float:
    return max(text_width(plan.title, 20, 600), text_width(plan.description, weight=400))


def _runs(slots: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of slots that follow one another."""
    run: list[int] = []
    for slot in sorted(slots):
        if run and slot > run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(slot)
    if run:
        yield run[0], run[-1]


def _parted(rows: Sequence[MeetingRow], most: int) -> Iterator[list[MeetingRow]]:
    """Yield the rows in parts of so many lanes."""
    part: list[MeetingRow] = []
    lanes = 0
    for row in rows:
        if part and lanes + row.lanes > most:
            yield part
            part, lanes = [], 0
        part.append(row)
        lanes += row.lanes
    if part:
        yield part
