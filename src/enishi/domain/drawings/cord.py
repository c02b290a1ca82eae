"""The threads of the map of bonds as one cord: ranks, gate and curves, the same for all years."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enishi.domain.drawings.geometry import Cubic, along
from enishi.domain.drawings.markup import Point, curve
from enishi.domain.drawings.shores import Gate, View

Pair = tuple[str, str]
_STEPS = 28


@dataclass(frozen=True, slots=True)
class Strand:
    """A thread that is drawn on some day, between two units of its day.

    `slot` is the pair that holds its place at the gate: the heirs of the last day of the map.
    `count` is the most it ever has; `era` is shared by strands that may stand side by side.
    """

    one: str
    other: str
    count: int
    slot: Pair
    era: str = ""

    @property
    def key(self) -> Pair:
        """The two units."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Course:
    """The way of a strand: from its unit near, through the gate, to its unit far."""

    near: Cubic
    far: Cubic
    gate: float

    @property
    def path(self) -> str:
        """Path data; all courses of a view have the same commands, so that they can be blended."""
        return curve(self.near[0], self.near[1:], self.far[:1], self.far[1:])

    @property
    def points(self) -> list[Point]:
        """Points close enough together to measure by."""
        return [*along(self.near, _STEPS), *along(self.far, _STEPS)]


def thread_width(count: int, scale: float = 1) -> float:
    """Return the width of a thread of `count` agreements, in pixels."""
    return scale * (1.05 + 0.62 * math.pow(max(count, 1) - 1, 0.85))


def dot_radius(count: int, scale: float = 1) -> float:
    """Return the radius of the dot of a unit with `count` agreements, in pixels."""
    return scale * (1.9 + 1.15 * math.sqrt(max(count, 1) - 0.6))


def rank(anchor: Point, axis: Point) -> float:
    """Return how far along a country's axis a unit lies."""
    return anchor[0] * axis[0] + anchor[1] * axis[1]


def lay_cord(
    view: View, strands: Sequence[Strand], anchors: Mapping[str, Point], ranks: Mapping[str, float]
) -> dict[Pair, Course]:
    """Lay every strand of every year.

    Args:
        view: the paper.
        strands: each has its near unit first.
        anchors: where the mark of each unit stands, slots included.
        ranks: how far along its country each unit lies.
    """
    counts: dict[Pair, int] = defaultdict(int)
    for strand in strands:
        counts[strand.slot] = max(counts[strand.slot], strand.count)
    turn = -1 if view.upright else 1
    order = sorted(counts, key=lambda slot: (turn * ranks[slot[1]], slot[1], ranks[slot[0]], slot))
    gates = _gates(view.gate, [(slot, thread_width(counts[slot], view.thread)) for slot in order])
    far_units = sorted({slot[1] for slot in order}, key=lambda unit: (ranks[unit], unit))
    share = {unit: index / max(len(far_units) - 1, 1) for index, unit in enumerate(far_units)}
    courses = {}
    for strand, aside in _side_by_side(view, strands, anchors):
        gate = gates[strand.slot] + aside
        near, far = anchors[strand.one], anchors[strand.other]
        lay = _upright if view.upright else _level
        courses[strand.key] = lay(view.gate, near, far, gate, share[strand.slot[1]])
    return courses


def order_at_gate(courses: Mapping[Pair, Course]) -> list[Pair]:
    """Return the strands as they lie at the gate."""
    return sorted(courses, key=lambda pair: (courses[pair].gate, pair))


def _gates(gate: Gate, slots: Iterable[tuple[Pair, float]]) -> dict[Pair, float]:
    slots = list(slots)
    changes = sum(a[0][1] != b[0][1] for a, b in itertools.pairwise(slots))
    ink = sum(width for _, width in slots)
    air = gate.gap * (len(slots) - 1) + gate.unit_gap * changes
    squeeze = min(1.0, max(0.0, gate.widest - ink) / air) if air else 1.0
    at = gate.centre - (ink + air * squeeze) / 2
    gates: dict[Pair, float] = {}
    last = ""
    for slot, width in slots:
        if last:
            at += gate.gap * squeeze + (gate.unit_gap * squeeze if slot[1] != last else 0)
        gates[slot] = at + width / 2
        at += width
        last = slot[1]
    return gates


def _side_by_side(
    view: View, strands: Iterable[Strand], anchors: Mapping[str, Point]
) -> Iterable[tuple[Strand, float]]:
    """Yield strands with their offset from the middle of their slot.

    Several provinces of before a merger share the slot of their heir: their threads lie close.
    """
    shared: dict[tuple[Pair, str], list[Strand]] = defaultdict(list)
    for strand in strands:
        shared[strand.slot, strand.era].append(strand)
    for group in shared.values():
        lanes: dict[tuple[Point, Point], list[Strand]] = defaultdict(list)
        for strand in group:
            lanes[anchors[strand.one], anchors[strand.other]].append(strand)
        widths = {
            lane: max(thread_width(strand.count, view.thread) for strand in held)
            for lane, held in lanes.items()
        }
        at = -sum(widths.values()) / 2
        for lane in sorted(lanes, key=lambda ends: (ends[0][1], ends[0][0], ends[1])):
            for strand in lanes[lane]:
                yield strand, at + widths[lane] / 2
            at += widths[lane]


def _level(gate: Gate, near: Point, far: Point, at: float, share: float) -> Course:
    """Lay a thread from left to right; `share` is 0 for the first far unit and 1 for the last."""
    (x1, y1), (x2, y2) = near, far
    a, b = gate.near, gate.far
    out: Cubic = (
        near,
        (x1 + (a - x1) * 0.5, y1 + (at - y1) * 0.03),
        (a - (a - x1) * 0.45, at),
        (a, at),
    )
    # Threads come ashore across the coast: steep in the middle, flatter at both ends.
    angle = math.radians(_arrival(share))
    length = math.hypot(x2 - b, y2 - at) * 0.38
    rise = math.sin(angle) * length if y2 >= at else -math.sin(angle) * length * 0.4
    home: Cubic = (
        (b, at),
        (b + (x2 - b) * (0.52 - 0.1 * share), at),
        (x2 - math.cos(angle) * length, y2 - rise),
        far,
    )
    return Course(out, home, at)


def _arrival(share: float) -> float:
    stops = ((0.0, 16.0), (0.12, 30.0), (0.4, 50.0), (0.62, 52.0), (0.84, 24.0), (1.0, 6.0))
    for (s1, d1), (s2, d2) in itertools.pairwise(stops):
        if share <= s2:
            return d1 + (d2 - d1) * (share - s1) / (s2 - s1)
    return stops[-1][1]


def _upright(gate: Gate, near: Point, far: Point, at: float, share: float) -> Course:
    """Lay a thread from below to above."""
    (x1, y1), (x2, y2) = near, far
    a, b = gate.near, gate.far
    depth = min(1.0, max(0.0, y1 - a) / 300)
    out: Cubic = (
        near,
        (x1 + (at - x1) * (0.74 - 0.21 * depth), y1 - (y1 - a) * 0.06),
        (at, a + max(44.0, (y1 - a) * 0.46)),
        (at, a),
    )
    length = math.hypot(x2 - at, y2 - b) * 0.34
    angle = math.radians(58 - 20 * share)
    lean = math.cos(angle) * length * (1 if at >= x2 else -1)
    home: Cubic = (
        (at, b),
        (at, b - max(14.0, (b - y2) * 0.5)),
        (x2 + lean, y2 + math.sin(angle) * length),
        far,
    )
    return Course(out, home, at)
