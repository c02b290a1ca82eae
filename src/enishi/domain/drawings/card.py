"""The social card of a page: 1200 × 630, its name, one line, and the cord or a few threads.

A card is turned into pixels away from any page, by programs that know no custom properties: it
carries its own colours, each still by class, in a sheet of plain rules.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from enishi.domain.drawings.cord import thread_width
from enishi.domain.drawings.layout import Layout
from enishi.domain.drawings.lettering import pieces, text_width, wrap
from enishi.domain.drawings.markup import NAMESPACE, curve, number, tag, words
from enishi.domain.drawings.outlines import TENTHS

WIDTH, HEIGHT = 1200, 630
_MARGIN = 64.0
_TITLE_SIZES = (76, 64, 54, 46)
_MAP_TITLE_SIZES = (54, 46, 40)
_FONTS = "'Be Vietnam Pro','Noto Sans CJK JP','Noto Sans JP',sans-serif"
# The light roles of tokens.css; a test holds one against the other.
COLOURS = {
    "paper": "#FBF8F1",
    "ink": "#1F1D1A",
    "ink-2": "#57524A",
    "ink-3": "#6C665B",
    "rule": "#E4DDCF",
    "vn": "#2F6B4F",
    "vn-tint": "#E4ECE0",
    "vn-line": "#97B5A2",
    "jp": "#27476E",
    "jp-tint": "#E1E6EB",
    "jp-line": "#93A5BC",
    "bond": "#C2371C",
    "on-bond": "#FFFFFF",
}


@dataclass(frozen=True, slots=True)
class CardPart:
    """A piece of the title: `role` is ink, near, far or tie."""

    text: str
    role: str = "ink"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    title: Sequence[CardPart]
    subtitle: str
    brand: str = "Enishi"
    seal: str = "縁"
    foot: str = ""
    counts: Sequence[int] = (1, 3, 7)  # one thread of the motif for each


def card(
    content: Card,
    layout: Layout | None = None,
    units: Sequence[str] = (),
    threads: Sequence[tuple[str, str, int]] = (),
) -> str:
    """Draw a card.

    Args:
        content: what it says.
        layout: the wide map, for a card with the cord under its words; None for the motif.
        units: those of the map's day.
        threads: those of the cord: two units and the number of agreements.
    """
    return tag(
        "svg",
        tag("style", _sheet()),
        tag("rect", width=WIDTH, height=HEIGHT, cls="paper"),
        _cord(layout, units, threads) if layout else _motif(content.counts),
        _words(content, mapped=layout is not None),
        xmlns=NAMESPACE,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_label="".join(part.text for part in content.title) + ". " + content.subtitle,
    )


def _sheet() -> str:
    c = COLOURS
    return (
        f"text{{font-family:{_FONTS};fill:{c['ink']}}}"
        f".paper{{fill:{c['paper']}}}.rule{{fill:{c['ink']}}}.seal{{fill:{c['bond']}}}"
        f".brand{{font-weight:600;font-size:34px}}.sign{{font-size:24px;fill:{c['on-bond']}}}"
        f".title{{font-weight:600}}.subtitle{{font-size:32px;fill:{c['ink-2']}}}"
        f".foot{{font-size:22px;fill:{c['ink-3']}}}"
        f".near{{fill:{c['vn']}}}.far{{fill:{c['jp']}}}.tie{{fill:{c['bond']}}}"
        f".unit{{stroke-width:7;stroke-linejoin:round;fill:{c['paper']}}}"
        f".land-near{{stroke:{c['vn-line']}}}.land-far{{stroke:{c['jp-line']}}}"
        f".linked-near{{fill:{c['vn-tint']}}}.linked-far{{fill:{c['jp-tint']}}}"
        f".line{{fill:none;stroke:{c['bond']};stroke-linecap:round}}"
        f".casing{{fill:none;stroke:{c['paper']};stroke-linecap:round}}"
    )


def _words(content: Card, *, mapped: bool) -> str:
    """Set brand, title on at most two lines in the largest size that fits, subtitle and foot."""
    drawn = tag("text", words(content.brand), x=number(_MARGIN), y="98", cls="brand")
    x = _MARGIN + text_width(content.brand, 34, 600) + 16
    drawn += tag("rect", x=number(x), y="68", width="40", height="40", rx="4", cls="seal")
    drawn += tag("text", words(content.seal), x=number(x + 20), y="97", text_anchor="middle",
                 cls="sign")  # fmt: skip
    size, lines = _title_lines(content.title, _MAP_TITLE_SIZES if mapped else _TITLE_SIZES)
    y = 190.0 if mapped else 250.0 - (0 if len(lines) > 1 else size * 0.4)
    for line in lines:
        spans = "".join(
            tag("tspan", words(part.text), cls=None if part.role == "ink" else part.role)
            for part in line
        )
        drawn += tag("text", spans, x=number(_MARGIN), y=number(y), font_size=str(size),
                     cls="title")  # fmt: skip
        y += size * 1.2
    room = 300.0 if mapped else WIDTH - 2 * _MARGIN
    y += 12 if mapped else 0
    for text in wrap(content.subtitle, room, 32, 400)[: 5 if mapped else 2]:
        drawn += tag("text", words(text), x=number(_MARGIN), y=number(y), cls="subtitle")
        y += 44
    if content.foot:
        drawn += tag("text", words(content.foot), x=number(_MARGIN), y=str(HEIGHT - 44), cls="foot")
    return drawn


def _title_lines(
    parts: Sequence[CardPart], sizes: Sequence[int]
) -> tuple[int, list[list[CardPart]]]:
    """Break the title into two lines at most, smaller and smaller; the last size must do."""
    room = WIDTH - 2 * _MARGIN
    broken = [CardPart(piece, part.role) for part in parts for piece in pieces(part.text)]
    for size in sizes:
        lines: list[list[CardPart]] = [[]]
        used = 0.0
        for part in broken:
            wide = text_width(part.text, size, 600)
            if lines[-1] and used + wide > room:
                lines.append([CardPart(part.text.lstrip(), part.role)])
                used = wide
            else:
                lines[-1].append(part)
                used += wide
        if len(lines) <= 2:
            break
    return size, [_joined(line) for line in lines]


def _joined(line: Sequence[CardPart]) -> list[CardPart]:
    joined: list[CardPart] = []
    for part in line:
        if joined and joined[-1].role == part.role:
            joined[-1] = CardPart(joined[-1].text + part.text, part.role)
        else:
            joined.append(part)
    return joined


def _motif(counts: Sequence[int]) -> str:
    """Draw a few threads from shore to shore, one for each number, passing over each other once."""
    left, right, middle = _MARGIN + 8, WIDTH - _MARGIN - 8, 500.0
    total = len(counts)
    drawn, dots = "", ""
    for index, count in enumerate(counts):
        start = middle + (index - (total - 1) / 2) * 30
        # The upper half changes places, the last thread goes straight.
        other = index ^ 1 if (index | 1) < total else index
        end = middle + (other - (total - 1) / 2) * 30
        width = thread_width(count) * 1.9
        path = curve(
            (left, start),
            ((left + 380, start - 40), (right - 380, end + 40), (right, end)),
        )
        drawn += tag("path", d=path, cls="casing", stroke_width=width + 6)
        drawn += tag("path", d=path, cls="line", stroke_width=width)
        radius = 5 + 1.6 * math.sqrt(count)
        dots += tag("circle", cx=number(left), cy=number(start), r=radius, cls="near")
        dots += tag("circle", cx=number(right), cy=number(end), r=radius, cls="far")
    return drawn + dots


def _cord(layout: Layout, units: Sequence[str], threads: Sequence[tuple[str, str, int]]) -> str:
    """Draw the map under the words, right of the subtitle."""
    laid = sorted(
        ((count, *layout.course(one, other)) for one, other, count in threads),
        key=lambda item: item[:2],
    )
    tied = {unit for _, pair, _ in laid for unit in pair}
    land = ""
    for unit in sorted(units):
        side = "near" if layout.countries[unit] == layout.view.near else "far"
        linked = f" linked-{side}" if unit in tied else ""
        if path := layout.land.get(unit):
            land += tag("path", d=path, cls=f"unit land-{side}{linked}")
    drawn = tag("g", land, transform=f"scale({number(1 / TENTHS, 2)})")
    for count, _, course in laid:
        width = thread_width(count) * 1.15
        drawn += tag("path", d=course.path, cls="casing", stroke_width=width + 2.4)
        drawn += tag("path", d=course.path, cls="line", stroke_width=width)
    return tag("g", drawn, transform="translate(404 248) scale(.62)")
