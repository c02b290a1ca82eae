"""Two countries side by side: for each line a bar to the left and a bar to the right of its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.domain.drawings.lettering import text_width
from enishi.domain.drawings.markup import link, number, picture, tag, words

_ROW, _STACKED_ROW, _BAR = 26.0, 44.0, 10.0
_GAP = 12.0
_HEAD = 26.0


@dataclass(frozen=True, slots=True)
class FacingLine:
    """A name and what is counted on either side."""

    name: str
    near: int
    far: int
    near_text: str
    far_text: str
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facing:
    """All that the picture shows; the heads say what is counted on each side."""

    title: str
    description: str
    near: str
    far: str
    lines: Sequence[FacingLine]


def facing(
    content: Facing, *, width: float = 776, stacked: bool = False, key: str = "facing"
) -> str:
    """Draw the lines in their order, both sides on one scale.

    Args:
        content: what it shows.
        width: in pixels; where the names need more, the picture is wider.
        stacked: write each name above its bars, where there is no room between them.
        key: distinguishes this picture from others of a page.
    """
    names = max((text_width(line.name) for line in content.lines), default=0.0)
    most = max((max(line.near, line.far) for line in content.lines), default=1) or 1
    digits = max(
        (text_width(text) for line in content.lines for text in (line.near_text, line.far_text)),
        default=0.0,
    )
    middle = 4.0 if stacked else names + 2 * _GAP
    row = _STACKED_ROW if stacked else _ROW
    width = max(width, names if stacked else middle + 2 * (60 + digits + 6))
    left, right = (width - middle) / 2, (width + middle) / 2
    scale = (left - digits - 6) / most
    drawn = [
        tag(
            "text", words(content.near), x=number(left), y="14", text_anchor="end", cls="head near"
        ),
        tag("text", words(content.far), x=number(right), y="14", cls="head far"),
    ]
    for index, line in enumerate(content.lines):
        y = _HEAD + index * row
        bars = y + 19 if stacked else y
        drawn += [
            _side(left, -line.near * scale, bars, line.near_text, "near"),
            _side(right, line.far * scale, bars, line.far_text, "far"),
            link(
                tag("text", words(line.name), x=number(width / 2), y=number(y + 14),
                    text_anchor="middle", cls="name"),
                href=line.href, label=line.label,
            ),
        ]  # fmt: skip
    return picture(
        *drawn,
        width=width,
        height=_HEAD + len(content.lines) * row,
        title=content.title,
        description=content.description,
        key=key,
        cls="facing",
        interactive=any(line.href for line in content.lines),
    )


def _side(at: float, long: float, y: float, text: str, side: str) -> str:
    bar = tag("rect", x=number(min(at, at + long)), y=number(y + (20 - _BAR) / 2), cls="bar",
              width=number(abs(long)), height=number(_BAR))  # fmt: skip
    outward = -6 if side == "near" else 6
    count = tag("text", words(text), x=number(at + long + outward), y=number(y + 14),
                text_anchor="end" if side == "near" else None, cls="sum")  # fmt: skip
    return tag("g", bar, count, cls=side)
