"""Plane geometry of outlines and threads, in pixels or degrees alike."""

import itertools
import math
from collections.abc import Iterator, Sequence

from enishi.domain.drawings.markup import Point

Cubic = tuple[Point, Point, Point, Point]


def area(ring: Sequence[Point]) -> float:
    """Return the area a ring encloses, whichever way it turns."""
    return abs(_signed_area(ring))


def _signed_area(ring: Sequence[Point]) -> float:
    total = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        total += x1 * y2 - x2 * y1
    return total / 2


def centroid(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of what a ring encloses."""
    signed = _signed_area(ring)
    if not signed:
        return ring[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return x / (6 * signed), y / (6 * signed)


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Whether a ring encloses a point."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def inner_point(ring: Sequence[Point]) -> Point:
    """Return a point well inside a ring: its centre, or the middle of its widest level there."""
    centre = centroid(ring)
    if contains(ring, centre):
        return centre
    y = centre[1]
    cuts = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y1 > y) != (y2 > y)
    )
    widest = max(zip(cuts[::2], cuts[1::2], strict=False), key=lambda cut: cut[1] - cut[0])
    return sum(widest) / 2, y


def simplify(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Drop the points of a line that lie within a tolerance of it (Douglas and Peucker, 1973).

    Ends stay, so lines that meet still meet.
    """
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        farthest, distance = first, tolerance
        for index in range(first + 1, last):
            away = _distance(line[index], line[first], line[last])
            if away > distance:
                farthest, distance = index, away
        if farthest != first:
            keep.add(farthest)
            stack += [(first, farthest), (farthest, last)]
    return [line[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy)
    if not length:
        return math.hypot(x - x1, y - y1)
    return abs(dy * (x - x1) - dx * (y - y1)) / length


def along(cubic: Cubic, steps: int) -> Iterator[Point]:
    """Yield points of a cubic curve, its start and end included."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = cubic
    for step in range(steps + 1):
        t = step / steps
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def crossings(one: Sequence[Point], other: Sequence[Point]) -> int:
    """Count how often two lines of straight pieces cross; a shared end is no crossing."""
    shared = {one[0], one[-1]} & {other[0], other[-1]}
    found = 0
    for a, b in itertools.pairwise(one):
        for c, d in itertools.pairwise(other):
            if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
                continue
            if {a, b} & {c, d} & shared:
                continue
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                found += 1
    return found


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
