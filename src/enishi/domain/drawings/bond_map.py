"""The map of bonds on one day: two shores, one cord of threads between them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from enishi.domain.drawings.cord import Course, Pair, dot_radius, thread_width
from enishi.domain.drawings.labels import Placed, Sea, Wanted, place
from enishi.domain.drawings.layout import Layout
from enishi.domain.drawings.lettering import text_width
from enishi.domain.drawings.markup import link, number, picture, tag, words
from enishi.domain.drawings.outlines import TENTHS
from enishi.domain.drawings.shores import NAMED

_CASING = 1.2  # paper on each side of a thread, so that one sees what passes over
_COUNT_GAP = 4.0
_MOST_SET = 256
_SMALL_DOT = 0.62  # of a municipality, beside that of a province or prefecture


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A unit on the map; `count` is of its agreements. Small: a municipality, drawn as a dot."""

    unit: str
    name: str
    count: int = 0
    count_text: str = ""
    href: str = ""
    label: str = ""  # what the link is called: the name, then the number
    language: str = ""  # of the name, where it is not that of the page
    small: bool = False


@dataclass(frozen=True, slots=True)
class MapThread:
    """A bond on the map, between units that the layout knows as a pair."""

    one: str
    other: str
    count: int
    count_text: str = ""
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapHead:
    """What stands at a country: its name, the same in its own language, and a line beneath."""

    name: str
    original: str = ""
    original_language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapWords:
    """All that is written on a map, translated."""

    title: str
    description: str
    heads: Mapping[str, MapHead] = field(default_factory=dict)  # by country
    insets: Mapping[str, str] = field(default_factory=dict)  # by unit
    key_title: str = ""
    key_counts: Sequence[tuple[int, str]] = ()


def bond_map(
    layout: Layout,
    places: Iterable[MapPlace],
    threads: Iterable[MapThread],
    text: MapWords,
    *,
    key: str = "bond-map",
    focus: str = "",
) -> str:
    """Draw the map of bonds of a day.

    Its links answer to the pointer: eighty stops of the tab key are too many. A list beside it must
    say the same to the keyboard and to those who do not see it.

    Args:
        layout: from `lay_out`, the same for every day.
        places: the units in force on the day.
        threads: the bonds of the day; several between two units are one.
        text: the words on it.
        key: distinguishes this picture from others of a page.
        focus: a unit; what does not touch it steps back, its partners get their names.
    """
    view = layout.view
    places, threads = list(places), list(threads)
    laid = [(thread, *layout.course(thread.one, thread.other)) for thread in threads]
    # Thin threads below thick ones; what is in focus on top.
    laid.sort(key=lambda item: (_touches(item[0], focus), item[0].count, item[1]))
    return picture(
        _land(layout, places),
        _insets(layout, text),
        tag("g", *(_thread(layout, thread, pair, course, focus) for thread, pair, course in laid),
            cls="threads"),
        _marks(layout, places, threads, [course for _, _, course in laid], focus),
        *(_head(layout, country, head) for country, head in text.heads.items()),
        _key(layout, text) if text.key_counts and layout.view.key != (0, 0) else "",
        width=view.width,
        height=view.height,
        title=text.title,
        description=text.description,
        key=key,
        cls=f"bond-map bond-map-{view.name}" + (" focused" if focus else ""),
        interactive=any(place.href for place in places),
    )  # fmt: skip


def _touches(thread: MapThread, unit: str) -> bool:
    return bool(unit) and unit in (thread.one, thread.other)


def _side(layout: Layout, unit: str) -> str:
    return "near" if layout.countries[unit] == layout.view.near else "far"


def _land(layout: Layout, places: Iterable[MapPlace]) -> str:
    shapes = {"near": "", "far": ""}
    for spot in places:
        if not (path := layout.land.get(spot.unit)):
            continue
        shape = tag("path", d=path, cls="unit linked" if spot.count else "unit")
        shapes[_side(layout, spot.unit)] += link(
            shape, href=spot.href, label=spot.label, reachable=False, data_unit=spot.unit
        )
    scale = f"scale({number(1 / TENTHS, 2)})"
    return "".join(
        tag("g", held, cls=f"land {side}", transform=scale) for side, held in shapes.items()
    )


def _insets(layout: Layout, text: MapWords) -> str:
    drawn = ""
    for shore in layout.view.shores.values():
        inset = shore.inset
        if inset is None:
            continue
        left, top, right, bottom = inset.frame
        drawn += tag("path", d=f"M{number(left)} {number(bottom)}V{number(top)}H{number(right)}",
                     cls="inset")  # fmt: skip
        if name := text.insets.get(inset.unit):
            x, y = inset.label
            drawn += tag("text", words(name), x=x, y=y, text_anchor="end", cls="note")
    return drawn


def _thread(layout: Layout, thread: MapThread, pair: Pair, course: Course, focus: str) -> str:
    width = thread_width(thread.count, layout.view.thread)
    path = course.path
    back = " back" if focus and not _touches(thread, focus) else ""
    return link(
        tag("path", d=path, cls="casing", stroke_width=width + 2 * _CASING),
        tag("path", d=path, cls="line", stroke_width=width),
        href=thread.href,
        label=thread.label,
        cls="thread" + back,
        reachable=False,
        data_thread="~".join(pair),
    )


def _radius(layout: Layout, spot: MapPlace) -> float:
    return dot_radius(spot.count, layout.view.dot) * (_SMALL_DOT if spot.small else 1)


def _marks(
    layout: Layout,
    places: Sequence[MapPlace],
    threads: Sequence[MapThread],
    courses: Sequence[Course],
    focus: str,
) -> str:
    marked = [spot for spot in places if spot.count]
    partners = {focus: ""} if focus else {}
    for thread in threads:
        if _touches(thread, focus):
            partners[thread.other if thread.one == focus else thread.one] = thread.count_text
    placed = {name.key: name for name in _names(layout, marked, courses, partners)}
    drawn = ""
    for spot in marked:
        x, y = layout.anchors[spot.unit]
        back = " back" if focus and spot.unit not in partners else ""
        inner = tag("circle", cx=number(x), cy=number(y), r=_radius(layout, spot), cls="dot")
        if spot.unit in placed:
            inner += _name(placed[spot.unit], spot, partners.get(spot.unit) or spot.count_text)
        cls = f"mark {_side(layout, spot.unit)}{' small' if spot.small else ''}{back}"
        drawn += link(inner, href=spot.href, cls=cls, reachable=False, data_unit=spot.unit)
    return tag("g", drawn, cls="marks")


def _names(
    layout: Layout,
    marked: Iterable[MapPlace],
    courses: Sequence[Course],
    partners: Mapping[str, str],
) -> list[Placed]:
    view = layout.view
    marked = list(marked)
    named = set(partners) or _weighty(layout, marked)
    wanted = []
    for spot in marked:
        if spot.unit not in named:
            continue
        country = layout.countries[spot.unit]
        width = text_width(spot.name)
        if count := partners.get(spot.unit) or spot.count_text:
            width += _COUNT_GAP + text_width(count, weight=400)
        wanted.append(
            Wanted(
                key=spot.unit,
                at=layout.anchors[spot.unit],
                radius=_radius(layout, spot),
                width=width,
                weight=spot.count,
                seaward=view.shores[country].seaward,
                needed=bool(partners) or spot.unit in NAMED,
            )
        )
    dots = [(layout.anchors[spot.unit], _radius(layout, spot)) for spot in marked]
    drawn = tuple(wanted), tuple(dots), tuple(map(id, courses))
    held = layout.names_set.get(drawn)
    if held is not None:
        return held
    sea = Sea(
        view.width,
        view.height,
        threads=[course.points for course in courses],
        dots=dots,
        coasts=[ring for spot in marked for ring in layout.coasts.get(spot.unit, ())],
        land=layout.ground,
        taken=_lettered(layout),
    )
    if len(layout.names_set) >= _MOST_SET:
        layout.names_set.clear()
    held = layout.names_set[drawn] = place(wanted, sea)
    return held


def _weighty(layout: Layout, marked: Iterable[MapPlace]) -> set[str]:
    """Return the units whose names a map without focus bears."""
    named = {spot.unit for spot in marked if spot.unit in NAMED}
    for country, (least, most) in layout.view.named.items():
        able = [s for s in marked if layout.countries[s.unit] == country and not s.small]
        able.sort(key=lambda s: (-s.count, s.unit))
        # On a day with few bonds none weighs much, and there is room for more of them.
        enough = most if len(able) <= most else most // 2
        weighty = [s.unit for i, s in enumerate(able) if s.count >= least or i < enough]
        named |= set(weighty[:most])
    return named


def _lettered(layout: Layout) -> list[tuple[float, float, float, float]]:
    """Return the boxes of heads, key and insets, generously."""
    boxes = []
    for shore in layout.view.shores.values():
        x, y = shore.head
        boxes.append((x, y - 20, x + 170, y + 28))
        if shore.inset:
            boxes.append(shore.inset.frame)
    if layout.view.key != (0, 0):
        x, y = layout.view.key
        boxes.append((x, y - 14, x + 260, y + 30))
    return boxes


def _name(placed: Placed, spot: MapPlace, count: str) -> str:
    drawn = ""
    if placed.leader:
        (x1, y1), (x2, y2) = placed.leader
        drawn = tag("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", cls="leader")
    inner = words(spot.name)
    if count:
        inner += tag("tspan", words(count), dx=number(_COUNT_GAP), cls="count")
    return drawn + tag(
        "text",
        inner,
        x=number(placed.x),
        y=number(placed.y),
        text_anchor=None if placed.anchor == "start" else placed.anchor,
        lang=spot.language,
    )


def _head(layout: Layout, country: str, head: MapHead) -> str:
    x, y = layout.view.shores[country].head
    side = "near" if country == layout.view.near else "far"
    inner = words(head.name)
    if head.original:
        inner += tag("tspan", words(head.original), dx="8", cls="original",
                     lang=head.original_language)  # fmt: skip
    drawn = tag("text", inner, x=x, y=y, cls=f"head {side}")
    return drawn + (tag("text", words(head.note), x=x, y=y + 23, cls="note") if head.note else "")


def _key(layout: Layout, text: MapWords) -> str:
    x, y = layout.view.key
    drawn = tag("text", words(text.key_title), x=x, y=y, cls="note")
    at: float = x
    for count, label in text.key_counts:
        width = thread_width(count, layout.view.thread)
        drawn += tag("path", d=f"M{number(at)} {number(y + 22)}h32", cls="line", stroke_width=width)
        drawn += tag("text", words(label), x=number(at + 39), y=y + 26.5, cls="note")
        at += 39 + math.ceil(text_width(label, weight=400)) + 16
    return tag("g", drawn, cls="key")
