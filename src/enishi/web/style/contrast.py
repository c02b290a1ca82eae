"""The colours of the house with their contrast, read from the style sheet that has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TOKENS = Path(__file__).resolve().parent.parent / "static" / "css" / "tokens.css"
_COLOUR = re.compile(r"--([a-z0-9-]+): #([0-9A-F]{6});")
# What stands on what. The least contrast is WCAG's: 4.5 for text, 7 for running text, 3 for edges.
_ON_PAPER = {
    "ink": 7.0,
    "ink-2": 7.0,
    "ink-3": 4.5,
    "vn": 4.5,
    "jp": 4.5,
    "bond": 4.5,
    "due": 4.5,
    "fault": 4.5,
    "control": 3.0,
}


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour of a role, its contrast with paper, and the least it must have."""

    role: str
    colour: str
    contrast: float
    least: float


@cache
def swatches(scheme: str) -> tuple[Swatch, ...]:
    """Return the colours of a scheme, light or dark."""
    colours = _schemes()[scheme]
    paper = colours["paper"]
    return tuple(
        Swatch(role, f"#{colours[role]}", contrast(colours[role], paper), least)
        for role, least in _ON_PAPER.items()
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.

    >>> contrast("000000", "FFFFFF")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _schemes() -> Mapping[str, Mapping[str, str]]:
    light, _, rest = _TOKENS.read_text(encoding="utf-8").partition("@media")
    return {"light": dict(_COLOUR.findall(light)), "dark": dict(_COLOUR.findall(rest))}
