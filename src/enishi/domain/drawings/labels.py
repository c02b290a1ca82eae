"""Where names stand on a map: off the threads, off each other, near their mark."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enishi.domain.drawings.markup import Point

_CELL = 8
_TALL = 15.0  # height of a line of 13 px, ascenders and marks included
_ABOVE = 11.0  # of which above the baseline
_GAP = 5.0  # between a mark and its name
_ROUNDS = 4
# What a candidate costs. Only differences matter.
_THREAD, _DOT, _COAST, _LAND = 9.0, 14.0, 1.0, 1.1
_TOUCH, _LEADER, _SEAWARD, _REACH = 400.0, 22.0, 9.0, 0.3
_TOO_MUCH = 150.0
_CLEAR = 14.0
_DISTANCES = (26, 40, 56, 74, 94, 116)
_LEADER_ANGLES = tuple(math.radians(angle) for angle in range(0, 360, 15))
_FEW = 24  # candidates of a name that are compared in full


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to be placed at a mark; `seaward` is the side it should keep off."""

    key: str
    at: Point
    radius: float
    width: float
    weight: float
    seaward: Point = (0, 0)
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a name stands: baseline point, `text-anchor`, box (x1, y1, x2, y2), leader or none."""

    key: str
    x: float
    y: float
    anchor: str
    box: tuple[float, float, float, float]
    leader: tuple[Point, Point] | None = None
    cost: float = 0.0


class Sea:
    """What names should keep off, in cells: threads, dots and coasts.

    Args:
        width: of the paper; nothing is placed beyond.
        height: of the paper.
        threads: their points, close together.
        dots: middles and radii.
        coasts: points of outlines; a name may lie on them, but rather not.
        land: cells, as `land_cells` tells them, that a name rather leaves too.
        taken: boxes already lettered.
    """

    def __init__(
        self,
        width: float,
        height: float,
        *,
        threads: Iterable[Sequence[Point]] = (),
        dots: Iterable[tuple[Point, float]] = (),
        coasts: Iterable[Sequence[Point]] = (),
        land: Iterable[tuple[int, int]] = (),
        taken: Iterable[tuple[float, float, float, float]] = (),
    ) -> None:
        self.width, self.height = width, height
        self.dots = list(dots)
        self.taken = list(taken)
        self._cells: dict[tuple[int, int], float] = defaultdict(float)
        for line in threads:
            self._mark(line, _THREAD)
        for line in coasts:
            self._mark(line, _COAST)
        self._dotted: dict[tuple[int, int], float] = defaultdict(float)
        for cell in land:
            self._cells[cell] += _LAND
        for (x, y), radius in self.dots:
            around = (-radius, 0.0, radius)
            for cell in {
                (int((x + a) // _CELL), int((y + b) // _CELL)) for a in around for b in around
            }:
                self._dotted[cell] += _DOT

    def _mark(self, line: Sequence[Point], cost: float) -> None:
        for cell in {(int(x // _CELL), int(y // _CELL)) for x, y in line}:
            self._cells[cell] += cost

    def cost(self, box: tuple[float, float, float, float], own: Point) -> float:
        """Return what a box would hide; infinite beyond the paper."""
        x1, y1, x2, y2 = box
        if x1 < 0 or y1 < 0 or x2 > self.width or y2 > self.height:
            return math.inf
        total = 0.0
        for column in range(int(x1 // _CELL), int(x2 // _CELL) + 1):
            for row in range(int((y1 + 2) // _CELL), int((y2 - 2) // _CELL) + 1):
                total += self._cells.get((column, row), 0.0)
        for dot, radius in self.dots:
            x, y = dot
            near = x1 - radius < x < x2 + radius and y1 - radius < y < y2 + radius
            if near and dot != own:
                total += _DOT + 4 * radius
        return total + sum(_TOUCH for box_taken in self.taken if touches(box, box_taken))

    def leader_cost(self, start: Point, end: Point) -> float:
        """Return what a leader would cross."""
        total = 0.0
        steps = max(2, int(math.dist(start, end) / _CELL))
        for step in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * step / steps
            y = start[1] + (end[1] - start[1]) * step / steps
            cell = int(x // _CELL), int(y // _CELL)
            total += 0.45 * self._cells.get(cell, 0.0)
            total += self._dotted.get(cell, 0.0) if step > 1 else 0.0
        return total


def land_cells(rings: Iterable[Sequence[Point]]) -> set[tuple[int, int]]:
    """Return the cells whose middle lies within one of some rings."""
    cells = set()
    for ring in rings:
        lowest = int(min(y for _, y in ring) // _CELL)
        highest = int(max(y for _, y in ring) // _CELL)
        for row in range(lowest, highest + 1):
            y = (row + 0.5) * _CELL
            cuts = sorted(
                x1 + (y - y1) / (y2 - y1) * (x2 - x1)
                for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
                if (y1 > y) != (y2 > y)
            )
            for left, right in zip(cuts[::2], cuts[1::2], strict=False):
                cells |= {
                    (column, row) for column in range(round(left / _CELL), round(right / _CELL))
                }
    return cells


def touches(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    """Whether two boxes share a point."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def place(wanted: Iterable[Wanted], sea: Sea) -> list[Placed]:
    """Place names, the weightiest first; one that would touch another is left out, unless needed.

    Args:
        wanted: the names.
        sea: what they keep off.
    """
    names = sorted(wanted, key=lambda name: (not name.needed, -name.weight, name.key))
    choices = {name.key: _candidates(name, sea) for name in names}
    chosen: dict[str, Placed] = {}
    for _ in range(_ROUNDS):
        before = dict(chosen)
        for name in names:
            others = [placed for key, placed in chosen.items() if key != name.key]
            best = min(
                choices[name.key],
                key=lambda placed: (_with(placed, others), placed.cost),
                default=None,
            )
            if best is None:
                continue
            limit = math.inf if name.needed else _TOO_MUCH
            if _with(best, others) < limit:
                chosen[name.key] = best
            else:
                chosen.pop(name.key, None)
        if chosen == before:
            break
    return _untangled([chosen[name.key] for name in names if name.key in chosen])


def _untangled(placed: list[Placed]) -> list[Placed]:
    """Leave out what still touches a weightier name: no data may letter one name over another."""
    kept: list[Placed] = []
    for name in placed:
        if not any(touches(name.box, other.box) for other in kept):
            kept.append(name)
    return kept


def _with(placed: Placed, others: Iterable[Placed]) -> float:
    cost = placed.cost
    for other in others:
        if touches(placed.box, other.box):
            cost += _TOUCH
        if other.leader and _crosses(placed.box, other.leader):
            cost += _LEADER * 3
        if placed.leader and _crosses(other.box, placed.leader):
            cost += _LEADER * 3
    return cost


def _crosses(box: tuple[float, float, float, float], line: tuple[Point, Point]) -> bool:
    (x1, y1), (x2, y2) = line
    if not touches(box, (min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1)):
        return False
    for step in range(17):
        x, y = x1 + (x2 - x1) * step / 16, y1 + (y2 - y1) * step / 16
        if box[0] < x < box[2] and box[1] < y < box[3]:
            return True
    return False


def _candidates(name: Wanted, sea: Sea) -> list[Placed]:
    x, y = name.at
    reach = name.radius + _GAP
    slant = reach * 0.72
    found = [
        _set(name, x + reach, y + 4.5, "start", sea),
        _set(name, x - reach, y + 4.5, "end", sea),
        _set(name, x + slant, y - slant + 1, "start", sea),
        _set(name, x - slant, y - slant + 1, "end", sea),
        _set(name, x + slant, y + slant + 8, "start", sea),
        _set(name, x - slant, y + slant + 8, "end", sea),
        _set(name, x, y - reach - 2, "middle", sea),
        _set(name, x, y + reach + 10, "middle", sea),
    ]
    # A name that stands well at its mark needs no leader.
    crowded = name.needed or min(placed.cost for placed in found) > _CLEAR
    for distance in _DISTANCES if crowded else ():
        for angle in _LEADER_ANGLES:
            dx, dy = math.cos(angle) * distance, math.sin(angle) * distance
            anchor = "middle" if abs(dx) < distance * 0.3 else "start" if dx > 0 else "end"
            found.append(_set(name, x + dx, y + dy + 4.5, anchor, sea, leader=True))
    found = sorted((p for p in found if p.cost < math.inf), key=lambda p: p.cost)
    return found[:_FEW]


def _set(
    name: Wanted, x: float, y: float, anchor: str, sea: Sea, *, leader: bool = False
) -> Placed:
    left = x - {"start": 0.0, "middle": name.width / 2, "end": name.width}[anchor]
    box = (left, y - _ABOVE, left + name.width, y - _ABOVE + _TALL)
    cost = sea.cost(box, name.at)
    centre = ((box[0] + box[2]) / 2 - name.at[0], (box[1] + box[3]) / 2 - name.at[1])
    away = math.hypot(*centre) or 1
    toward = (centre[0] * name.seaward[0] + centre[1] * name.seaward[1]) / away
    cost += _SEAWARD * (1 + toward)
    cost += 0 if anchor != "middle" else 3
    line = None
    if leader and cost < _TOO_MUCH:
        end = (min(max(name.at[0], box[0] - 3), box[2] + 3), y - 4)
        if anchor == "middle":
            end = (x, box[3] + 1) if y < name.at[1] else (x, box[1] - 1)
        length = math.dist(name.at, end)
        cost += _LEADER + _REACH * length + sea.leader_cost(name.at, end)
        if length < name.radius + 8:
            cost = math.inf
        else:
            part = (name.radius + 1.5) / length
            start = (
                name.at[0] + (end[0] - name.at[0]) * part,
                name.at[1] + (end[1] - name.at[1]) * part,
            )
            line = start, end
    return Placed(name.key, x, y, anchor, box, line, cost)
