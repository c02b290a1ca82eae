"""A place within its country, and its partners across the sea: the small map of its page."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enishi.domain.drawings.cord import dot_radius, thread_width
from enishi.domain.drawings.geometry import Cubic, along
from enishi.domain.drawings.labels import Placed, Sea, Wanted, land_cells, place
from enishi.domain.drawings.lettering import text_width
from enishi.domain.drawings.markup import Point, curve, link, number, picture, tag, words
from enishi.domain.drawings.outlines import TENTHS, Atlas, Ground, Projection
from enishi.domain.drawings.shores import STANDS, Window

_WIDTH, _HEIGHT = 384.0, 300.0
_MOST_NAMES = 7
# Where each country stands: its own scale, and the degrees that are drawn.
_PLACES: Mapping[str, tuple[Projection, Window]] = {
    "VN": (Projection(102.118, 23.39, 16, 15.6, 2, 50), (102, 8, 110, 24)),
    "JP": (Projection(129.0, 45.52, 38, 14.2, 192, 8), (128, 30, 146.5, 46)),
}
# Far islands hang below their country, on the scale of the rest.
_FAR: Mapping[str, tuple[Projection, Window]] = {
    "JP47": (Projection(122.9, 29.1, 26.5, 7.4, 214, 252), (122.5, 23.5, 131.6, 30)),
}
_FAR_FRAME = "M206 296V248H274"


@dataclass(frozen=True, slots=True)
class OutlineUnit:
    """A unit of the small map; `place` is (degrees east, north) for one without outline."""

    unit: str
    country: str
    name: str = ""
    count: int = 0  # of agreements with the place
    count_text: str = ""
    place: Point | None = None
    href: str = ""
    label: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class OutlineMap:
    """All that the picture shows: the place, its partners, and the other units of both countries."""

    title: str
    description: str
    own: OutlineUnit
    partners: Sequence[OutlineUnit]
    others: Sequence[tuple[str, str]] = ()  # unit, country


class OutlineGrounds:
    """Both countries on the small paper; made once, since outlines do not change from page to page."""

    def __init__(self, atlases: Mapping[str, Atlas]) -> None:
        self._grounds = {
            country: Ground(atlas, _PLACES[country][0], tolerance=0.3, least=1.6,
                            window=_PLACES[country][1])
            for country, atlas in atlases.items()
            if country in _PLACES
        }  # fmt: skip
        self._far = {
            unit: Ground(atlas, _FAR[unit][0], tolerance=0.3, least=0.6, window=_FAR[unit][1])
            for atlas in atlases.values()
            for unit in _FAR
            if unit in atlas.outlines
        }
        self._paths: dict[str, str] = {}
        self._cells: dict[str, frozenset[tuple[int, int]]] = {}

    def ground(self, unit: str, country: str) -> Ground:
        """Return the ground a unit is drawn on."""
        return self._far.get(unit) or self._grounds[country]

    def path(self, unit: str, country: str) -> str:
        """Return the path data of a unit, empty if it has no outline."""
        ground = self.ground(unit, country)
        if unit not in self._paths:
            drawn = unit in ground.atlas.outlines
            self._paths[unit] = ground.path(unit) if drawn else ""
        return self._paths[unit]

    def cells(self, unit: str, country: str) -> frozenset[tuple[int, int]]:
        """Return the cells a unit covers, for the labels."""
        ground = self.ground(unit, country)
        if unit not in self._cells:
            drawn = unit in ground.atlas.outlines
            self._cells[unit] = frozenset(land_cells(ground.rings(unit)) if drawn else ())
        return self._cells[unit]

    def anchor(self, spot: OutlineUnit) -> Point | None:
        """Return where the mark of a unit stands, None if nothing tells."""
        ground = self.ground(spot.unit, spot.country)
        if spot.unit in STANDS:
            return ground.projection(STANDS[spot.unit])
        if spot.unit in ground.atlas.outlines:
            return ground.middle(spot.unit)
        return spot.place and ground.projection(spot.place)


def outline(grounds: OutlineGrounds, content: OutlineMap, *, key: str = "outline") -> str:
    """Draw the small map of a place.

    Args:
        grounds: both countries.
        content: what it shows; a partner whose place is not known is left out.
        key: distinguishes this picture from others of a page.
    """
    own = grounds.anchor(content.own)
    marks = {p.unit: at for p in content.partners if (at := grounds.anchor(p)) is not None}
    partners = [partner for partner in content.partners if partner.unit in marks]
    threads = {p.unit: _thread(own, marks[p.unit]) for p in partners if own is not None}
    threads_drawn = "".join(
        tag("path", d=curve(threads[p.unit][0], threads[p.unit][1:]), cls=cls, stroke_width=width)
        for p in sorted(partners, key=lambda p: (p.count, p.unit))
        if p.unit in threads
        for cls, width in (
            ("casing", thread_width(p.count) + 2.4),
            ("line", thread_width(p.count) + 0.35),
        )
    )
    spots = [content.own, *partners]
    anchors = {**marks, **({content.own.unit: own} if own else {})}
    names = _names(grounds, content, spots, anchors, threads)
    return picture(
        _land(grounds, content, {spot.unit for spot in spots}),
        threads_drawn,
        tag("g", *(_mark(spot, anchors.get(spot.unit), names.get(spot.unit), content.own.unit)
                   for spot in spots), cls="marks"),
        width=_WIDTH,
        height=_HEIGHT,
        title=content.title,
        description=content.description,
        key=key,
        cls="bond-map outline-map",
        interactive=any(partner.href for partner in partners),
    )  # fmt: skip


def _side(country: str) -> str:
    return "near" if country == next(iter(_PLACES)) else "far"


def _thread(start: Point, end: Point) -> Cubic:
    """Lift a thread off the line between two marks, more the longer it is."""
    (x1, y1), (x2, y2) = start, end
    lift = min(46.0, math.dist(start, end) * 0.2)
    return (
        start,
        (x1 + (x2 - x1) * 0.3, y1 + (y2 - y1) * 0.12 - lift),
        (x1 + (x2 - x1) * 0.66, y1 + (y2 - y1) * 0.55 - lift * 0.9),
        end,
    )


def _land(grounds: OutlineGrounds, content: OutlineMap, shown: set[str]) -> str:
    spots = [content.own, *content.partners]
    units = dict(content.others) | {spot.unit: spot.country for spot in spots}
    drawn = ""
    for country in _PLACES:
        shapes = "".join(
            tag("path", d=path, cls="unit chosen" if unit in shown else "unit")
            for unit, home in sorted(units.items(), key=lambda item: (item[0] in shown, item[0]))
            if home == country and (path := grounds.path(unit, home))
        )
        drawn += tag("g", shapes, cls=f"land {_side(country)}",
                     transform=f"scale({number(1 / TENTHS, 2)})")  # fmt: skip
    return drawn + tag("path", d=_FAR_FRAME, cls="inset")


def _names(
    grounds: OutlineGrounds,
    content: OutlineMap,
    spots: Sequence[OutlineUnit],
    anchors: Mapping[str, Point],
    threads: Mapping[str, Cubic],
) -> dict[str, Placed]:
    """Place the names: the place's own, then those of its strongest partners."""
    partners = sorted(spots[1:], key=lambda spot: (-spot.count, spot.unit))[:_MOST_NAMES]
    wanted = [
        Wanted(
            key=spot.unit,
            at=anchors[spot.unit],
            radius=_radius(spot),
            width=text_width(spot.name)
            + (text_width(f" {spot.count_text}") if spot.count_text else 0),
            weight=1000 if spot is content.own else spot.count,
            seaward=(0.7, 0) if _side(spot.country) == "near" else (-0.7, 0),
            needed=spot is content.own,
        )
        for spot in (content.own, *partners)
        if spot.unit in anchors
    ]
    # Filled land counts again and again: a name is hard to read on it.
    units = dict(content.others) | {spot.unit: spot.country for spot in spots}
    land = [
        cell
        for unit, country in [*units.items(), *[(spot.unit, spot.country) for spot in spots] * 9]
        for cell in grounds.cells(unit, country)
    ]
    sea = Sea(
        _WIDTH,
        _HEIGHT,
        threads=[list(along(thread, 40)) for thread in threads.values()],
        dots=[(anchors[s.unit], _radius(s)) for s in spots if s.unit in anchors],
        land=land,
    )
    return {placed.key: placed for placed in place(wanted, sea)}


def _radius(spot: OutlineUnit) -> float:
    return dot_radius(spot.count, 0.9) if spot.count else 4.2


def _mark(spot: OutlineUnit, at: Point | None, name: Placed | None, own: str) -> str:
    if at is None:
        return ""
    drawn = tag("circle", cx=number(at[0]), cy=number(at[1]), r=_radius(spot), cls="dot")
    if name:
        if name.leader:
            (x1, y1), (x2, y2) = name.leader
            drawn += tag("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}",
                         cls="leader")  # fmt: skip
        inner = words(spot.name)
        if spot.count_text:
            inner += tag("tspan", words(spot.count_text), dx="4", cls="count")
        drawn += tag("text", inner, x=number(name.x), y=number(name.y), lang=spot.language,
                     text_anchor=None if name.anchor == "start" else name.anchor)  # fmt: skip
    side = _side(spot.country)
    cls = f"mark {side} own" if spot.unit == own else f"mark {side}"
    return link(drawn, href=spot.href, label=spot.label, cls=cls)
