"""Where each country stands on the map of bonds, wide and tall: a table of typography.

A country comes to the map by a row here and its outlines; nothing else names a country.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from enishi.domain.drawings.markup import Point
from enishi.domain.drawings.outlines import Projection

Window = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Inset:
    """A far part of a country in a frame of its own: (left, top, right, bottom) on paper."""

    unit: str
    projection: Projection
    window: Window
    frame: tuple[float, float, float, float]
    label: Point


@dataclass(frozen=True, slots=True)
class Shore:
    """One country on paper.

    `seaward` is the side of the map the threads come from, as a unit vector; labels keep off it.
    `axis` orders the units as they lie along the country, first to last, from their place on paper.
    """

    projection: Projection
    window: Window
    head: Point  # baseline of the country's name
    axis: Point
    seaward: Point
    inset: Inset | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate in mid sea all threads pass in the order of the far shore.

    Across it threads lie `gap` apart, `unit_gap` more between units, never more than `widest` in all.
    """

    near: float  # where threads enter it and where they leave it, along their way
    far: float
    centre: float
    gap: float
    unit_gap: float
    widest: float


@dataclass(frozen=True, slots=True)
class View:
    """A map of bonds on paper: size, shores, gate, and how many names it bears."""

    name: str
    width: float
    height: float
    near: str  # the country the threads leave from
    far: str
    upright: bool  # threads run upwards, the gate lies flat
    shores: Mapping[str, Shore]
    gate: Gate
    thread: float  # scale of widths
    dot: float
    named: Mapping[str, tuple[int, int]]  # country → least count of a unit with a name, most names
    key: Point
    tolerance: float


_VN_WINDOW = (102, 8, 110, 24)
_JP_WINDOW = (128, 30, 146.5, 46)
_JP_FAR_WINDOW = (122.5, 23.5, 131.6, 30)

WIDE = View(
    name="wide",
    width=1184,
    height=600,
    near="VN",
    far="JP",
    upright=False,
    shores={
        "VN": Shore(
            projection=Projection(102.118, 23.39, 16, 36.4, 117, 22),
            window=_VN_WINDOW,
            head=(0, 18),
            axis=(0, 1),
            seaward=(1, 0),
        ),
        "JP": Shore(
            projection=Projection(129.0, 45.52, 38, 36.6, 692, 10),
            window=_JP_WINDOW,
            head=(800, 18),
            axis=(-0.719, 0.695),  # from Hokkaidō to Kyūshū: 44° from the parallel
            seaward=(-0.8, -0.6),
            inset=Inset(
                unit="JP47",
                projection=Projection(122.9, 29.1, 26.5, 15.6, 1050, 506),
                window=_JP_FAR_WINDOW,
                frame=(1036, 496, 1184, 588),
                label=(1184, 583),
            ),
        ),
    },
    gate=Gate(near=540, far=600, centre=296, gap=4, unit_gap=1.5, widest=330),
    thread=1,
    dot=1,
    named={"VN": (4, 12), "JP": (4, 12)},
    key=(430, 552),
    tolerance=0.35,
)

# The same on less paper: letters keep their size, so there is room for fewer of them.
MIDDLE = View(
    name="middle",
    width=880,
    height=470,
    near="VN",
    far="JP",
    upright=False,
    shores={
        "VN": Shore(
            projection=Projection(102.118, 23.39, 16, 27, 92, 28),
            window=_VN_WINDOW,
            head=(0, 18),
            axis=(0, 1),
            seaward=(1, 0),
        ),
        "JP": Shore(
            projection=Projection(129.0, 45.52, 38, 27.2, 513, 12),
            window=_JP_WINDOW,
            head=(566, 18),
            axis=(-0.719, 0.695),
            seaward=(-0.8, -0.6),
            inset=Inset(
                unit="JP47",
                projection=Projection(122.9, 29.1, 26.5, 11.6, 780, 398),
                window=_JP_FAR_WINDOW,
                frame=(770, 390, 880, 458),
                label=(880, 453),
            ),
        ),
    },
    gate=Gate(near=401, far=446, centre=228, gap=3, unit_gap=1.1, widest=250),
    thread=0.9,
    dot=0.88,
    named={"VN": (4, 8), "JP": (4, 8)},
    key=(236, 440),
    tolerance=0.3,
)

TALL = View(
    name="tall",
    width=358,
    height=612,
    near="VN",
    far="JP",
    upright=True,
    shores={
        "VN": Shore(
            projection=Projection(102.118, 23.39, 16, 20, 30, 308),
            window=_VN_WINDOW,
            head=(0, 286),
            axis=(0, 1),
            seaward=(1, 0),
        ),
        "JP": Shore(
            projection=Projection(129.0, 45.52, 38, 17.4, 119, 4),
            window=_JP_WINDOW,
            head=(0, 18),
            axis=(-0.719, 0.695),
            seaward=(0.55, 0.83),
            inset=Inset(
                unit="JP47",
                projection=Projection(122.9, 29.1, 26.5, 9.2, 4, 152),
                window=_JP_FAR_WINDOW,
                frame=(0, 146, 82, 204),
                label=(82, 200),
            ),
        ),
    },
    gate=Gate(near=282, far=264, centre=236, gap=2.3, unit_gap=0.6, widest=196),
    thread=0.86,
    dot=0.82,
    named={"VN": (5, 4), "JP": (5, 4)},
    key=(0, 0),
    tolerance=0.3,
)

# Degrees (east, north) at which a mark stands where the middle of the outline misleads: the
# islands of Tōkyō pull it out to sea, the bays of Nagasaki tear it apart.
STANDS: Mapping[str, Point] = {"JP13": (139.45, 35.71), "JP42": (129.95, 32.95)}
# Units named on every map if they have a thread at all: what is alone is easily overlooked.
NAMED = frozenset({"JP01"})
