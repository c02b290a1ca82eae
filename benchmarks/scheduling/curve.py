"""Draws times against sizes, both on scales of powers of ten."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 720, 400, 64, 48, 24
_COLOURS = ("#1d4e5f", "#b4532a", "#6b7a1e", "#7a3e6d")

type Points = Sequence[tuple[float, float]]


def drawn(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """Return an SVG of lines through points of positive numbers.

    Args:
        title: what it shows.
        across: what is counted from left to right.
        up: what is counted upwards.
        lines: by name.
    """
    points = [point for line in lines.values() for point in line]
    left, right = (f(log10(b(x for x, _ in points))) for f, b in ((floor, min), (ceil, max)))
    low, high = (f(log10(b(y for _, y in points))) for f, b in ((floor, min), (ceil, max)))

    def place(x: float, y: float) -> tuple[float, float]:
        wide, tall = _WIDTH - _LEFT - 150, _HEIGHT - _BOTTOM - _TOP
        return (
            round(_LEFT + wide * (log10(x) - left) / max(1, right - left), 1),
            round(_HEIGHT - _BOTTOM - tall * (log10(y) - low) / max(1, high - low), 1),
        )

    parts = [
        "".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"',
                ' font-family="sans-serif" font-size="12" fill="#333">',
                f'<title>{title}</title><rect width="100%" height="100%" fill="#fff"/>',
            )
        )
    ]
    for power in range(left, right + 1):
        x, y = place(10**power, 10**low)
        parts.append(f'<path d="M{x} {_TOP}V{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{y + 16}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low, high + 1):
        x, y = place(10**left, 10**power)
        parts.append(f'<path d="M{x} {y}H{_WIDTH - 150}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">{10**power:g}</text>')
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 10}">{across}</text>')
    parts.append(f'<text x="{_LEFT}" y="14">{up}</text>')
    for colour, (name, line) in zip(_COLOURS, lines.items(), strict=False):
        if not line:
            continue
        places = [place(*point) for point in line]
        path = "L".join(f"{x} {y}" for x, y in places)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
        x, y = places[-1]
        parts.append(f'<text x="{x + 8}" y="{y + 4}" fill="{colour}">{name}</text>')
    return "".join([*parts, "</svg>\n"])
