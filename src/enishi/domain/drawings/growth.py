"""How the record grew: documented acts day by day, and the totals that were announced."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from enishi.domain.drawings.axis import Tick, TimeAxis
from enishi.domain.drawings.lettering import text_width
from enishi.domain.drawings.markup import number, picture, tag, words

_ROOM_ABOVE = 14.0
_LINE = 15.0  # of 13 px, for names at the end of a curve


@dataclass(frozen=True, slots=True)
class Curve:
    """What one counting rule counts: from each day on, the number; the first curve is filled."""

    steps: Sequence[tuple[datetime.date, int]]
    name: str = ""  # at its end, in the large picture
    total: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """A total somebody announced; `text` says who or how much, briefly."""

    on: datetime.date
    value: float
    text: str = ""
    label: str = ""  # in full, for the pointer and for those who do not see it


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the units changed: a dotted line."""

    on: datetime.date
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """All that the picture shows, translated and formatted."""

    title: str
    description: str
    since: datetime.date
    until: datetime.date
    curves: Sequence[Curve]
    ticks: Sequence[Tick] = ()
    rings: Sequence[Ring] = ()
    turns: Sequence[Turn] = ()
    levels: Sequence[tuple[int, str]] = field(default_factory=tuple)  # of the large picture


def growth_track(
    growth: Growth,
    *,
    width: float = 1050,
    key: str = "growth",
    knob: datetime.date | None = None,
) -> str:
    """Draw the track of the year slider: the curve is the scale one slides along.

    Args:
        growth: what it shows; only the first curve.
        width: in pixels, 1050 beside a button, 358 on a phone.
        key: distinguishes this picture from others of a page.
        knob: the day at which the handle stands; none has no handle.
    """
    height, base = 96.0, 64.0
    axis = TimeAxis(growth.since, growth.until, 8, width - 8)
    scale = _Scale(growth, base, 12)
    first = growth.curves[0]
    return picture(
        _area(axis, scale, first),
        _step_line(axis, scale, first, "curve"),
        tag("path", d=f"M{number(axis.start)} {number(base)}H{number(axis.end)}", cls="base"),
        _ticks(axis, growth.ticks, base),
        _turns(axis, growth.turns, scale.top - 2, base, base - 8),
        _rings(axis, scale, growth.rings, width),
        tag("circle", cx=number(axis(knob)), cy=number(base), r="8", cls="knob") if knob else "",
        width=width,
        height=height,
        title=growth.title,
        description=growth.description,
        key=key,
        cls="growth growth-track",
    )


def growth_chart(
    growth: Growth, *, width: float = 1184, height: float = 420, key: str = "growth-chart"
) -> str:
    """Draw the large picture: one curve per counting rule, a scale, names at the ends.

    Args:
        growth: what it shows.
        width: in pixels.
        height: in pixels.
        key: distinguishes this picture from others of a page.
    """
    names = max((text_width(f"{c.total} {c.name}") for c in growth.curves), default=0)
    left = max((text_width(text, weight=400) for _, text in growth.levels), default=0) + 10
    base = height - 34
    axis = TimeAxis(growth.since, growth.until, left, width - min(names + 14, width * 0.34))
    scale = _Scale(growth, base, _ROOM_ABOVE + 8)
    levels = "".join(
        tag("path", d=f"M{number(axis.start)} {number(scale(value))}H{number(axis.end)}", cls="level")
        + tag("text", words(text), x=number(left - 8), y=number(scale(value) + 4.5),
              text_anchor="end", cls="note")
        for value, text in growth.levels
        if value
    )  # fmt: skip
    lines = "".join(
        _step_line(axis, scale, curve, f"curve curve-{position}")
        for position, curve in reversed(list(enumerate(growth.curves)))
    )
    return picture(
        levels,
        _area(axis, scale, growth.curves[0]) if growth.curves else "",
        lines,
        tag("path", d=f"M{number(axis.start)} {number(base)}H{number(axis.end)}", cls="base"),
        _ticks(axis, growth.ticks, base),
        _turns(axis, growth.turns, scale.top - 8, base, base - 10),
        _rings(axis, scale, growth.rings, axis.end),
        _ends(axis, scale, growth.curves),
        width=width,
        height=height,
        title=growth.title,
        description=growth.description,
        key=key,
        cls="growth growth-chart",
    )


class _Scale:
    """Numbers on paper, the largest just below the top."""

    def __init__(self, growth: Growth, base: float, top: float) -> None:
        counts = [count for curve in growth.curves for _, count in curve.steps]
        values = [ring.value for ring in growth.rings if growth.since <= ring.on <= growth.until]
        levels = [value for value, _ in growth.levels]
        self.base, self.top = base, top
        self._most = max([*counts, *values, *levels, 1])

    def __call__(self, value: float) -> float:
        return self.base - value / self._most * (self.base - self.top)


def _standing(axis: TimeAxis, curve: Curve) -> list[tuple[datetime.date, int]]:
    """Return the steps of a curve on an axis, with what stood on its first day."""
    before = [count for day, count in curve.steps if day < axis.since]
    # The last number of a day is that of the day: one that ends as another begins makes no dent.
    within = {day: count for day, count in curve.steps if axis.holds(day)}
    return [(axis.since, before[-1] if before else 0), *within.items()]


def _outline(axis: TimeAxis, scale: _Scale, curve: Curve) -> str:
    steps = _standing(axis, curve)
    text = f"M{number(axis.start)} {number(scale(steps[0][1]))}"
    for day, count in steps[1:]:
        text += f"H{number(axis(day))}V{number(scale(count))}"
    return text + f"H{number(axis.end)}"


def _area(axis: TimeAxis, scale: _Scale, curve: Curve) -> str:
    base = number(scale.base)
    return tag("path", d=f"{_outline(axis, scale, curve)}V{base}H{number(axis.start)}Z", cls="fill")


def _step_line(axis: TimeAxis, scale: _Scale, curve: Curve, cls: str) -> str:
    return tag("path", d=_outline(axis, scale, curve), cls=cls)


def _ticks(axis: TimeAxis, ticks: Iterable[Tick], base: float) -> str:
    """Draw ticks; a strong one keeps its text, the others give way to it and to each other."""
    drawn = ""
    taken: list[tuple[float, float]] = []
    for tick in sorted(ticks, key=lambda tick: (not tick.strong, tick.on)):
        if not axis.holds(tick.on):
            continue
        x = axis(tick.on)
        drawn += tag("path", d=f"M{number(x)} {number(base)}v5", cls="tick")
        width = text_width(tick.text, weight=600 if tick.strong else 400)
        left = min(max(x - width / 2, axis.start - 8), axis.end + 8 - width)
        if any(left < right + 10 and begin < left + width + 10 for begin, right in taken):
            continue
        taken.append((left, left + width))
        drawn += tag("text", words(tick.text), x=number(left), y=number(base + 21),
                     cls="now" if tick.strong else "note")  # fmt: skip
    return drawn


def _turns(axis: TimeAxis, turns: Iterable[Turn], top: float, base: float, text_at: float) -> str:
    drawn = ""
    for turn in turns:
        if not axis.holds(turn.on):
            continue
        x = axis(turn.on)
        inner = tag("title", words(turn.label)) if turn.label else ""
        inner += tag("path", d=f"M{number(x)} {number(top)}V{number(base)}", cls="turn-line")
        if turn.text:
            inner += tag("text", words(turn.text), x=number(x - 6), y=number(text_at),
                         text_anchor="end")  # fmt: skip
        drawn += tag("g", inner, cls="turn")
    return drawn


def _rings(axis: TimeAxis, scale: _Scale, rings: Iterable[Ring], width: float) -> str:
    """Draw announced totals, their text on the left; two of one value share one text."""
    drawn = ""
    told: set[tuple[str, float]] = set()
    for ring in sorted(rings, key=lambda ring: ring.on):
        if not axis.holds(ring.on):
            continue
        x, y = axis(ring.on), scale(ring.value)
        inner = tag("title", words(ring.label)) if ring.label else ""
        inner += tag("circle", cx=number(x), cy=number(y), r="3.4", cls="ring")
        room = text_width(ring.text, weight=400) + 9
        if ring.text and (ring.text, ring.value) not in told and room < min(x, width):
            told.add((ring.text, ring.value))
            inner += tag("text", words(ring.text), x=number(x - 9), y=number(y + 4.5),
                         text_anchor="end", cls="note")  # fmt: skip
        drawn += tag("g", inner, cls="announced")
    return drawn


def _ends(axis: TimeAxis, scale: _Scale, curves: Sequence[Curve]) -> str:
    """Name each curve at its end, pushing names apart where curves end close to each other."""
    wanted = []
    for position, curve in enumerate(curves):
        last = _standing(axis, curve)[-1][1]
        wanted.append((scale(last), position, curve))
    wanted.sort(key=lambda item: (item[0], item[1]))
    heights: list[float] = []
    for y, _, _ in wanted:
        heights.append(max(y, heights[-1] + _LINE) if heights else y)
    overflow = max(0.0, heights[-1] - (scale.base - 4)) if heights else 0.0
    for index in range(len(heights) - 1, -1, -1):
        limit = (
            heights[index + 1] - _LINE if index + 1 < len(heights) else heights[index] - overflow
        )
        heights[index] = min(heights[index], limit)
    drawn = ""
    x = axis.end
    for (y, position, curve), at in zip(wanted, heights, strict=True):
        drawn += tag(
            "path", d=f"M{number(x)} {number(y)}L{number(x + 9)} {number(at)}", cls="leader"
        )
        inner = tag("tspan", words(curve.total), cls="total")
        inner += tag("tspan", words(curve.name), dx="5")
        drawn += tag("text", inner, x=number(x + 13), y=number(at + 4.5),
                     cls=f"end curve-{position}")  # fmt: skip
    return drawn
