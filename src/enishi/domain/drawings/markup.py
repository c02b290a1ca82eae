"""SVG as text: elements, numbers and paths, with the same output for the same input."""

import math
from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]

NAMESPACE = "http://www.w3.org/2000/svg"


def number(value: float, digits: int = 1) -> str:
    """Write a coordinate as short as it can be.

    >>> number(-0.04), number(12.0), number(0.25, 2)
    ('0', '12', '.25')

    Raises:
        ValueError: the value is not finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a coordinate")
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def words(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(text, quote=False)


def tag(name: str, *children: str, **attributes: str | float | None) -> str:
    """Return an element; `cls` is its class, `_` in a name stands for `-`, None is left out.

    Children are markup already: a text goes through `words` first.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        attribute = "class" if key == "cls" else key.rstrip("_").replace("_", "-")
        text = escape(value) if isinstance(value, str) else number(value, 2)
        parts.append(f'{attribute}="{text}"')
    inner = "".join(children)
    opening = " ".join(parts)
    return f"<{opening}>{inner}</{name}>" if inner else f"<{opening}/>"


def picture(
    *children: str,
    width: float,
    height: float,
    title: str,
    description: str = "",
    key: str,
    cls: str,
    interactive: bool = False,
) -> str:
    """Return a whole picture, named and described for those who do not see it.

    Args:
        children: what is drawn.
        width: in pixels, as drawn; the page may scale it.
        height: in pixels.
        title: what the picture is called.
        description: what it shows, in a sentence or two.
        key: a word no other picture of the page has; ids are made of it.
        cls: class of the picture.
        interactive: it holds links, which the role `img` would hide.
    """
    labels = f"{key}-title" + (f" {key}-desc" if description else "")
    return tag(
        "svg",
        tag("title", words(title), id=f"{key}-title"),
        tag("desc", words(description), id=f"{key}-desc") if description else "",
        *children,
        xmlns=NAMESPACE,
        cls=f"drawing {cls}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="group" if interactive else "img",
        aria_labelledby=labels,
    )


def link(
    *children: str,
    href: str,
    label: str = "",
    cls: str = "",
    reachable: bool = True,
    **attributes: str | float | None,
) -> str:
    """Return a link around a drawn thing, or a group where there is no address.

    Its title is its name and its hint; an `aria-label` beside it would be read as a contradiction
    of what is written inside. One that is not reachable repeats another: it answers to the pointer.
    """
    named = tag("title", words(label)) if label else ""
    if not href:
        return tag("g", named, *children, cls=cls, **attributes)
    return tag(
        "a",
        named,
        *children,
        href=href,
        cls=cls,
        tabindex=None if reachable else "-1",
        aria_hidden=None if reachable else "true",
        **attributes,
    )


def curve(start: Point, *pieces: Sequence[Point]) -> str:
    """Return path data of a start and pieces: three points are a cubic curve, one is a line."""
    text = "M" + _pair(start)
    for piece in pieces:
        text += ("C" if len(piece) == 3 else "L") + _pairs(piece)
    return text


def ring(points: Sequence[tuple[int, int]]) -> str:
    """Return path data of a closed ring in whole steps, each told from the one before.

    It begins with a capital M: a small one would count from the ring before.
    """
    if len(points) < 3:
        return ""
    text = f"M{points[0][0]} {points[0][1]}l"
    last = points[0]
    steps = []
    for point in points[1:]:
        steps += [str(point[0] - last[0]), str(point[1] - last[1])]
        last = point
    # A minus sign parts two numbers as well as a space does.
    return text + " ".join(steps).replace(" -", "-") + "z"


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _pairs(points: Iterable[Point]) -> str:
    return " ".join(_pair(point) for point in points)
