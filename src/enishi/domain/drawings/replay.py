"""What a script needs to play the years on the map of bonds, with nothing left to lay out.

The document (all coordinates in pixels of the view):

- `view`, `width`, `height`; `first`, `last`: years; `today`: the last day.
- `thread`, `dot`: [scale, …]: width = scale · (1.05 + 0.62 · (n − 1)^0.85) and
  radius = scale · (1.9 + 1.15 · √(n − 0.6)) for n agreements.
- `threads`: `pair` (as `data-thread` in the picture), `gate` (place in the order at the gate), `d`
  (path data; every thread has the same commands, so that numbers can be blended one by one),
  `counts` (agreements at the end of each year from `first` on, and on `today`), `heir` (the thread
  it becomes, if it is not the last).
- `units`: by id, `at` (place of the mark), `counts`, `from` and `until` (days or null), and `land`
  (path data in tenths) for units that are not in force today.
- `mergers`: `on`, `from`, `to` (ids) and the two places `start`, `end`, between which a mark moves.
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from enishi.domain.drawings.cord import Pair, order_at_gate
from enishi.domain.drawings.layout import Layout

Span = tuple[datetime.date, datetime.date | None]


@dataclass(frozen=True, slots=True)
class ThreadHistory:
    """A bond between two units of one time: when it stood, and the days its number grew."""

    one: str
    other: str
    documented: Sequence[Span]
    steps: Sequence[tuple[datetime.date, int]]
    heir: Pair | None = None


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """A unit on the map: in force from `since` (None: always) until `until` (None: today).

    `steps` are the days its number of agreements grew: an act with two partners is one of its own.
    """

    unit: str
    since: datetime.date | None = None
    until: datetime.date | None = None  # last day in force
    steps: Sequence[tuple[datetime.date, int]] = ()

    def count(self, day: datetime.date) -> int:
        """Return its number on a day; none while it is not in force."""
        if (self.since and day < self.since) or (self.until and self.until < day):
            return 0
        return max((count for on, count in self.steps if on <= day), default=0)


@dataclass(frozen=True, slots=True)
class Merger:
    """On a day a unit passed to another."""

    source: str
    target: str
    on: datetime.date


def replay(
    layout: Layout,
    threads: Iterable[ThreadHistory],
    units: Iterable[UnitHistory],
    mergers: Iterable[Merger],
    *,
    first: int,
    today: datetime.date,
) -> str:
    """Return the document above as compact JSON, the same for the same facts.

    Args:
        layout: the one the picture is drawn with.
        threads: all bonds of all days; those the layout does not know are refused.
        units: all units on the map.
        mergers: who passed to whom; steps that move no mark are left out.
        first: the year the replay begins.
        today: the day it ends.

    Raises:
        KeyError: a thread or a unit is not in the layout.
    """
    years = [datetime.date(year, 12, 31) for year in range(first, today.year)] + [today]
    order = {pair: index for index, pair in enumerate(order_at_gate(layout.courses))}
    told = []
    for history in threads:
        pair, course = layout.course(history.one, history.other)
        counts = [_count(history, day) for day in years]
        heir = layout.course(*history.heir)[0] if history.heir else pair
        told.append(
            {
                "pair": "~".join(pair),
                "gate": order[pair],
                "d": course.path,
                "counts": counts,
                **({"heir": "~".join(heir)} if heir != pair else {}),
            }
        )
    document = {
        "view": layout.view.name,
        "width": layout.view.width,
        "height": layout.view.height,
        "first": first,
        "last": today.year,
        "today": today.isoformat(),
        "thread": layout.view.thread,
        "dot": layout.view.dot,
        "threads": sorted(told, key=lambda thread: (thread["gate"], thread["pair"])),
        "units": {
            unit.unit: _unit(layout, unit, years) for unit in sorted(units, key=lambda u: u.unit)
        },
        "mergers": [
            _merger(layout, merger)
            for merger in sorted(mergers, key=lambda m: (m.on, m.source, m.target))
            if layout.anchors[merger.source] != layout.anchors[merger.target]
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _count(history: ThreadHistory, day: datetime.date) -> int:
    """Return the number on a day; none while the bond is not documented between these two units."""
    if not any(since <= day and (not until or day <= until) for since, until in history.documented):
        return 0
    return max((count for on, count in history.steps if on <= day), default=0)


def _unit(layout: Layout, unit: UnitHistory, years: Sequence[datetime.date]) -> dict[str, Any]:
    x, y = layout.anchors[unit.unit]
    told: dict[str, Any] = {"at": [round(x, 1), round(y, 1)]}
    if unit.steps:
        told["counts"] = [unit.count(day) for day in years]
    if unit.since:
        told["from"] = unit.since.isoformat()
    if unit.until:
        told["until"] = unit.until.isoformat()
        if land := layout.land.get(unit.unit):
            told["land"] = land
    return told


def _merger(layout: Layout, merger: Merger) -> dict[str, Any]:
    start, end = layout.anchors[merger.source], layout.anchors[merger.target]
    return {
        "on": merger.on.isoformat(),
        "from": merger.source,
        "to": merger.target,
        "start": [round(value, 1) for value in start],
        "end": [round(value, 1) for value in end],
    }
