"""Outlines of units: read from TopoJSON, joined, simplified and set on paper."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enishi.domain.drawings import markup
from enishi.domain.drawings.geometry import area, inner_point, simplify
from enishi.domain.drawings.markup import Point

Ring = tuple[int, ...]
# Coordinates on paper are whole tenths of a pixel; the group that holds them is scaled back.
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Outline:
    """The rings of a unit as numbers of arcs, `~n` for arc n taken backwards; holes are left out."""

    layer: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Arcs in degrees (east, north), shared by neighbours, and the outlines made of them."""

    arcs: tuple[tuple[Point, ...], ...]
    outlines: Mapping[str, Outline]

    def ring(self, numbers: Ring) -> list[Point]:
        """Return the points of a ring in degrees, the first not repeated."""
        return _strung(self.arcs, numbers)


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular, true to scale at latitude `middle`; (x, y) is where (east, north) falls."""

    east: float
    north: float
    middle: float
    scale: float  # pixels a degree of latitude
    x: float
    y: float

    def __call__(self, point: Point) -> Point:
        """Return where a place (degrees east, north) falls on paper."""
        across = math.cos(math.radians(self.middle)) * self.scale
        return (
            self.x + (point[0] - self.east) * across,
            self.y + (self.north - point[1]) * self.scale,
        )


def read_atlas(topology: str) -> Atlas:
    """Read a TopoJSON text whose geometries name in `units` the units they show.

    A unit named by several geometries of a layer is all of them without their inner borders: so a
    province of before a division is drawn from those it was divided into.

    Raises:
        ValueError: a unit is named in two layers.
    """
    document: dict[str, Any] = json.loads(topology)
    (sx, sy), (tx, ty) = document["transform"]["scale"], document["transform"]["translate"]
    arcs: list[tuple[Point, ...]] = []
    for steps in document["arcs"]:
        x = y = 0
        arc = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(tuple(arc))
    outlines: dict[str, Outline] = {}
    for layer, held in document["objects"].items():
        rings: dict[str, list[Ring]] = defaultdict(list)
        pieces: dict[str, int] = defaultdict(int)
        for geometry in held["geometries"]:
            for unit in geometry["properties"]["units"]:
                rings[unit] += _outer_rings(geometry)
                pieces[unit] += 1
        for unit, found in rings.items():
            if unit in outlines:
                raise ValueError(f"{unit} stands in two layers")
            whole = found if pieces[unit] == 1 else _joined(found, arcs)
            outlines[unit] = Outline(layer, tuple(whole))
    return Atlas(tuple(arcs), outlines)


def _outer_rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    several = geometry["type"] == "MultiPolygon"
    for polygon in geometry["arcs"] if several else [geometry["arcs"]]:
        yield tuple(polygon[0])


def _joined(rings: Iterable[Ring], arcs: list[tuple[Point, ...]]) -> list[Ring]:
    """Join rings along the arcs that two of them share."""
    numbers = [number for ring in rings for number in ring]
    left = sorted(n for n in numbers if ~n not in numbers)

    def start(number: int) -> Point:
        return arcs[number][0] if number >= 0 else arcs[~number][-1]

    joined = []
    while left:
        ring = [left.pop(0)]
        while (end := start(~ring[-1])) != start(ring[0]):
            following = next(number for number in left if start(number) == end)
            left.remove(following)
            ring.append(following)
        joined.append(tuple(ring))
    return joined


def _strung(arcs: tuple[tuple[Point, ...], ...], numbers: Ring) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[:-1]
    return points


class Ground:
    """An atlas on paper: every arc simplified once, so that neighbours still meet.

    Args:
        atlas: the outlines.
        projection: where they fall.
        tolerance: how far, in pixels, a line may stray from the true one.
        least: islets of fewer square pixels are dropped.
        window: rings whose middle lies outside these degrees (west, south, east, north) are dropped.
    """

    def __init__(
        self,
        atlas: Atlas,
        projection: Projection,
        *,
        tolerance: float = 0.35,
        least: float = 1.2,
        window: tuple[float, float, float, float] = (-180, -90, 180, 90),
    ) -> None:
        self.atlas, self.projection = atlas, projection
        self._least, self._window = least, window
        self._arcs = tuple(
            tuple(simplify([projection(point) for point in arc], tolerance)) for arc in atlas.arcs
        )

    def rings(self, unit: str) -> list[list[Point]]:
        """Return the rings of a unit in pixels, the largest first."""
        found = []
        for numbers in self.atlas.outlines[unit].rings:
            if not self._shown(self.atlas.ring(numbers)):
                continue
            ring = _strung(self._arcs, numbers)
            if len(ring) > 2 and area(ring) >= self._least:
                found.append(ring)
        return sorted(found, key=area, reverse=True)

    def path(self, unit: str) -> str:
        """Return the path data of a unit in tenths of a pixel; empty if nothing of it is shown."""
        return "".join(
            markup.ring([(round(x * TENTHS), round(y * TENTHS)) for x, y in ring])
            for ring in self.rings(unit)
        )

    def middle(self, unit: str) -> Point | None:
        """Return where the mark of a unit stands: well inside its largest part."""
        rings = self.rings(unit)
        return inner_point(rings[0]) if rings else None

    def _shown(self, ring: list[Point]) -> bool:
        west, south, east, north = self._window
        x = (min(p[0] for p in ring) + max(p[0] for p in ring)) / 2
        y = (min(p[1] for p in ring) + max(p[1] for p in ring)) / 2
        return west <= x <= east and south <= y <= north
