"""What a place was and what it took in: units as bars that flow into each other.

Columns are the stretches between the days on which something happened, as wide as their words
need: widths are not to scale, and the page says so.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from enishi.domain.drawings.lettering import text_width
from enishi.domain.drawings.markup import curve, link, number, picture, tag, words

_TOP = 34.0  # room for the days
_BAR, _LANE = 24.0, 38.0  # height of a bar; from one lane to the next
_PAD = 10.0
_FLOW = 26.0  # how far a line bends from one lane to another
_TORN = 4.0  # depth of an edge that is not known
_LEAST = 92.0


@dataclass(frozen=True, slots=True)
class Member:
    """A unit in the family: from `since` (None: not researched) to `until` (None: in force)."""

    unit: str
    name: str
    status: str = ""  # province, city …, before the name
    since: datetime.date | None = None
    until: datetime.date | None = None  # the first day on which it is no more
    note: str = ""  # under the bar
    href: str = ""
    label: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """On a day one unit became, or gave a part to, another."""

    source: str
    target: str
    on: datetime.date
    part: bool = False


@dataclass(frozen=True, slots=True)
class FamilyDay:
    """A day that is named above the bars; a mark that changes nothing here is dotted."""

    on: datetime.date
    text: str
    note: str = ""
    changes: bool = True


@dataclass(frozen=True, slots=True)
class Family:
    """All that the picture shows; `focus` is the unit whose page it is, `far` its country's side."""

    title: str
    description: str
    focus: str
    members: Sequence[Member]
    steps: Sequence[Step]
    days: Sequence[FamilyDay]
    far: bool = False


def family(content: Family, *, width: float = 776, key: str = "family") -> str:
    """Draw the history of a place.

    Args:
        content: what it shows; every first or last day of a member is among `days`.
        width: in pixels; where the words need more, the picture is wider.
        key: distinguishes this picture from others of a page.
    """
    tree = _Tree(content, width)
    return picture(
        *(tree.day(day) for day in content.days),
        *(tree.flow(step) for step in content.steps),
        *(tree.bar(member) for member in content.members),
        tree.foot(),
        width=tree.width,
        height=tree.height,
        title=content.title,
        description=content.description,
        key=key,
        cls=f"family {'far' if content.far else 'near'}",
        interactive=any(member.href for member in content.members),
    )


class _Tree:
    """Where everything stands."""

    def __init__(self, content: Family, width: float) -> None:
        self.focus = content.focus
        self.members = {member.unit: member for member in content.members}
        self.days = sorted({day.on for day in content.days})
        needs = self._needs(content)
        self.width = math.ceil(max(width, sum(needs)))
        scale = self.width / sum(needs)
        self.edges = [0.0, *(edge * scale for edge in accumulate(needs))]
        self.lanes = _lanes(content)
        self.base = _TOP + (max(self.lanes.values(), default=0) + 1) * _LANE
        self.notes = self._notes(content)
        rows = max((row for _, row, _ in self.notes), default=-1) + 1
        self.height = self.base + 18.0 * rows + (2 if rows else 0)

    def _needs(self, content: Family) -> list[float]:
        """Return how wide each column must be for its words."""
        needs = [_LEAST] * (len(self.days) + 1)
        for member in content.members:
            first, last = self._columns(member)
            text = f"{member.status}  {member.name}"
            share = (text_width(text, weight=600) + 2 * _PAD + _FLOW + _TORN) / (last - first + 1)
            for column in range(first, last + 1):
                needs[column] = max(needs[column], share)
        # Half a date hangs over each side of its day, and two of them must not touch.
        halves = {day.on: text_width(day.text) / 2 + _PAD for day in content.days}
        hangs = [0.0, *(halves[on] for on in self.days), 0.0]
        for column in range(len(needs)):
            needs[column] = max(needs[column], hangs[column] + hangs[column + 1])
        return needs

    def _columns(self, member: Member) -> tuple[int, int]:
        first = self.days.index(member.since) + 1 if member.since in self.days else 0
        last = self.days.index(member.until) if member.until in self.days else len(self.days)
        return first, max(first, last)

    def _notes(self, content: Family) -> list[tuple[float, int, str]]:
        """Return left edge, row and text of what stands beneath, nothing over anything else."""
        wanted: set[tuple[float, str]] = set()
        for day in content.days:
            if day.note:
                wanted.add((self._x(day.on) - text_width(day.note, weight=400) / 2, day.note))
        for member in content.members:
            if member.note:
                first, last = self._columns(member)
                closing = bool(first) and last == len(self.days)
                left = self.width - text_width(member.note, weight=400)
                wanted.add((left if closing else self.edges[first], member.note))
        notes: list[tuple[float, int, str]] = []
        ends: list[float] = []
        for x, text in sorted(wanted):
            width = text_width(text, weight=400)
            left = max(0.0, min(x, self.width - width))
            row = next((r for r, end in enumerate(ends) if end + 14 < left), len(ends))
            ends[row : row + 1] = [left + width]
            notes.append((left, row, text))
        return notes

    def foot(self) -> str:
        """Write what stands beneath the bars."""
        return "".join(
            tag("text", words(text), x=number(x), y=number(self.base + 14 + 18 * row), cls="note")
            for x, row, text in self.notes
        )

    def _x(self, on: datetime.date) -> float:
        return self.edges[self.days.index(on) + 1]

    def _y(self, unit: str) -> float:
        return _TOP + self.lanes[unit] * _LANE + 4

    def day(self, day: FamilyDay) -> str:
        """Draw a day: its date above, its line behind the bars."""
        x = self._x(day.on)
        half = text_width(day.text) / 2
        at = min(max(x, half), self.width - half)
        drawn = tag("text", words(day.text), x=number(at), y="14", text_anchor="middle", cls="date")
        return drawn + tag("path", d=f"M{number(x)} 22V{number(self.base - 4)}",
                           cls="day" if day.changes else "day still")  # fmt: skip

    def flow(self, step: Step) -> str:
        """Draw what passed from one lane to another; along a lane the bars themselves meet."""
        if self.lanes[step.source] == self.lanes[step.target]:
            return ""
        x = self._x(step.on)
        y1, y2 = self._y(step.source) + _BAR / 2, self._y(step.target) + _BAR / 2
        path = curve(
            (x - _FLOW, y1), ((x - _FLOW * 0.2, y1), (x - _FLOW * 0.4, y2), (x + _FLOW * 0.5, y2))
        )
        return tag("path", d=path, cls="flow part" if step.part else "flow")

    def bar(self, member: Member) -> str:
        """Draw a unit: filled if the page is its own, with an open end where its start is unknown."""
        first, last = self._columns(member)
        left, right = self.edges[first], self.edges[last + 1]
        flows_on = member.until is not None and not self._goes_on(member)
        end = right - _FLOW if flows_on else right
        y = self._y(member.unit)
        drawn = tag("path", d=_shape(left, end, y, open_start=member.since is None), cls="bar")
        x = left + _PAD + (_TORN if member.since is None else 0)
        inner = tag("tspan", words(member.status), cls="status") if member.status else ""
        inner += tag("tspan", words(member.name), dx="7" if member.status else None,
                     lang=member.language)  # fmt: skip
        drawn += tag("text", inner, x=number(x), y=number(y + 16.5))
        cls = "member own" if member.unit == self.focus else "member"
        return link(drawn, href=member.href, label=member.label, cls=cls)

    def _goes_on(self, member: Member) -> bool:
        """Whether the bar of a unit continues in its own lane."""
        lane = self.lanes[member.unit]
        return any(
            other.since == member.until and self.lanes[other.unit] == lane
            for other in self.members.values()
            if other.unit != member.unit
        )


def _shape(left: float, right: float, y: float, *, open_start: bool) -> str:
    x1, x2, y2 = number(left), number(right), number(y + _BAR)
    if not open_start:
        return f"M{x1} {number(y)}H{x2}V{y2}H{x1}Z"
    # A torn edge: the beginning is not known, and nothing is claimed about it.
    third = number(_BAR / 4)
    return f"M{x1} {number(y)}H{x2}V{y2}H{x1}l4-{third}-4-{third} 4-{third}Z"


def _lanes(content: Family) -> dict[str, int]:
    """Give each unit a lane: the focus and its own line on top, the others as they join."""
    members = {member.unit: member for member in content.members}
    before: dict[str, list[Step]] = defaultdict(list)
    after: dict[str, list[Step]] = defaultdict(list)
    for step in sorted(content.steps, key=lambda step: (step.on, step.source, step.target)):
        before[step.target].append(step)
        after[step.source].append(step)
    lanes: dict[str, int] = {}
    taken: dict[int, list[Member]] = defaultdict(list)

    def fits(member: Member, lane: int) -> bool:
        return all(_apart(member, other) for other in taken[lane])

    def settle(unit: str, lane: int) -> None:
        if unit in lanes:
            return
        member = members[unit]
        while not fits(member, lane):
            lane += 1
        lanes[unit] = lane
        taken[lane].append(member)
        for step in _own_line_first(before[unit], member, members, source=True):
            settle(step.source, lane)
        for step in _own_line_first(after[unit], member, members, source=False):
            settle(step.target, lane)

    settle(content.focus, 0)
    for unit in members:
        settle(unit, 0)
    return lanes


def _own_line_first(
    steps: Iterable[Step], member: Member, members: dict[str, Member], *, source: bool
) -> list[Step]:
    """Sort steps so that the one that keeps the name comes first, and stays in the lane."""

    def unlike(step: Step) -> tuple[bool, bool, datetime.date, str]:
        other = members[step.source if source else step.target]
        return other.name != member.name, step.part, step.on, other.unit

    return sorted(steps, key=unlike)


def _apart(one: Member, other: Member) -> bool:
    """Whether two units lived one after the other."""
    ended = one.until is not None and other.since is not None and one.until <= other.since
    began = other.until is not None and one.since is not None and other.until <= one.since
    return ended or began
